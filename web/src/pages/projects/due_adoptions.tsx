import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import type { FollowUp, Project } from '../../lib/project_api';
import { useAnswerAdoption, useDueAdoptions } from './use_projects';

const answers = ['helped', 'not_helped', 'not_applicable'] as const;

type RowProps = { item: FollowUp; onAnswered: (item: FollowUp) => void };

function DueRow({ item, onAnswered }: RowProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState(item.note);
  const answer = useAnswerAdoption(onAnswered);
  const noteId = `note-${item.id}`;
  const title = item.title || item.lesson_id;
  return (
    <article className="due-row">
      <h3><Link to={`/lessons/${encodeURIComponent(item.lesson_id)}`}>{title}</Link></h3>
      <label htmlFor={noteId} className="small">{t('project.answer_note')}</label>
      <input
        id={noteId} className="text-input" type="text" autoComplete="off" maxLength={1000}
        value={note} onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="due-answers" role="group" aria-label={t('project.did_it_help', { title })}>
        {answers.map((state) => (
          <Button
            key={state} variant="default" size="compact-md" h={36} disabled={answer.isPending}
            onClick={() => answer.mutate({ item, answer: { state, note: note.trim() } })}
          >
            {t(`project.answer.${state}`)}
          </Button>
        ))}
      </div>
      {answer.error && <ProblemNotice error={answer.error} />}
    </article>
  );
}

type Props = { project: Project; onAnswered: (item: FollowUp) => void };

/** Lessons that were accepted and are to be judged now. */
export function DueAdoptions({ project, onAnswered }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useDueAdoptions(project);
  return (
    <section aria-labelledby="due-title">
      <h2 id="due-title" tabIndex={-1}>{t('project.due_title')}</h2>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data?.total === 0 && <p className="dim">{t(project.pending > 0 ? 'project.none_due' : 'project.none_pending')}</p>}
      <ul className="plain-list">
        {data?.items.map((item) => <li key={item.id}><DueRow item={item} onAnswered={onAnswered} /></li>)}
      </ul>
    </section>
  );
}
