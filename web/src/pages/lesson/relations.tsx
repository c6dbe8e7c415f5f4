import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import { SafeHtml } from '../../components/safe_html';
import { useLanguage } from '../../components/use_language';
import type { Lesson } from '../../lib/api';
import { langAttribute } from '../../lib/language';
import { addRelation, findLessons, removeRelation, type NewRelation, type Relation } from '../../lib/relation_api';

const kinds = ['supersedes', 'contradicts'] as const;

function useChangeRelation(id: string) {
  const language = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: { add: NewRelation } | { remove: string }) => (
      'add' in change ? addRelation(id, change.add, { language }) : removeRelation(id, change.remove, { language })
    ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['lesson'] }),
  });
}

type RowProps = { relation: Relation; onRemove: () => void };

function RelationRow({ relation, onRemove }: RowProps) {
  const { t } = useTranslation();
  return (
    <li>
      <span className="dim">{t(`relations.kind.${relation.kind}`)}</span>{' '}
      <Link lang={langAttribute(relation.lang)} to={`/lessons/${encodeURIComponent(relation.lesson_id)}`}>{relation.title}</Link>
      {relation.note && <span className="dim">{t('relations.note_of', { note: relation.note })}</span>}{' '}
      <button type="button" className="link-button" aria-label={t('relations.remove_of', { title: relation.title })} onClick={onRemove}>
        {t('relations.remove')}
      </button>
    </li>
  );
}

type FormProps = { lesson: Lesson; onAdd: (relation: NewRelation) => void };

/** Which other lesson, found by words, and how this one stands to it. */
function RelationForm({ lesson, onAdd }: FormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [kind, setKind] = useState<NewRelation['kind']>('supersedes');
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const { data, error } = useQuery({
    queryKey: ['lesson-choice', asked, language],
    queryFn: ({ signal }) => findLessons(asked, { language, signal }),
    enabled: asked !== '',
  });
  const known = new Set([lesson.id, ...lesson.relations.map(({ lesson_id }) => lesson_id)]);
  const found = data?.filter(({ id }) => !known.has(id));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(typed.trim());
  };
  return (
    <form className="relation-form" onSubmit={submit}>
      <label htmlFor="relation-kind">{t('relations.how')}</label>
      <select
        id="relation-kind" className="text-input" value={kind}
        onChange={(event) => setKind(event.currentTarget.value as NewRelation['kind'])}
      >
        {kinds.map((one) => <option key={one} value={one}>{t(`relations.kind.${one}`)}</option>)}
      </select>
      <label htmlFor="relation-words">{t('relations.find')}</label>
      <div className="relation-search">
        <input
          id="relation-words" className="text-input" type="text" autoComplete="off" value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" size="compact-md" h={36}>{t('relations.find_submit')}</Button>
      </div>
      {error && <ProblemNotice error={error} />}
      <p role="status" className="follow-said small dim">{found && t('relations.found', { count: found.length })}</p>
      <ul className="plain-list relation-choice">
        {found?.map((hit) => (
          <li key={hit.id}>
            <button type="button" className="link-button" onClick={() => onAdd({ kind, lesson: hit.id })}>
              {t('relations.choose')} <SafeHtml as="span" html={hit.title} lang={langAttribute(hit.lang)} marksOnly />
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}

/** What this lesson replaces, is replaced by, contradicts; and a way to say so. */
export function LessonRelations({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const change = useChangeRelation(lesson.id);
  return (
    <section className="panel relations">
      <h2>{t('relations.title')}</h2>
      {lesson.relations.length === 0 && <p className="dim small">{t('relations.none')}</p>}
      <ul className="plain-list small">
        {lesson.relations.map((relation) => (
          <RelationRow key={relation.lesson_id} relation={relation} onRemove={() => change.mutate({ remove: relation.lesson_id })} />
        ))}
      </ul>
      {change.error && <ProblemNotice error={change.error} />}
      <button type="button" className="link-button small" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
        {t(isAdding ? 'relations.close' : 'relations.add')}
      </button>
      {isAdding && (
        <RelationForm lesson={lesson} onAdd={(add) => change.mutate({ add }, { onSuccess: () => setAdding(false) })} />
      )}
    </section>
  );
}
