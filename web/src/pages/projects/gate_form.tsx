import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Crosswalk } from '../../components/crosswalk';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import type { Project } from '../../lib/project_api';
import { isOffered } from '../../lib/taxonomy_api';
import { usePassGate, usePhases } from './use_projects';

/** Why the project has to wait, and where to do something about it. */
function Refusal({ project }: { project: Project }) {
  const { t } = useTranslation();
  const brief = project.briefs[0];
  return (
    <div className="notice" data-tone="warm" id="gate-refusal">
      <h3>{t('project.refused')}</h3>
      <p>{brief ? t('project.refused_open', { count: brief.open, title: brief.title }) : t('project.refused_no_brief')}</p>
      <p>
        {brief
          ? <Link to={`/briefs/${encodeURIComponent(brief.id)}`}>{t('project.answer_brief')}</Link>
          : <Link to="/kickoff">{t('project.make_brief')}</Link>}
      </p>
    </div>
  );
}

type Props = { project: Project; onMoved: (project: Project) => void };

export function GateForm({ project, onMoved }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const phases = usePhases();
  const [phase, setPhase] = useState('');
  const [note, setNote] = useState('');
  const pass = usePassGate(project);
  const choices = phases.filter((value) => isOffered(value) && value.id !== project.phase);
  const next = phases[phases.findIndex(({ id }) => id === project.phase) + 1]?.id ?? choices[0]?.id ?? '';
  const chosen = choices.some(({ id }) => id === phase) ? phase : next;
  const isRefused = project.refusal !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isRefused || chosen === '') return;
    pass.mutate({ phase: chosen, note: note.trim() }, {
      onSuccess: (moved) => {
        setPhase('');
        setNote('');
        onMoved(moved);
      },
    });
  };
  return (
    <section className="panel" aria-labelledby="gate-title">
      <h2 id="gate-title">{t('project.gate')}</h2>
      {isRefused && <Refusal project={project} />}
      <form className="gate-form" onSubmit={submit}>
        <label htmlFor="gate-phase">{t('project.next_phase')}</label>
        <select
          id="gate-phase" className="text-input" aria-describedby="gate-crosswalk" value={chosen}
          onChange={(event) => setPhase(event.currentTarget.value)}
        >
          {choices.map(({ id, label }) => <option key={id} value={id}>{label[language]}</option>)}
        </select>
        <Crosswalk phase={choices.find(({ id }) => id === chosen)} id="gate-crosswalk" />
        <label htmlFor="gate-note">{t('project.gate_note')}</label>
        <input
          id="gate-note" className="text-input" type="text" autoComplete="off" maxLength={1000}
          value={note} onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button
          className="solid-button" type="submit" h={36} loading={pass.isPending} disabled={isRefused}
          aria-describedby={isRefused ? 'gate-refusal' : undefined}
        >
          {t('project.pass')}
        </Button>
      </form>
      {pass.error && <ProblemNotice error={pass.error} />}
    </section>
  );
}
