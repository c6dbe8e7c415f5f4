import { Button, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { getLesson, type Lesson } from '../../lib/api';
import { changeLesson, createLesson, isConflict, type LessonChange } from '../../lib/curation_api';
import { LessonForm } from './lesson_form';
import { MergeDialog, type MergeField } from './merge_dialog';
import { useUnsaved } from './use_unsaved';
import { changeOf, emptyWording, isChanged, mergeWordings, textFields, wordingOf, type Wording } from './wording';

type Opened = { base: Wording; revision: number };

/** Saving, and what happens when somebody else saved meanwhile: their state becomes the base, the form keeps what was typed. */
function useLessonEdit(lesson: Lesson) {
  const language = useLanguage();
  const queries = useQueryClient();
  const [opened, setOpened] = useState<Opened>({ base: wordingOf(lesson), revision: lesson.revision });
  const [wording, setWording] = useState(opened.base);
  const [other, setOther] = useState<Lesson | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [isSaving, setSaving] = useState(false);

  const save = async (more: LessonChange): Promise<boolean> => {
    setSaving(true);
    setError(null);
    try {
      await changeLesson(lesson.id, { ...changeOf(opened.base, wording), ...more }, opened.revision, { language });
      await queries.invalidateQueries();
      return true;
    } catch (failure) {
      if (isConflict(failure)) setOther(await getLesson(lesson.id, { language }).catch(() => null));
      setError(failure as Error);
      return false;
    } finally {
      setSaving(false);
    }
  };

  const take = (texts: string[]) => {
    if (!other) return;
    const theirs = wordingOf(other);
    const { merged } = mergeWordings(opened.base, wording, theirs);
    textFields.forEach((field, index) => { merged[field] = texts[index] ?? wording[field]; });
    setWording(merged);
    setOpened({ base: theirs, revision: other.revision });
    setOther(null);
    setError(null);
  };
  return { opened, wording, setWording, other, setOther, error, isSaving, save, take };
}

function fieldsToMerge(base: Wording, mine: Wording, theirs: Wording, name: (field: (typeof textFields)[number]) => string): MergeField[] {
  return textFields.map((field) => ({ name: name(field), base: base[field], mine: mine[field], theirs: theirs[field] }));
}

function EditForm({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const edit = useLessonEdit(lesson);
  const [publishes, setPublishes] = useState(false);
  const isUnsaved = isChanged(edit.opened.base, edit.wording);
  useUnsaved(isUnsaved);
  const back = `/lessons/${encodeURIComponent(lesson.id)}`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void edit.save(publishes ? { publish: true } : {}).then((isSaved) => isSaved && navigate(back));
  };
  const shown = edit.other
    ? fieldsToMerge(edit.opened.base, edit.wording, wordingOf(edit.other), (field) => t(`edit.field.${field}`))
    : [];
  return (
    <form className="edit-form" onSubmit={submit}>
      {lesson.state === 'published' && <p className="notice">{t('edit.opens_review')}</p>}
      <LessonForm wording={edit.wording} onChange={edit.setWording} />
      {lesson.state === 'published' && (
        <label className="check">
          <input type="checkbox" checked={publishes} onChange={(event) => setPublishes(event.currentTarget.checked)} />
          <span>{t('edit.publish_now')}</span>
        </label>
      )}
      {edit.error && !edit.other && <ProblemNotice error={edit.error} />}
      <div className="edit-actions">
        <Button type="submit" disabled={edit.isSaving || !isUnsaved}>{t('edit.save')}</Button>
        <Button component={Link} to={back} variant="default">{t('edit.cancel')}</Button>
      </div>
      {edit.other && (
        <MergeDialog fields={shown} onClose={() => edit.setOther(null)} onMerge={edit.take} />
      )}
    </form>
  );
}

export function LessonEditPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id = '' } = useParams();
  usePageTitle(t('edit.lesson'));
  const { data, error } = useQuery({
    queryKey: ['lesson_edit', id], queryFn: ({ signal }) => getLesson(id, { language, signal }), staleTime: 0, gcTime: 0,
    // What is typed belongs to the state that was opened.
    refetchOnReconnect: false,
  });
  return (
    <div className="edit-page">
      <h1>{t('edit.lesson')}</h1>
      {error && <ProblemNotice error={error} />}
      {!data && !error && <Skeleton height={320} />}
      {data && <EditForm key={data.id} lesson={data} />}
    </div>
  );
}

/** A lesson that no document holds yet. */
export function NewLessonPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [wording, setWording] = useState<Wording>(emptyWording);
  const [error, setError] = useState<Error | null>(null);
  const [isSaving, setSaving] = useState(false);
  usePageTitle(t('edit.new_lesson'));
  useUnsaved(isChanged(emptyWording, wording) && !isSaving);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    createLesson(wording, { language }).then(async (lesson) => {
      await queries.invalidateQueries();
      navigate(`/lessons/${encodeURIComponent(lesson.id)}`);
    }, (failure: Error) => {
      setSaving(false);
      setError(failure);
    });
  };
  return (
    <div className="edit-page">
      <h1>{t('edit.new_lesson')}</h1>
      <form className="edit-form" onSubmit={submit}>
        <LessonForm wording={wording} onChange={setWording} />
        {error && <ProblemNotice error={error} />}
        <div className="edit-actions">
          <Button type="submit" disabled={isSaving || wording.title.trim() === '' || wording.markdown.trim() === ''}>{t('edit.save')}</Button>
        </div>
      </form>
    </div>
  );
}
