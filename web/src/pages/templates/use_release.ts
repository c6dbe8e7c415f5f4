// What the release page does: it opens one state of the template, and releases what was seen or nothing.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { useLanguage } from '../../components/use_language';
import { getDocument, type Call } from '../../lib/api';
import { getSource, isConflict } from '../../lib/curation_api';
import { getTemplate, releaseTemplate, type Template } from '../../lib/template_api';
import { compareVersions, nextVersion } from '../../lib/template_version';
import type { ChosenLesson } from './use_lesson_picker';
import { templateUrl } from './use_templates';

export type Basis = { template: Template; source: string; sourceRevision: number };
type Form = { version: string; notes: string; lessons: ChosenLesson[]; source: string };

/** The revision first: a change between the answers then gives a conflict, never a silent loss. */
async function open(id: string, call: Call): Promise<Basis> {
  const template = await getTemplate(id, call);
  const { source_revision: sourceRevision } = await getDocument(id, call);
  return { template, sourceRevision, source: (await getSource(id, call)).replace(/\r\n?/g, '\n') };
}

export function useReleaseBasis(id: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['template_release', id], queryFn: ({ signal }) => open(id, { language, signal }), staleTime: 0, gcTime: 0,
    // What is typed belongs to the state that was opened.
    refetchOnReconnect: false,
  });
}

function useProblems(form: Form, { template }: Basis, isChecked: boolean) {
  const { t } = useTranslation();
  const order = compareVersions(form.version.trim(), template.version);
  const version = order === null ? t('templates.no_number') : order <= 0 ? t('templates.not_higher', { version: template.version }) : '';
  const notes = form.notes.trim() === '' ? t('templates.notes_needed') : '';
  const first = version !== '' ? '#release-version' : notes !== '' ? 'textarea' : '';
  return { found: first !== '', first, version: isChecked ? version : '', notes: isChecked ? notes : '' };
}

/** The keyboard goes where something has to be put right. */
const focusFirstWrong = (form: HTMLFormElement, selector: string) => form.querySelector<HTMLElement>(selector)?.focus();

export function useRelease(start: Basis) {
  const language = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [basis, setBasis] = useState(start);
  const [form, setForm] = useState<Form>({ version: nextVersion(start.template.version, 'addition'), notes: '', lessons: [], source: start.source });
  const [isChecked, setChecked] = useState(false);
  const [wasOvertaken, setOvertaken] = useState(false);
  const problems = useProblems(form, basis, isChecked);
  const [other, setOther] = useState<Basis | null>(null);
  const { id } = basis.template;
  const follow = (now: Basis, source: string) => {
    setForm({ ...form, source });
    setBasis(now);
    setOther(null);
  };
  const release = useMutation({
    mutationFn: () => releaseTemplate(id, {
      version: form.version.trim(), notes: form.notes, lessons: form.lessons.map((lesson) => lesson.id),
      ...(form.source === basis.source ? {} : { source: form.source }),
    }, basis.template.revision, { language }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      navigate(templateUrl(id));
    },
    onError: async (error) => {
      if (!isConflict(error)) return;
      const now = await open(id, { language }).catch(() => null);
      if (!now) return;
      setOvertaken(true);
      // Two people edited the text: both versions are shown before anything is released.
      if (form.source !== basis.source && now.source !== basis.source) setOther(now);
      else follow(now, form.source === basis.source ? now.source : form.source);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setChecked(true);
    setOvertaken(false);
    if (problems.found) focusFirstWrong(event.currentTarget, problems.first);
    else if (!release.isPending) release.mutate();
  };
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  const isTouched = !release.isSuccess && (form.notes !== '' || form.lessons.length > 0 || form.source !== basis.source);
  return {
    basis, form, change, problems, submit, isTouched, isPending: release.isPending, isConflict: wasOvertaken,
    other, takeMerged: (source: string) => other && follow(other, source), closeMerge: () => setOther(null),
    error: wasOvertaken ? null : release.error,
  };
}
