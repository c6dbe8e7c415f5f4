import { Button, Skeleton } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { PageSteps } from '../../components/page_steps';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { formatInstant } from '../../lib/format';
import type { ProjectSummary } from '../../lib/project_api';
import { useCreateProject, usePhases, useProjects } from './use_projects';

const longestName = 200;

function NewProject() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const create = useCreateProject();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    create.mutate(name.trim(), { onSuccess: ({ id }) => navigate(`/projects/${encodeURIComponent(id)}`) });
  };
  return (
    <form className="project-new" onSubmit={submit}>
      <label htmlFor="project-name">{t('projects.new_name')}</label>
      <input
        id="project-name" className="text-input" type="text" required autoComplete="off" maxLength={longestName}
        value={name} onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button className="solid-button" type="submit" size="compact-md" h={36} loading={create.isPending}>{t('projects.create')}</Button>
      {create.error && <ProblemNotice error={create.error} />}
    </form>
  );
}

function ProjectRow({ project }: { project: ProjectSummary }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { outcome, sector } = project.facts;
  return (
    <article className="project-row">
      <h2><Link to={`/projects/${encodeURIComponent(project.id)}`}>{project.name}</Link></h2>
      <p>
        <span className="badge" data-tone={project.phase ? 'accent' : 'outline'}>{project.label || t('projects.no_phase')}</span>
        {project.due > 0 && <strong className="badge" data-tone="warm">{t('projects.due', { count: project.due })}</strong>}
        {project.moved_at && <span className="dim small">{t('projects.moved_at', { date: formatInstant(project.moved_at, language) })}</span>}
        {sector && <span className="dim small">{sector}</span>}
        {outcome && <span className="dim small">{outcome}</span>}
      </p>
    </article>
  );
}

/** Every project that a document or a person named, and where it stands. */
export function ProjectsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  usePageTitle(t('projects.title'));
  const [phase, setPhase] = useState('');
  const [offset, setOffset] = useState(0);
  const phases = usePhases();
  const { data, error, isPending, refetch } = useProjects(phase, offset);
  const choose = (chosen: string) => {
    setPhase(chosen);
    setOffset(0);
  };
  return (
    <div className="project-page">
      <h1>{t('projects.title')}</h1>
      <p className="dim">{t('projects.lead')}</p>
      <div className="project-tools">
        <label htmlFor="project-phase">{t('projects.phase')}</label>
        <select id="project-phase" className="text-input" value={phase} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{t('projects.all_phases')}</option>
          <option value="none">{t('projects.no_phase')}</option>
          {phases.map(({ id, label }) => <option key={id} value={id}>{label[language]}</option>)}
        </select>
        <NewProject />
      </div>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton height={180} radius="md" />}
      {data?.total === 0 && <p className="notice">{t(phase ? 'projects.none_here' : 'projects.empty')}</p>}
      {data && data.total > 0 && (
        <ul className="plain-list project-list" aria-label={t('projects.title')}>
          {data.items.map((project) => <li key={project.id}><ProjectRow project={project} /></li>)}
        </ul>
      )}
      {data && <PageSteps offset={offset} total={data.total} onMove={setOffset} />}
    </div>
  );
}
