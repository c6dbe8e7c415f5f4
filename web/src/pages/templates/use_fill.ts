// What filling in does: a draft that outlives reloads, a preview that follows it, one copy for all its files.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../components/use_language';
import { fileName, saveFile } from '../../lib/save_file';
import { createCopy, getCopyFile, previewCopy, type CopyFormat, type TemplateCopy, type TemplateFields } from '../../lib/template_api';
import { newCopy, previewValues, readFill, startValues, writeFill, type FillDraft } from '../../lib/template_form';

const previewDelayMs = 250;

export function useFillDraft({ id, fields }: TemplateFields) {
  const [draft, setDraft] = useState<FillDraft>(() => readFill(id, fields));
  const change = (part: Partial<FillDraft>) => {
    const next = { ...draft, ...part };
    writeFill(id, next);
    setDraft(next);
  };
  const setValue = (name: string, value: string) => change({ values: { ...draft.values, [name]: value } });
  const clear = () => {
    writeFill(id, null);
    setDraft({ values: startValues(fields), title: '', project: '' });
  };
  return { draft, change, setValue, clear };
}

/** The filled text, once typing pauses. */
export function useFillPreview({ id, fields }: TemplateFields, { values }: FillDraft) {
  const language = useLanguage();
  const typed = JSON.stringify(previewValues(fields, values));
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), previewDelayMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return useQuery({
    queryKey: ['template_preview', id, settled],
    queryFn: ({ signal }) => previewCopy(id, JSON.parse(settled) as Record<string, string>, { language, signal }),
    placeholderData: keepPreviousData, staleTime: Infinity, gcTime: 10_000,
  });
}

export type Delivery = CopyFormat | 'library';
const endings: Record<CopyFormat, string> = { markdown: 'md', docx: 'docx' };

/** Delivers the copy. As long as nothing was changed, a second file is of the same copy, not of another one. */
export function useDelivery({ id, fields }: TemplateFields, draft: FillDraft) {
  const language = useLanguage();
  const queries = useQueryClient();
  const last = useRef<{ order: string; copy: TemplateCopy } | null>(null);
  return useMutation<TemplateCopy, Error, Delivery>({
    mutationFn: async (delivery) => {
      const order = newCopy(fields, draft, delivery === 'library');
      const key = JSON.stringify(newCopy(fields, draft, false));
      const known = last.current?.order === key ? last.current.copy : null;
      const isEnough = known !== null && (delivery !== 'library' || known.document !== null);
      const copy = isEnough ? known : await createCopy(id, order, { language });
      last.current = { order: key, copy };
      if (delivery !== 'library') saveFile(await getCopyFile(copy.id, delivery, { language }), fileName(copy.title, endings[delivery]));
      return copy;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['template'] }),
  });
}
