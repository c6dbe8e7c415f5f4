import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageSteps } from '../../components/page_steps';
import { ProblemNotice } from '../../components/problem_notice';
import { usePageTitle } from '../../components/use_page_title';
import { SavedSearchRow } from './saved_search_row';
import { useChangeSearch, useSavedSearches, type Change } from './use_saved_searches';

/** What is followed, and how much of it is new. */
export function SearchesPage() {
  const { t } = useTranslation();
  usePageTitle(t('follow.title'));
  const [offset, setOffset] = useState(0);
  const { data, error, isPending, refetch } = useSavedSearches(offset);
  const change = useChangeSearch();
  const [said, setSaid] = useState('');

  const run = (what: Change) => {
    setSaid('');
    change.mutate(what, {
      onSuccess: () => {
        if (what.action === 'seen') setSaid(t('follow.marked', { name: what.search.name }));
        if (what.action === 'remove') setSaid(t('follow.removed', { name: what.search.name }));
      },
    });
  };

  return (
    <div className="follow-page">
      <h1>{t('follow.title')}</h1>
      <p className="dim">{t('follow.lead')}</p>
      <p><a href="/feeds/lessons.atom" type="application/atom+xml">{t('follow.lessons_feed')}</a></p>
      <p role="status" className="follow-said">{said}</p>
      {change.error && <ProblemNotice error={change.error} />}
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton height={180} radius="md" />}
      {data?.total === 0 && <p className="notice">{t('follow.empty')}</p>}
      {data && data.total > 0 && (
        <ul className="follow-list" aria-label={t('follow.title')}>
          {data.items.map((search) => <li key={search.id}><SavedSearchRow search={search} onChange={run} /></li>)}
        </ul>
      )}
      {data && <PageSteps offset={offset} total={data.total} onMove={setOffset} />}
    </div>
  );
}
