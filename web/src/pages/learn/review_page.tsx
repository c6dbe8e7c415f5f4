import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { formatDate } from '../../lib/format';
import { getDueCards, type DueCards } from '../../lib/learn_api';
import { Player, type PlayResult } from './player';
import { useProgressChanged } from './use_learn';

function Nothing({ due }: { due: DueCards }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const text = due.total > 0 ? t('learn.enough_today', { count: due.limit })
    : due.next ? t('learn.next_review', { date: formatDate(due.next, language) }) : t('learn.no_cards');
  return <p className="notice" role="status">{text}</p>;
}

/** The cards that come back today: a list that stays as it was fetched while it is worked through. */
export function ReviewPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const changed = useProgressChanged();
  const [result, setResult] = useState<PlayResult>();
  usePageTitle(t('learn.review'));
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['due', language], queryFn: ({ signal }) => getDueCards({ language, signal }),
    staleTime: Infinity, gcTime: 0,
  });
  const done = (end: PlayResult) => {
    setResult(end);
    void changed();
  };
  return (
    <div className="learn-page">
      <p className="small"><Link to="/learn">{t('learn.title')}</Link></p>
      <h1>{t('learn.review')}</h1>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton height={240} radius="md" />}
      {data && !result && data.items.length === 0 && <Nothing due={data} />}
      {data && !result && data.items.length > 0 && (
        <Player items={data.items.map(({ question, changed: isChanged }) => ({ question, isChanged }))} mode="review" onDone={done} />
      )}
      {result && (
        <section className="quiz-end" role="status">
          <h2>{t('learn.review_end')}</h2>
          <p>{t('learn.quiz_score', { right: result.right, total: result.total })}</p>
          <p><Link to="/learn">{t('learn.title')}</Link></p>
        </section>
      )}
    </div>
  );
}
