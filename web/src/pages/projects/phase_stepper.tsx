import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../components/use_language';
import type { Project } from '../../lib/project_api';
import { usePhases } from './use_projects';

/** All phases in their order: which the project has been in, which it is in, and what PMBOK and PRINCE2 call them. */
export function PhaseStepper({ project }: { project: Project }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const phases = usePhases();
  const been = new Set(project.gates.map(({ to }) => to));
  const stateOf = (id: string) => (id === project.phase ? 'now' : been.has(id) ? 'been' : 'ahead');
  return (
    <ol className="plain-list phase-stepper" aria-label={t('project.phases')}>
      {phases.map(({ id, label, pmbok, prince2 }) => (
        <li key={id} data-state={stateOf(id)} aria-current={id === project.phase ? 'step' : undefined}>
          <strong>{label[language]}</strong>
          <span className="visually-hidden">{t(`project.phase_state.${stateOf(id)}`)}</span>
          {pmbok && <span className="dim" lang="en">PMBOK: {pmbok}</span>}
          {prince2 && <span className="dim" lang="en">PRINCE2: {prince2}</span>}
        </li>
      ))}
    </ol>
  );
}
