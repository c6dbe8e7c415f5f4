import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { MissingNotice } from '../../components/missing_notice';
import { ProblemNotice } from '../../components/problem_notice';
import { usePageTitle } from '../../components/use_page_title';
import { ApiError } from '../../lib/api';
import { Deliveries } from './deliveries';
import { DueAdoptions } from './due_adoptions';
import { GateForm } from './gate_form';
import { PhaseStepper } from './phase_stepper';
import { ProjectSide } from './project_side';
import { useProject } from './use_projects';

/** One project: where it stands, what its gates brought, what is to be answered. */
export function ProjectPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data: project, error, refetch } = useProject(id);
  const [said, setSaid] = useState('');
  usePageTitle(project?.name ?? t('projects.title'));
  if (error instanceof ApiError && error.status === 404) {
    return <MissingNotice title={t('project.missing_title')} text={t('project.missing_text')} />;
  }
  if (error && !project) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!project) return <div role="status" aria-label={t('app.loading')}><Skeleton height={240} radius="md" /></div>;
  return (
    <>
      <Link className="back-link" to="/projects">{t('project.all')}</Link>
      <div className="record">
        <div className="project-main">
          <h1>{project.name}</h1>
          <p role="status" className="follow-said">{said}</p>
          <PhaseStepper project={project} />
          <GateForm
            key={project.id} project={project}
            onMoved={(moved) => setSaid(t('project.moved', { phase: moved.label, count: moved.deliveries[0]?.lessons.length ?? 0 }))}
          />
          <DueAdoptions
            project={project}
            onAnswered={(item) => {
              setSaid(t('project.answered', { title: item.title || item.lesson_id }));
              document.getElementById('due-title')?.focus();
            }}
          />
          <Deliveries project={project} />
        </div>
        <ProjectSide project={project} />
      </div>
    </>
  );
}
