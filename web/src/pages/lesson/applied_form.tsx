import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { dayAfter, usualFollowUpDays } from '../../lib/brief_view';
import { getProjectNames, type AdoptionState, type NewAdoption } from '../../lib/kickoff_api';
import { useAddAdoption } from './use_adoptions';

const states = ['helped', 'not_helped', 'not_applicable', 'pending'] as const;

function useForm() {
  const [state, setState] = useState<AdoptionState>('helped');
  const [project, setProject] = useState('');
  const [note, setNote] = useState('');
  const [followUp, setFollowUp] = useState(() => dayAfter(new Date(), usualFollowUpDays));
  const adoption: NewAdoption = { state, project: project.trim(), note: note.trim() };
  if (state === 'pending' && followUp) adoption.follow_up = followUp;
  return { state, setState, project, setProject, note, setNote, followUp, setFollowUp, adoption };
}

type Props = { lesson: string; onSaved: () => void; onClose: () => void };

/** "I applied this": how it went, where, and what else is to be said. */
export function AppliedForm({ lesson, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const form = useForm();
  const add = useAddAdoption(lesson);
  const { data: projects = [] } = useQuery({ queryKey: ['project_names'], queryFn: ({ signal }) => getProjectNames({ language, signal }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(form.adoption, { onSuccess: onSaved });
  };
  return (
    <form className="applied-form" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <fieldset className="toggles">
        <legend>{t('applied.how')}</legend>
        <div className="chips">
          {states.map((state, index) => (
            <label key={state} className="chip toggle" data-on={form.state === state || undefined}>
              <input type="radio" name="applied-state" autoFocus={index === 0} checked={form.state === state} onChange={() => form.setState(state)} />
              <span>{t(`applied.state.${state}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="form-grid">
        <div className="form-field">
          <label htmlFor="applied-project">{t('lesson.project')}</label>
          <input id="applied-project" className="text-input" type="text" maxLength={200} autoComplete="off" list="applied-projects" value={form.project} onChange={(event) => form.setProject(event.currentTarget.value)} />
          <datalist id="applied-projects">{projects.map((name) => <option key={name} value={name} />)}</datalist>
        </div>
        {form.state === 'pending' && (
          <div className="form-field">
            <label htmlFor="applied-follow-up">{t('brief.follow_up')}</label>
            <input id="applied-follow-up" className="text-input" type="date" value={form.followUp} onChange={(event) => form.setFollowUp(event.currentTarget.value)} />
          </div>
        )}
      </div>
      <div className="form-field">
        <label htmlFor="applied-note">{t('applied.note')}</label>
        <textarea id="applied-note" className="text-input" rows={2} maxLength={1000} value={form.note} onChange={(event) => form.setNote(event.currentTarget.value)} />
      </div>
      {add.error && <ProblemNotice error={add.error} />}
      <div className="form-actions">
        <Button type="submit" size="compact-md" h={36} loading={add.isPending}>{t('follow.save_submit')}</Button>
        <Button type="button" variant="default" size="compact-md" h={36} onClick={onClose}>{t('follow.cancel')}</Button>
      </div>
    </form>
  );
}
