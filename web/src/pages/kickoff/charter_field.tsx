import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FileIcon } from '../../components/icons';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { ApiError } from '../../lib/api';
import { isTextFile, isWordFile, titleOf } from '../../lib/charter_file';
import { formatNumber } from '../../lib/format';
import { longestDescription } from '../../lib/kickoff_draft';
import { useCharterFile, type Draft } from './use_kickoff';

const cannotConvert = (error: unknown) => error instanceof ApiError && [404, 405, 415, 503].includes(error.status);

/** The charter's text: pasted, typed, chosen or dropped as a file. */
export function CharterField({ draft, change, takeText }: Draft) {
  const { t } = useTranslation();
  const language = useLanguage();
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [refused, setRefused] = useState('');
  const file = useCharterFile(takeText);

  const read = (chosen: File | undefined) => {
    if (!chosen) return;
    const isKnown = isWordFile(chosen.name) || isTextFile(chosen.name, chosen.type);
    setRefused(isKnown ? '' : t('kickoff.file_kind', { name: chosen.name }));
    if (isKnown) file.mutate(chosen);
  };
  const drop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    setOver(false);
    read(event.dataTransfer.files[0]);
  };
  /** The pasted text names itself where nothing was typed. */
  const nameAfter = (text: string) => {
    if (draft.title.trim() === '' && draft.description === '') change({ title: titleOf(text.replace(/\r\n?/g, '\n')) });
  };

  return (
    <div className="charter-field" data-over={isOver || undefined}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}
    >
      <label htmlFor="charter">{t('kickoff.charter')}</label>
      <textarea
        id="charter" rows={draft.profile ? 8 : 14} value={draft.description} maxLength={longestDescription} placeholder={t('kickoff.charter_placeholder')}
        aria-describedby="charter-hint"
        onChange={(event) => change({ description: event.currentTarget.value })}
        onPaste={(event) => nameAfter(event.clipboardData.getData('text/plain'))}
      />
      <div className="charter-foot">
        <button type="button" className="link-button" onClick={() => chooser.current?.click()}>
          <FileIcon size={16} /> {t(file.isPending ? 'kickoff.file_reading' : 'kickoff.file')}
        </button>
        <input
          ref={chooser} type="file" hidden accept=".md,.markdown,.txt,.docx,text/markdown,text/plain" aria-label={t('kickoff.file')}
          onChange={(event) => { read(event.currentTarget.files?.[0]); event.currentTarget.value = ''; }}
        />
        <span className="dim small" id="charter-hint">
          {draft.description ? t('kickoff.characters', { count: draft.description.length, formatted: formatNumber(draft.description.length, language) })
            : t('kickoff.file_hint')}
        </span>
      </div>
      <div role="status">
        {refused && <p className="notice" data-tone="warm">{refused}</p>}
        {cannotConvert(file.error) && <p className="notice" data-tone="warm">{t('kickoff.no_docx')}</p>}
      </div>
      {file.error && !cannotConvert(file.error) && <ProblemNotice error={file.error} />}
    </div>
  );
}
