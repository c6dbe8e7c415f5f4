import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { MissingNotice } from '../../components/missing_notice';
import { prepareProse } from '../../components/prepare_prose';
import { ProblemNotice } from '../../components/problem_notice';
import { SafeHtml } from '../../components/safe_html';
import { usePageTitle } from '../../components/use_page_title';
import { ApiError } from '../../lib/api';
import { langAttribute } from '../../lib/language';
import type { LearningPath, PathStep } from '../../lib/learn_api';
import { LiveHits } from './live_hits';
import { StepMeter } from './step_meter';
import { useMarkStep, usePath } from './use_learn';

/** Where a step leads in the app; it hands on where the reader came from. */
function target(path: LearningPath, step: PathStep): string {
  if (step.kind !== 'quiz') return step.address;
  return `${step.address}?path=${encodeURIComponent(path.id)}&step=${encodeURIComponent(step.id)}`;
}

function StepTitle({ path, step }: { path: LearningPath; step: PathStep }) {
  const { t } = useTranslation();
  if (step.kind === 'task') return <span>{step.title}</span>;
  if (step.dead) return <><span>{step.title}</span> <span className="badge" data-tone="warm" title={step.dead}>{t('learn.dead')}</span></>;
  if (step.kind === 'external') return <a href={step.address} rel="noopener noreferrer">{step.title}</a>;
  return <Link to={target(path, step)} state={{ learning: { path: path.id, step: step.id } }}>{step.title}</Link>;
}

type StepProps = { path: LearningPath; step: PathStep; isDone: boolean; onMark: (done: boolean, onSettled: () => void) => void };

function Step({ path, step, isDone, onMark }: StepProps) {
  const { t } = useTranslation();
  // What was chosen shows at once; the server has the last word.
  const [chosen, setChosen] = useState<boolean>();
  const choose = (done: boolean) => {
    setChosen(done);
    onMark(done, () => setChosen(undefined));
  };
  const kind = step.kind === 'document' && step.document_kind ? `kind.${step.document_kind}` : `learn.step.${step.kind}`;
  return (
    <li className="path-step" data-done={isDone || undefined}>
      <input
        type="checkbox" checked={chosen ?? isDone} aria-label={t('learn.mark', { title: step.title })}
        onChange={(event) => choose(event.currentTarget.checked)}
      />
      <div>
        <p className="path-step-title" lang={langAttribute(step.lang)}><StepTitle path={path} step={step} /></p>
        <p className="dim small path-facts">
          <span>{t(kind as 'learn.step.task')}</span>
          {step.questions > 0 && <span>{t('learn.questions', { count: step.questions })}</span>}
          {step.minutes > 0 && <span>{t('learn.minutes', { count: step.minutes })}</span>}
        </p>
        {step.note && <p className="small" lang={langAttribute(step.lang)}>{step.note}</p>}
        {step.kind === 'search' && <LiveHits query={step.query} />}
      </div>
    </li>
  );
}

function Prerequisites({ path }: { path: LearningPath }) {
  const { t } = useTranslation();
  if (path.prerequisites.length === 0) return null;
  return (
    <section aria-labelledby="path-before">
      <h2 id="path-before" className="small-title">{t('learn.prerequisites')}</h2>
      <ul>
        {path.prerequisites.map(({ id, title, completed }) => (
          <li key={id}>
            {title ? <Link to={`/learn/${encodeURIComponent(id)}`}>{title}</Link> : id}{' '}
            <span className="dim small">{t(completed ? 'learn.completed' : 'learn.not_completed')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Head({ path }: { path: LearningPath }) {
  const { t } = useTranslation();
  const next = path.outline.flatMap(({ steps }) => steps).find((step) => !path.done.includes(step.id) && !step.dead && step.kind !== 'task');
  const isInside = next && next.kind !== 'external';
  return (
    <header>
      <h1 lang={langAttribute(path.lang)}>{path.title}</h1>
      <p className="dim path-facts">
        {path.role && <span>{t(`learn.role.${path.role}` as 'learn.role.pmo-assistant')}</span>}
        {path.level > 0 && <span>{t('learn.level', { level: path.level })}</span>}
        {path.minutes > 0 && <span>{t('learn.minutes', { count: path.minutes })}</span>}
      </p>
      <StepMeter done={path.done.length} steps={path.progress.steps} />
      {path.progress.completed && (
        <p className="notice" data-tone="good"><Link to={`/learn/${encodeURIComponent(path.id)}/certificate`}>{t('learn.certificate')}</Link></p>
      )}
      {isInside && (
        <Button component={Link} to={target(path, next)} state={{ learning: { path: path.id, step: next.id } }}>
          {t(path.done.length > 0 ? 'learn.continue' : 'learn.start')}
        </Button>
      )}
      {path.html && <SafeHtml className="prose path-intro" html={path.html} lang={langAttribute(path.lang)} transform={prepareProse} />}
    </header>
  );
}

export function PathPage() {
  const { t } = useTranslation();
  const { path: id = '' } = useParams();
  const { data, error, refetch } = usePath(id);
  const mark = useMarkStep(id);
  usePageTitle(data?.title ?? t('learn.title'));
  if (error instanceof ApiError && error.status === 404) {
    return <MissingNotice title={t('learn.missing_title')} text={t('learn.missing_text')} />;
  }
  return (
    <div className="learn-page">
      <p className="small"><Link to="/learn">{t('learn.title')}</Link></p>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div role="status" aria-label={t('app.loading')}><Skeleton height={320} radius="md" /></div>}
      {data && <Head path={data} />}
      {data && <Prerequisites path={data} />}
      {mark.error && <ProblemNotice error={mark.error} />}
      {data?.outline.map(({ title, note, steps }, index) => (
        <section key={index} aria-labelledby={`module-${index}`}>
          <h2 id={`module-${index}`} lang={langAttribute(data.lang)}>{title || t('learn.steps_title')}</h2>
          {note && <p lang={langAttribute(data.lang)}>{note}</p>}
          <ol className="path-steps">
            {steps.map((step) => (
              <Step
                key={step.id} path={data} step={step} isDone={data.done.includes(step.id)}
                onMark={(done, onSettled) => mark.mutate({ step: step.id, done }, { onSettled })}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
