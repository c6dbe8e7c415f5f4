import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Dialog } from '../../components/dialog';
import { prepareProse } from '../../components/prepare_prose';
import { ProblemNotice } from '../../components/problem_notice';
import { SafeHtml } from '../../components/safe_html';
import { useMay } from '../../components/use_session';
import { WordDiff } from '../../components/word_diff';
import { isConflict } from '../../lib/curation_api';
import type { DriftItem, Proposal, UpdateConflict } from '../../lib/template_api';
import type { Side } from '../../lib/template_update';
import { CausingLessons } from './releases';
import { useProposal, useUpdate } from './use_drift';

const sides: Side[] = ['yours', 'template', 'both'];

type ConflictProps = { conflict: UpdateConflict; side: Side; isSettled: boolean; onSide: (side: Side) => void };

function Conflict({ conflict, side, isSettled, onSide }: ConflictProps) {
  const { t } = useTranslation();
  return (
    <div className="merge-conflict">
      <div className="merge-side"><h4>{t('templates.side.yours')}</h4><pre>{conflict.yours || t('templates.struck')}</pre></div>
      <div className="merge-side"><h4>{t('templates.side.template')}</h4><pre>{conflict.template || t('templates.struck')}</pre></div>
      {conflict.base && <details className="merge-base"><summary>{t('templates.base')}</summary><pre>{conflict.base}</pre></details>}
      <div className="merge-choice" role="group" aria-label={t('templates.take_line', { line: conflict.line })}>
        {sides.map((one) => (
          <button
            key={one} type="button" className="chip" aria-pressed={side === one} data-on={side === one || undefined} disabled={isSettled}
            onClick={() => onSide(one)}
          >
            {t(`templates.take.${one}`)}
          </button>
        ))}
      </div>
    </div>
  );
}

function Notes({ notes }: { notes: Proposal['notes'] }) {
  const { t } = useTranslation();
  if (notes.length === 0) return null;
  return (
    <section>
      <h3>{t('templates.what_is_new')}</h3>
      {notes.map((note) => (
        <div key={note.version} className="update-note">
          <h4>{t('templates.version_of', { version: note.version })}</h4>
          <SafeHtml className="prose" html={note.notes_html} transform={prepareProse} />
          <CausingLessons lessons={note.lessons} />
        </div>
      ))}
    </section>
  );
}

type ProposalProps = { proposal: Proposal; onDone: () => void; onMoved: () => void; onClose: () => void };

function ProposalView({ proposal, onDone, onMoved, onClose }: ProposalProps) {
  const { t } = useTranslation();
  const mayWrite = useMay('contributor');
  const update = useUpdate(proposal, onDone, onMoved);
  const { conflicts } = proposal;
  return (
    <>
      <Notes notes={proposal.notes} />
      <h3>{t('templates.update_changes')}</h3>
      {proposal.changes.length === 0 ? <p className="dim">{t('templates.only_version')}</p> : <WordDiff parts={proposal.changes} />}
      {conflicts.length > 0 && (
        <section>
          <h3>{t('templates.conflicts', { count: conflicts.length })}</h3>
          <p className="dim">{t('templates.conflicts_lead')}</p>
          {conflicts.map((conflict, index) => (
            <Conflict
              // Once the text was edited by hand, its lines are where nobody can tell.
              key={conflict.line} conflict={conflict} side={update.choices[index] ?? 'yours'} isSettled={update.byHand !== null}
              onSide={(side) => update.choose(index, side)}
            />
          ))}
        </section>
      )}
      {mayWrite && (
        <details className="update-text">
          <summary>{t('templates.by_hand')}</summary>
          <label className="field">
            <span>{t('templates.by_hand_hint')}</span>
            <textarea className="text-input text-area" rows={16} value={update.text} onChange={(event) => update.setByHand(event.currentTarget.value)} />
          </label>
          {update.byHand !== null && (
            <button type="button" className="link-button" onClick={() => update.setByHand(null)}>{t('templates.drop_by_hand')}</button>
          )}
        </details>
      )}
      {update.apply.error && !isConflict(update.apply.error) && <ProblemNotice error={update.apply.error} />}
      <div className="edit-actions">
        {mayWrite && <Button disabled={update.apply.isPending} onClick={() => update.apply.mutate()}>{t('templates.apply', { version: proposal.to_version })}</Button>}
        <Button variant="default" onClick={onClose}>{t('templates.not_now')}</Button>
      </div>
    </>
  );
}

type Props = { item: DriftItem; onDone: (version: string) => void; onClose: () => void };

/** What the newest version would change in a copy. Nothing is written before one says so. */
export function CopyUpdateDialog({ item, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const [wasMoved, setMoved] = useState(false);
  const { data, error, refetch } = useProposal(item.id);
  const title = item.document?.title || item.title;
  return (
    <Dialog title={t('templates.update_of', { title })} onClose={onClose}>
      <div className="copy-update">
        {data && <p>{t('templates.from_to', { from: data.from_version, to: data.to_version })} {item.document && <Link to={`/documents/${encodeURIComponent(item.document.id)}`}>{t('templates.open_copy')}</Link>}</p>}
        {wasMoved && <p className="notice" data-tone="warm" role="alert">{t('templates.update_moved')}</p>}
        {error && <ProblemNotice error={error} />}
        {!data && !error && <Skeleton height={200} />}
        {data && (
          <ProposalView
            // A newer proposal starts anew.
            key={data.etag} proposal={data} onDone={() => onDone(data.to_version)} onClose={onClose}
            onMoved={() => { setMoved(true); void refetch(); }}
          />
        )}
        {error && <div className="edit-actions"><Button variant="default" onClick={onClose}>{t('templates.not_now')}</Button></div>}
      </div>
    </Dialog>
  );
}
