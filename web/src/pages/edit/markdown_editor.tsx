import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { prepareProse } from '../../components/prepare_prose';
import { SafeHtml } from '../../components/safe_html';
import { useLanguage } from '../../components/use_language';
import { previewMarkdown } from '../../lib/curation_api';

const previewDelayMs = 250;

/** The text as it is once typing pauses. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), previewDelayMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

type Props = { name: string; value: string; rows?: number; onChange: (text: string) => void };

/** Markdown and beside it how the server would show it. */
export function MarkdownEditor({ name, value, rows = 12, onChange }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const settled = useSettled(value);
  const { data = '' } = useQuery({
    queryKey: ['preview', settled], queryFn: ({ signal }) => previewMarkdown(settled, { language, signal }),
    placeholderData: keepPreviousData, enabled: settled.trim() !== '', staleTime: Infinity, gcTime: 10_000,
  });
  return (
    <div className="markdown-editor">
      <div className="field">
        <label htmlFor={id}>{name}</label>
        <textarea
          id={id} className="text-input text-area" rows={rows} value={value} spellCheck
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      <section className="preview" aria-label={t('edit.preview')}>
        <h2>{t('edit.preview')}</h2>
        <SafeHtml className="prose" html={settled.trim() === '' ? '' : data} transform={prepareProse} />
      </section>
    </div>
  );
}
