import { Button, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { useMay } from '../../components/use_session';
import { formatNumber } from '../../lib/format';
import { langAttribute } from '../../lib/language';
import type { Learner, PathSummary, WeakArea } from '../../lib/learn_api';
import { StepMeter } from './step_meter';
import { useLearner } from './use_learn';

const roles = ['pmo-assistant', 'project-coordinator', 'pmo-manager', 'portfolio-director', ''] as const;

function Today({ learner }: { learner: Learner }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const facts = [
    ['streak', t('learn.days', { count: learner.streak })],
    ['best_streak', t('learn.days', { count: learner.best_streak })],
    ['cards', formatNumber(learner.cards, language)],
    ['answers', t('learn.right_of', { right: learner.right, total: learner.answers })],
  ] as const;
  return (
    <section className="learn-today" aria-labelledby="learn-today">
      <div>
        <h2 id="learn-today">{t('learn.today')}</h2>
        <p>{learner.due > 0 ? t('learn.due', { count: learner.due }) : t('learn.nothing_due')}</p>
        {learner.due > 0 && <Button component={Link} to="/learn/review">{t('learn.start_review')}</Button>}
      </div>
      <dl className="pairs">
        {facts.map(([name, value]) => <div key={name} className="pair"><dt>{t(`learn.fact.${name}`)}</dt><dd>{value}</dd></div>)}
      </dl>
    </section>
  );
}

/** Each with the way to the organisation's own lessons about it. */
export function Weak({ areas }: { areas: WeakArea[] }) {
  const { t } = useTranslation();
  return (
    <ul className="weak-list">
      {areas.slice(0, 6).map(({ facet, value, label, asked, wrong }) => (
        <li key={`${facet}:${value}`}>
          <Link to={{ pathname: '/', search: `?${facet}=${encodeURIComponent(value)}&type=lesson` }}>{label}</Link>{' '}
          <span className="dim small">{t('learn.wrong_of', { wrong, total: asked })}</span>
        </li>
      ))}
    </ul>
  );
}

function PathCard({ path }: { path: PathSummary }) {
  const { t } = useTranslation();
  const { done, steps, completed } = path.progress;
  return (
    <li className="path-card">
      <h3 lang={langAttribute(path.lang)}><Link to={`/learn/${encodeURIComponent(path.id)}`}>{path.title}</Link></h3>
      <p className="dim small">
        {path.level > 0 && <span>{t('learn.level', { level: path.level })}</span>}
        <span>{t('learn.steps', { count: steps })}</span>
        {path.minutes > 0 && <span>{t('learn.minutes', { count: path.minutes })}</span>}
        {completed && <span className="badge" data-tone="good">{t('learn.completed')}</span>}
      </p>
      <StepMeter done={done} steps={steps} />
    </li>
  );
}

function Paths({ paths }: { paths: PathSummary[] }) {
  const { t } = useTranslation();
  return roles.map((role) => {
    const own = paths.filter((path) => path.role === role);
    if (own.length === 0) return null;
    const id = `role-${role || 'none'}`;
    return (
      <section key={role} aria-labelledby={id}>
        <h2 id={id}>{role ? t(`learn.role.${role}`) : t('learn.other_paths')}</h2>
        <ul className="path-cards">{own.map((path) => <PathCard key={path.id} path={path} />)}</ul>
      </section>
    );
  });
}

function LearnView({ learner }: { learner: Learner }) {
  const { t } = useTranslation();
  const isCurator = useMay('curator');
  return (
    <>
      <Today learner={learner} />
      {learner.weak.length > 0 && (
        <section aria-labelledby="learn-weak">
          <h2 id="learn-weak">{t('learn.weak')}</h2>
          <Weak areas={learner.weak} />
        </section>
      )}
      {learner.paths.length === 0 && <p className="notice">{t('learn.no_paths')}</p>}
      <Paths paths={learner.paths} />
      <p className="learn-links">
        <Link to="/learn/cases">{t('learn.cases')}</Link>
        {isCurator && <Link to="/learn/report">{t('learn.report')}</Link>}
      </p>
    </>
  );
}

export function LearnPage() {
  const { t } = useTranslation();
  usePageTitle(t('learn.title'));
  const { data, error, refetch } = useLearner();
  return (
    <div className="learn-page">
      <h1>{t('learn.title')}</h1>
      <p className="dim">{t('learn.lead')}</p>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div role="status" aria-label={t('app.loading')}><Skeleton height={240} radius="md" /></div>}
      {data && <LearnView learner={data} />}
    </div>
  );
}
