import { Button, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { getDocument } from '../../lib/api';
import { getSource, isConflict, putDocument } from '../../lib/curation_api';
import { MarkdownEditor } from './markdown_editor';
import { MergeDialog } from './merge_dialog';
import { useUnsaved } from './use_unsaved';

type Opened = { title: string; source: string; revision: number };

/** The revision first: a change between the two answers then gives a conflict, never a silent loss. */
async function open(id: string, call: Parameters<typeof getDocument>[1]): Promise<Opened> {
  const { title, revision } = await getDocument(id, call);
  return { title, revision, source: (await getSource(id, call)).replace(/\r\n?/g, '\n') };
}

function EditForm({ id, start }: { id: string; start: Opened }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [opened, setOpened] = useState(start);
  const [text, setText] = useState(start.source);
  const [other, setOther] = useState<Opened | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const isUnsaved = text !== opened.source;
  useUnsaved(isUnsaved);
  const back = `/documents/${encodeURIComponent(id)}`;
  const fields = useMemo(
    () => (other ? [{ name: t('edit.source'), base: opened.source, mine: text, theirs: other.source }] : []), [other, opened, text, t],
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    try {
      await putDocument(id, text, opened.revision, { language });
      await queries.invalidateQueries();
      navigate(back);
    } catch (failure) {
      if (isConflict(failure)) setOther(await open(id, { language }).catch(() => null));
      setError(failure as Error);
    }
  };
  const take = ([merged = text]: string[]) => {
    if (!other) return;
    setText(merged);
    setOpened(other);
    setOther(null);
    setError(null);
  };
  return (
    <form className="edit-form" onSubmit={(event) => void submit(event)}>
      <MarkdownEditor name={t('edit.source')} rows={24} value={text} onChange={setText} />
      {error && !other && <ProblemNotice error={error} />}
      <div className="edit-actions">
        <Button type="submit" disabled={!isUnsaved}>{t('edit.save')}</Button>
        <Button component={Link} to={back} variant="default">{t('edit.cancel')}</Button>
      </div>
      {other && <MergeDialog fields={fields} onMerge={take} onClose={() => setOther(null)} />}
    </form>
  );
}

export function DocumentEditPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id = '' } = useParams();
  const { data, error } = useQuery({
    queryKey: ['document_edit', id], queryFn: ({ signal }) => open(id, { language, signal }), staleTime: 0, gcTime: 0,
    refetchOnReconnect: false,
  });
  usePageTitle(t('edit.document'));
  return (
    <div className="edit-page">
      <h1>{t('edit.document')}</h1>
      {data && <p className="dim">{data.title}</p>}
      {error && <ProblemNotice error={error} />}
      {!data && !error && <Skeleton height={320} />}
      {data && <EditForm key={id} id={id} start={data} />}
    </div>
  );
}
