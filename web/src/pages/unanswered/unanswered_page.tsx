import { Skeleton } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { PageSteps } from '../../components/page_steps';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { dismissUnanswered, getUnanswered, type UnansweredQuery } from '../../lib/api';
import { formatDate, formatNumber } from '../../lib/format';
import { emptySearch, formatSearchState } from '../../lib/search_state';

const queryKey = ['unanswered'];
const columns = ['asked', 'without_result', 'opened'] as const;

function useUnanswered(offset: number) {
  const language = useLanguage();
  return useQuery({
    queryKey: [...queryKey, offset],
    queryFn: ({ signal }) => getUnanswered(offset, { language, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

function useDismiss() {
  const language = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (item: UnansweredQuery) => dismissUnanswered(item.id, { language }),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}

function Row({ item, onDismiss }: { item: UnansweredQuery; onDismiss: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const of = (action: 'again' | 'dismiss') => t('follow.of', { action: t(`unanswered.${action}`), name: item.query });
  return (
    <tr>
      <th scope="row">{item.query}</th>
      {columns.map((name) => <td key={name} data-name={t(`unanswered.${name}`)}>{formatNumber(item[name], language)}</td>)}
      <td data-name={t('unanswered.last_day')}><time dateTime={item.last_day}>{formatDate(item.last_day, language)}</time></td>
      <td className="unanswered-actions">
        <Link to={{ pathname: '/', search: formatSearchState({ ...emptySearch, q: item.query }) }} aria-label={of('again')}>
          {t('unanswered.again')}
        </Link>
        <button type="button" className="link-button" aria-label={of('dismiss')} onClick={onDismiss}>{t('unanswered.dismiss')}</button>
      </td>
    </tr>
  );
}

/** What the library owes its readers. */
export function UnansweredPage() {
  const { t } = useTranslation();
  usePageTitle(t('unanswered.title'));
  const [offset, setOffset] = useState(0);
  const { data, error, isPending, refetch } = useUnanswered(offset);
  const dismiss = useDismiss();
  const dismissed = dismiss.isSuccess ? dismiss.variables : undefined;
  return (
    <div className="follow-page">
      <h1>{t('unanswered.title')}</h1>
      <p className="dim">{t('unanswered.lead')}</p>
      <p role="status" className="follow-said">{dismissed && t('unanswered.dismissed', { query: dismissed.query })}</p>
      {dismiss.error && <ProblemNotice error={dismiss.error} />}
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton height={180} radius="md" />}
      {data?.total === 0 && <p className="notice">{t('unanswered.empty')}</p>}
      {data && data.total > 0 && (
        <table className="unanswered">
          <thead>
            <tr>
              <th scope="col">{t('unanswered.query')}</th>
              {columns.map((name) => <th key={name} scope="col">{t(`unanswered.${name}`)}</th>)}
              <th scope="col">{t('unanswered.last_day')}</th>
              <th scope="col">{t('unanswered.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((item) => <Row key={item.id} item={item} onDismiss={() => dismiss.mutate(item)} />)}
          </tbody>
        </table>
      )}
      {data && <PageSteps offset={offset} total={data.total} onMove={setOffset} />}
    </div>
  );
}
