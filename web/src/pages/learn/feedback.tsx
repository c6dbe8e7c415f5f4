// What came of an answer: right or not, why, and where it is from.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { prepareProse } from '../../components/prepare_prose';
import { SafeHtml } from '../../components/safe_html';
import { langAttribute } from '../../lib/language';
import type { GradedAnswer, Question } from '../../lib/learn_api';

function RightAnswer({ question, graded }: { question: Question; graded: GradedAnswer }) {
  const { t } = useTranslation();
  if (graded.right || graded.self_rated) return null;
  const text = (id: string) => graded.options.find((option) => option.id === id)?.text ?? id;
  const answers = graded.answers.map(text);
  if (question.kind === 'ordering') {
    return <><p>{t('learn.right_order')}</p><ol lang={langAttribute(question.document.lang)}>{answers.map((answer) => <li key={answer}>{answer}</li>)}</ol></>;
  }
  return <p>{t('learn.right_answer')} <strong lang={langAttribute(question.document.lang)}>{answers.join(' / ')}</strong></p>;
}

export function Feedback({ question, graded }: { question: Question; graded: GradedAnswer }) {
  const { t } = useTranslation();
  const tone = graded.self_rated ? 'warm' : graded.right ? 'good' : 'bad';
  const title = graded.self_rated ? 'learn.what_happened' : graded.right ? 'learn.right' : 'learn.wrong';
  const lang = langAttribute(question.document.lang);
  const source = graded.sources.find(({ kind }) => kind === 'lesson');
  return (
    <section className="feedback" data-tone={tone} aria-labelledby="feedback-title">
      <h3 id="feedback-title" tabIndex={-1}>{t(title)}</h3>
      <RightAnswer question={question} graded={graded} />
      {graded.outcome_html && <SafeHtml className="prose outcome" html={graded.outcome_html} lang={lang} transform={prepareProse} />}
      {graded.feedback_html && <SafeHtml className="prose" html={graded.feedback_html} lang={lang} transform={prepareProse} />}
      <p className="small">
        {source && <><Link to={source.address}>{t('learn.source_lesson')}</Link>{' · '}</>}
        {t('learn.source')}{' '}
        <Link to={`/documents/${question.document.id}`} lang={lang}>{question.document.title}</Link>
      </p>
    </section>
  );
}
