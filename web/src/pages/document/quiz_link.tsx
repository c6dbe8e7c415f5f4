import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { useLanguage } from '../../components/use_language';
import { getQuiz } from '../../lib/learn_api';

/** The way from a guide to its questions, when it has any. */
export function QuizLink({ document }: { document: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { state } = useLocation();
  const { data } = useQuery({ queryKey: ['quiz', document], queryFn: ({ signal }) => getQuiz(document, { language, signal }) });
  if (!data || data.questions.length === 0) return null;
  return (
    <p className="quiz-link">
      <Link to={`/learn/quiz/${encodeURIComponent(document)}`} state={state}>
        {t('learn.take_quiz')} ({t('learn.questions', { count: data.questions.length })})
      </Link>
    </p>
  );
}
