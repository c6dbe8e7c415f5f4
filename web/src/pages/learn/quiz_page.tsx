import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import { MissingNotice } from '../../components/missing_notice';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { ApiError } from '../../lib/api';
import { langAttribute } from '../../lib/language';
import { getQuestion, getQuiz, type Question } from '../../lib/learn_api';
import { Player, type PlayResult } from './player';
import { useMarkStep, useProgressChanged } from './use_learn';

type Ended = { result: PlayResult; needed: number; path: string; onAgain: () => void; document: string };

function End({ result, needed, path, onAgain, document }: Ended) {
  const { t } = useTranslation();
  return (
    <section className="quiz-end" role="status">
      <h2>{t('learn.quiz_end')}</h2>
      <p>{t('learn.quiz_score', { right: result.right, total: result.total })}</p>
      {path && result.right < needed && <p className="notice" data-tone="warm">{t('learn.not_passed', { count: needed })}</p>}
      <p>{t('learn.comes_back')}</p>
      <p className="learn-links">
        {path && <Link to={`/learn/${encodeURIComponent(path)}`}>{t('learn.back_to_path')}</Link>}
        {document && <Link to={`/documents/${document}`}>{t('learn.back_to_guide')}</Link>}
        <Link to="/learn">{t('learn.title')}</Link>
        <button type="button" className="link-button" onClick={onAgain}>{t('learn.once_more')}</button>
      </p>
    </section>
  );
}

type PlayProps = { title: string; lang: string; questions: Question[]; needed: number; document: string };

function Play({ title, lang, questions, needed, document }: PlayProps) {
  const { t } = useTranslation();
  const [parameters] = useSearchParams();
  const path = parameters.get('path') ?? '';
  const step = parameters.get('step') ?? '';
  const mark = useMarkStep(path);
  const changed = useProgressChanged();
  const [result, setResult] = useState<PlayResult>();
  const done = (end: PlayResult) => {
    setResult(end);
    if (path && step && end.right >= needed) mark.mutate({ step, done: true });
    else void changed();
  };
  usePageTitle(t('learn.quiz_of', { title }));
  return (
    <div className="learn-page">
      <p className="small"><Link to={path ? `/learn/${encodeURIComponent(path)}` : '/learn'}>{t(path ? 'learn.back_to_path' : 'learn.title')}</Link></p>
      <h1>{t('learn.quiz')}: <span lang={langAttribute(lang)}>{title}</span></h1>
      {mark.error && <ProblemNotice error={mark.error} />}
      {questions.length === 0 && <p className="notice">{t('learn.no_questions')}</p>}
      {result
        ? <End result={result} needed={needed} path={path} document={document} onAgain={() => setResult(undefined)} />
        : <Player items={questions.map((question) => ({ question }))} mode="quiz" onDone={done} />}
    </div>
  );
}

function Loading({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  const { t } = useTranslation();
  if (error instanceof ApiError && error.status === 404) {
    return <MissingNotice title={t('learn.missing_title')} text={t('learn.missing_text')} />;
  }
  if (error) return <ProblemNotice error={error} onRetry={onRetry} />;
  return <div role="status" aria-label={t('app.loading')}><Skeleton height={240} radius="md" /></div>;
}

/** The quiz of a document. */
export function QuizPage() {
  const language = useLanguage();
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['quiz', id], queryFn: ({ signal }) => getQuiz(id, { language, signal }), staleTime: 0,
  });
  if (!data) return <Loading error={error} onRetry={() => void refetch()} />;
  return <Play title={data.document.title} lang={data.document.lang} questions={data.questions} needed={data.needed} document={data.document.id} />;
}

/** One case made from a lesson. */
export function CasePage() {
  const language = useLanguage();
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['question', id], queryFn: ({ signal }) => getQuestion(id, { language, signal }), staleTime: 0,
  });
  if (!data) return <Loading error={error} onRetry={() => void refetch()} />;
  return <Play title={data.document.title} lang={data.document.lang} questions={[data]} needed={0} document="" />;
}
