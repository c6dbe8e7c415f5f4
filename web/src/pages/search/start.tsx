import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { ArrowRightIcon, CompassIcon } from '../../components/icons';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { useMay } from '../../components/use_session';
import { getOverview, getStats, type SearchPage } from '../../lib/api';
import { formatNumber } from '../../lib/format';
import { changeSearch, emptySearch, formatSearchState, type SearchState } from '../../lib/search_state';
import { HitCard } from './hit_card';
import { HitSkeletons } from './hit_skeletons';

const searchLink = (change: Partial<SearchState>) => ({
  pathname: '/', search: formatSearchState(changeSearch(emptySearch, change)),
});

export function StartIntro() {
  const { t } = useTranslation();
  usePageTitle(undefined);
  return (
    <>
      <h1>{t('start.title')}</h1>
      <p className="start-lead">{t('start.lead')}</p>
    </>
  );
}

export function Examples() {
  const { t } = useTranslation();
  return (
    <div className="chips start-examples">
      <span className="dim small">{t('start.examples')}</span>
      {t('start.example_queries', { returnObjects: true }).map((q) => (
        <Link key={q} className="chip" to={searchLink({ q })}><span>{q}</span></Link>
      ))}
    </div>
  );
}

/** The way to the brief, for whoever is about to start a project. */
export function KickoffEntry() {
  const { t } = useTranslation();
  const mayAsk = useMay('contributor');
  if (!mayAsk) return null;
  return (
    <Link className="kickoff-entry" to="/kickoff">
      <CompassIcon size={22} />
      <span><strong>{t('start.kickoff')}</strong><span className="dim small">{t('start.kickoff_lead')}</span></span>
      <ArrowRightIcon size={18} />
    </Link>
  );
}

function Counts() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ['stats'], queryFn: ({ signal }) => getStats({ language, signal }),
  });
  return (
    <ul className="start-counts" aria-label={t('start.counts')}>
      {data && (['documents', 'lessons', 'projects'] as const).map((name) => (
        <li key={name}>
          <strong>{formatNumber(data[name], language)}</strong>
          <span className="dim">{t(`start.${name}`, { count: data[name] })}</span>
        </li>
      ))}
    </ul>
  );
}

type BarsProps = { page: SearchPage; facet: 'phase' | 'risk' | 'tag'; title: string; most: number };

function FacetBars({ page, facet, title, most }: BarsProps) {
  const language = useLanguage();
  const counts = (page.facets[facet] ?? []).slice(0, most);
  const highest = Math.max(1, ...counts.map(({ count }) => count));
  if (counts.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul className="bars">
        {counts.map(({ value, label, count }) => (
          <li key={value}>
            <Link
              className="bar" style={{ ['--share' as string]: `${(count / highest) * 100}%` }}
              to={searchLink({ type: 'lesson', [facet]: [value] })}
            >
              <span>{label}</span><span>{formatNumber(count, language)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function StartOverview() {
  const { t } = useTranslation();
  const language = useLanguage();
  const overview = useQuery({
    queryKey: ['overview', language], queryFn: ({ signal }) => getOverview({ language, signal }),
  });
  const page = overview.data;
  return (
    <>
      <div className="start-grid">
        <section>
          <Counts />
          <div className="start-heading">
            <h2>{t('start.newest')}</h2>
            <Link to={searchLink({ type: 'lesson', sort: 'newest' })}>{t('start.all_lessons')}</Link>
          </div>
          {overview.error && <ProblemNotice error={overview.error} onRetry={() => void overview.refetch()} />}
          {overview.isPending && <HitSkeletons count={4} />}
          {page?.hits.length === 0 && <p className="notice">{t('start.empty')}</p>}
          <ol className="hits">
            {page?.hits.map((hit) => <li key={hit.id}><HitCard hit={hit} state={emptySearch} /></li>)}
          </ol>
        </section>
        <div className="start-side">
          {overview.isPending && <Skeleton height={260} radius="md" />}
          {page && <FacetBars page={page} facet="phase" title={t('start.by_phase')} most={8} />}
          {page && <FacetBars page={page} facet="risk" title={t('start.by_risk')} most={8} />}
          {page && <FacetBars page={page} facet="tag" title={t('start.by_tag')} most={8} />}
        </div>
      </div>
    </>
  );
}
