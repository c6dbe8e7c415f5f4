import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { PageSteps } from '../../components/page_steps';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { formatInstant } from '../../lib/format';
import type { CopyCounts, CopyState, DriftItem } from '../../lib/template_api';
import { copyStates, isBehind, stateTones } from '../../lib/template_states';
import { CopyUpdateDialog } from './copy_update';
import { useDrift } from './use_drift';

function StateFilter({ counts, state, onState }: { counts: CopyCounts; state: CopyState | ''; onState: (state: CopyState | '') => void }) {
  const { t } = useTranslation();
  const chip = (value: CopyState | '', name: string, count: number) => (
    <button
      key={value} type="button" className="chip" aria-pressed={state === value} data-on={state === value || undefined} data-state={value || 'all'}
      onClick={() => onState(value)}
    >
      <span>{name}</span> <span className="chip-count">{count}</span>
    </button>
  );
  return (
    <div className="chips" role="group" aria-label={t('templates.drift_filter')}>
      {chip('', t('curate.all'), counts.total)}
      {copyStates.map((value) => chip(value, t(`templates.state.${value}`), counts[value]))}
    </div>
  );
}

function CopyRow({ item, onUpdate }: { item: DriftItem; onUpdate: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { document, title } = item;
  return (
    <article className="copy-row" data-copy={item.id}>
      <h3>{document ? <Link to={`/documents/${encodeURIComponent(document.id)}`}>{document.title || title}</Link> : title}</h3>
      <p className="copy-line">
        <span className="badge" data-tone={stateTones[item.state]}>{t(`templates.state.${item.state}`)}</span>
        <span className="badge" data-tone="outline">{t('templates.version_of', { version: item.version })}</span>
        {item.guessed && <span className="badge" data-tone="example" title={t('templates.guessed_hint')}>{t('templates.guessed')}</span>}
        <span className="dim small">
          {[item.project, item.copied_at && formatInstant(item.copied_at, language), item.copied_by, !document && t('templates.only_delivered')].filter(Boolean).join(' · ')}
        </span>
      </p>
      {document && isBehind(item.state) && (
        <button type="button" className="link-button" onClick={onUpdate} aria-label={t('templates.show_update_of', { title: document.title || title })}>
          {t('templates.show_update')}
        </button>
      )}
    </article>
  );
}

/** Who uses which version, and who changed what in it. */
export function Drift({ id }: { id: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<CopyState | ''>('');
  const [offset, setOffset] = useState(0);
  const [open, setOpen] = useState<DriftItem | null>(null);
  const [said, setSaid] = useState('');
  const { data, error, refetch } = useDrift(id, state, offset);
  const choose = (next: CopyState | '') => {
    setState(next);
    setOffset(0);
  };
  return (
    <section aria-labelledby="drift-heading">
      <h2 id="drift-heading" tabIndex={-1}>{t('templates.drift')}</h2>
      <p className="dim">{t('templates.drift_lead')}</p>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={160} radius="md" />}
      {data && <StateFilter counts={data.counts} state={state} onState={choose} />}
      <p role="status" className="follow-said">{said}</p>
      {data?.total === 0 && <p className="notice">{t(state ? 'templates.none_in_state' : 'templates.no_copies')}</p>}
      <ul className="plain-list copy-list">
        {data?.items.map((item) => (
          <li key={item.id}><CopyRow item={item} onUpdate={() => { setSaid(''); setOpen(item); }} /></li>
        ))}
      </ul>
      {data && <PageSteps offset={offset} total={data.total} onMove={setOffset} />}
      {open && (
        <CopyUpdateDialog
          item={open} onClose={() => setOpen(null)}
          onDone={(version) => {
            setSaid(t('templates.updated', { title: open.document?.title || open.title, version }));
            setOpen(null);
            // The button that opened the dialog is gone with its state.
            requestAnimationFrame(() => globalThis.document.getElementById('drift-heading')?.focus());
          }}
        />
      )}
    </section>
  );
}
