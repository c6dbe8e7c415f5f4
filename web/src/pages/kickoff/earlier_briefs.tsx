import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { PageSteps } from '../../components/page_steps';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { formatDate } from '../../lib/format';
import { getBriefs, type BriefSummary } from '../../lib/kickoff_api';
import { pageSize } from '../../lib/search_state';

function BriefRow({ brief }: { brief: BriefSummary }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const answered = brief.lessons - brief.open;
  return (
    <li>
      <Link to={`/briefs/${encodeURIComponent(brief.id)}`}>{brief.title || t('brief.untitled')}</Link>
      <p className="dim small">
        <time dateTime={brief.created_at}>{formatDate(brief.created_at.slice(0, 10), language)}</time>
        {' · '}{t('brief.answered', { answered, total: brief.lessons })}
      </p>
      <progress className="thin-progress" max={Math.max(1, brief.lessons)} value={answered} aria-hidden="true" />
    </li>
  );
}

/** Briefs that were made before, newest first. */
export function EarlierBriefs() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [offset, setOffset] = useState(0);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['briefs', offset],
    queryFn: ({ signal }) => getBriefs(offset, pageSize, { language, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return (
    <section className="panel earlier">
      <h2>{t('kickoff.earlier')}</h2>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton height={120} />}
      {data?.total === 0 && <p className="dim small">{t('kickoff.none_earlier')}</p>}
      {data && data.total > 0 && <ul className="plain-list">{data.items.map((brief) => <BriefRow key={brief.id} brief={brief} />)}</ul>}
      {data && <PageSteps offset={offset} total={data.total} onMove={setOffset} />}
    </section>
  );
}
