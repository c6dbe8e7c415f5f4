import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Dialog } from '../../components/dialog';
import { ProblemNotice } from '../../components/problem_notice';
import { usePageTitle } from '../../components/use_page_title';
import type { QueueFilter, QueueKind, QueuePage } from '../../lib/curation_api';
import { QueueList } from './queue_list';
import { shownKeys } from './queue_keys';
import { useQueue, useQueueChange, type Wish } from './use_queue';

const kinds: QueueKind[] = ['to_review', 'overdue_review', 'unmapped_label', 'uncertain_label', 'near_duplicate', 'drift', 'unanswered'];
const owners = ['all', 'mine', 'unassigned'] as const;

function KindFilter({ page, filter, onFilter }: { page: QueuePage; filter: QueueFilter; onFilter: (filter: QueueFilter) => void }) {
  const { t } = useTranslation();
  const all = kinds.reduce((sum, kind) => sum + page.counts[kind], 0);
  const chip = (kind: QueueKind | undefined, name: string, count: number) => (
    <button
      key={name} type="button" className="chip" aria-pressed={filter.kind === kind} data-on={filter.kind === kind || undefined}
      data-kind={kind ?? 'all'} onClick={() => onFilter({ ...filter, kind })}
    >
      <span>{name}</span> <span className="chip-count">{count}</span>
    </button>
  );
  return (
    <div className="chips" role="group" aria-label={t('curate.filter')}>
      {chip(undefined, t('curate.all'), all)}
      {kinds.map((kind) => chip(kind, t(`curate.kind.${kind}`), page.counts[kind]))}
    </div>
  );
}

function Help({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('curate.keys')} onClose={onClose}>
      <p className="dim">{t('curate.keys_lead')}</p>
      <dl className="pairs">
        {shownKeys.map(([key, command]) => [
          <dt key={key}><kbd>{key}</kbd></dt>, <dd key={command}>{t(`curate.command.${command}`)}</dd>,
        ])}
      </dl>
      <Button mt="md" onClick={onClose}>{t('curate.close')}</Button>
    </Dialog>
  );
}

/** Everything that waits for a decision, one after the other. */
export function CuratePage() {
  const { t } = useTranslation();
  usePageTitle(t('curate.title'));
  const [filter, setFilter] = useState<QueueFilter>({ owner: 'all' });
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [said, setSaid] = useState('');
  const { data, error, isPending, refetch } = useQueue(filter);
  const change = useQueueChange();

  const run = (wish: Wish) => {
    setSaid('');
    return change.mutateAsync(wish).then(
      (done) => setSaid('undo' in wish ? t('curate.undone') : t('curate.done', { count: done.changed })),
      () => undefined,
    );
  };

  return (
    <div className="curate-page">
      <h1>{t('curate.title')}</h1>
      <p className="dim">{t('curate.lead')}</p>
      <div className="curate-tools">
        <Button size="compact-md" h={36} variant="default" onClick={() => void run({ undo: true })}>{t('curate.do.undo')}</Button>
        <Button size="compact-md" h={36} variant="default" onClick={() => setHelpOpen(true)}>{t('curate.keys')}</Button>
        <Link to="/lessons/new">{t('curate.write')}</Link>
        <Link to="/curate/taxonomy">{t('taxonomy.title')}</Link>
        <Link to="/admin/governance">{t('governance.open')}</Link>
        <label className="field field-inline">
          <span>{t('curate.owner')}</span>
          <select
            className="text-input" value={filter.owner}
            onChange={(event) => setFilter({ ...filter, owner: event.currentTarget.value as QueueFilter['owner'] })}
          >
            {owners.map((owner) => <option key={owner} value={owner}>{t(`curate.owners.${owner}`)}</option>)}
          </select>
        </label>
      </div>
      {data && <KindFilter page={data} filter={filter} onFilter={setFilter} />}
      <p role="status" className="follow-said">{said}</p>
      {change.error && <ProblemNotice error={change.error} />}
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton height={240} radius="md" />}
      {data && (
        <QueueList items={data.items} total={data.total} isBusy={change.isPending} onWish={run} onHelp={() => setHelpOpen(true)} />
      )}
      {isHelpOpen && <Help onClose={() => setHelpOpen(false)} />}
    </div>
  );
}
