import { Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import { useActionName } from '../../components/use_action_name';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import { usePageTitle } from '../../components/use_page_title';
import { WordDiff } from '../../components/word_diff';
import { getDocument, getLesson } from '../../lib/api';
import {
  getDocumentDiff, getLessonHistory, getRevisions, restoreDocument, restoreLesson, type LessonStep, type SourceRevision,
} from '../../lib/curation_api';
import { formatBytes, formatInstant } from '../../lib/format';

function Step({ step, onRestore }: { step: LessonStep; onRestore: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const actionName = useActionName();
  const { state, labels } = step;
  const added = labels.after.filter((label) => !labels.before.includes(label));
  const removed = labels.before.filter((label) => !labels.after.includes(label));
  return (
    <article className="history-step">
      <h2>{actionName(step.action)}</h2>
      <p className="dim small">
        <time dateTime={step.at}>{formatInstant(step.at, language)}</time>{' · '}{step.name || t('history.owner')}
        {step.is_proposal && <> · {t('history.proposal')}</>}
      </p>
      {step.reason && <p>{t('history.reason', { reason: step.reason })}</p>}
      {state.before !== state.after && <p>{names('state', state.before)} → {names('state', state.after)}</p>}
      {removed.map((label) => <p key={label}><del>{label}</del></p>)}
      {added.map((label) => <p key={label}><ins>{label}</ins></p>)}
      {step.changes.map(({ field, parts }) => (
        <div key={field}><h3>{t(`edit.field.${field as 'title'}`)}</h3><WordDiff parts={parts} /></div>
      ))}
      <button type="button" className="link-button" onClick={onRestore} aria-label={t('history.restore_of', { number: step.change })}>
        {t('history.restore')}
      </button>
    </article>
  );
}

export function LessonHistoryPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const queries = useQueryClient();
  const { id = '' } = useParams();
  const lesson = useQuery({ queryKey: ['lesson', id, language], queryFn: ({ signal }) => getLesson(id, { language, signal }) });
  const history = useQuery({ queryKey: ['lesson_history', id], queryFn: ({ signal }) => getLessonHistory(id, { language, signal }), staleTime: 0 });
  const restore = useMutation({
    mutationFn: (change: number) => restoreLesson(id, change, lesson.data?.revision ?? 0, { language }),
    onSettled: () => queries.invalidateQueries(),
  });
  usePageTitle(t('history.title'));
  const error = restore.error ?? history.error ?? lesson.error;
  return (
    <div className="edit-page">
      <h1>{t('history.title')}</h1>
      {lesson.data && <p><Link to={`/lessons/${encodeURIComponent(id)}`}>{lesson.data.title}</Link></p>}
      <p role="status" className="follow-said">{restore.isSuccess ? t('history.restored') : ''}</p>
      {error && <ProblemNotice error={error} />}
      {history.isPending && <Skeleton height={200} />}
      {history.data?.total === 0 && <p className="notice">{t('history.empty')}</p>}
      {history.data?.items.map((step) => <Step key={step.change} step={step} onRestore={() => restore.mutate(step.change)} />)}
    </div>
  );
}

function Difference({ id, from, to }: { id: string; from: number; to: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data, error } = useQuery({
    queryKey: ['document_diff', id, from, to], queryFn: ({ signal }) => getDocumentDiff(id, from, to, { language, signal }), staleTime: Infinity,
  });
  if (error) return <ProblemNotice error={error} />;
  if (!data) return <Skeleton height={160} />;
  return <section aria-label={t('history.difference')}><WordDiff parts={data.parts} /></section>;
}

type RevisionProps = { id: string; revision: SourceRevision; isNewest: boolean; onRestore: () => void };

function Revision({ id, revision, isNewest, onRestore }: RevisionProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const actionName = useActionName();
  const [isOpen, setOpen] = useState(false);
  const number = revision.revision;
  return (
    <article className="history-step">
      <h2>{t('history.revision', { number })}</h2>
      <p className="dim small">
        {[actionName(revision.action), revision.at && formatInstant(revision.at, language), revision.by, formatBytes(revision.bytes, language)]
          .filter(Boolean).join(' · ')}
      </p>
      <div className="queue-actions">
        {number > 1 && (
          <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} aria-label={t('history.compare_of', { number })}>
            {t('history.compare')}
          </button>
        )}
        {!isNewest && (
          <button type="button" className="link-button" onClick={onRestore} aria-label={t('history.restore_of', { number })}>
            {t('history.restore')}
          </button>
        )}
      </div>
      {isOpen && <Difference id={id} from={number - 1} to={number} />}
    </article>
  );
}

export function DocumentHistoryPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const queries = useQueryClient();
  const { id = '' } = useParams();
  const record = useQuery({ queryKey: ['document', id, language], queryFn: ({ signal }) => getDocument(id, { language, signal }) });
  const revisions = useQuery({ queryKey: ['revisions', id], queryFn: ({ signal }) => getRevisions(id, { language, signal }), staleTime: 0 });
  const restore = useMutation({
    mutationFn: (revision: number) => restoreDocument(id, revision, record.data?.revision ?? 0, { language }),
    onSettled: () => queries.invalidateQueries(),
  });
  usePageTitle(t('history.title'));
  const error = restore.error ?? revisions.error ?? record.error;
  return (
    <div className="edit-page">
      <h1>{t('history.title')}</h1>
      {record.data && <p><Link to={`/documents/${encodeURIComponent(id)}`}>{record.data.title}</Link></p>}
      <p role="status" className="follow-said">{restore.isSuccess ? t('history.restored') : ''}</p>
      {error && <ProblemNotice error={error} />}
      {revisions.isPending && <Skeleton height={200} />}
      {revisions.data?.items.map((revision, index) => (
        <Revision key={revision.revision} id={id} revision={revision} isNewest={index === 0} onRestore={() => restore.mutate(revision.revision)} />
      ))}
    </div>
  );
}
