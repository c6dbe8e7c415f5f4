import { forwardRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { KindBadge, StateBadge } from '../../components/badges';
import { useLanguage } from '../../components/use_language';
import { WordDiff } from '../../components/word_diff';
import type { QueueAction, QueueItem, QueueSubject } from '../../lib/curation_api';
import { formatDate } from '../../lib/format';
import { langAttribute, locales } from '../../lib/language';
import { AskForm, type Details } from './queue_forms';
import type { Asking } from './queue_keys';

const pathOf = ({ type, kind, id }: QueueSubject) =>
  `/${type === 'lesson' ? 'lessons' : kind === 'template' ? 'templates' : 'documents'}/${encodeURIComponent(id)}`;

export const titleOf = (item: QueueItem) => item.question?.text ?? item.subject?.title ?? item.target;

function Subject({ subject, isOpen }: { subject: QueueSubject; isOpen: boolean }) {
  const language = useLanguage();
  return (
    <div className="queue-subject" lang={langAttribute(subject.lang)}>
      <h2><Link to={pathOf(subject)}>{subject.title}</Link></h2>
      <p className="dim small">
        {[subject.document_title, subject.project, subject.date && formatDate(subject.date, language)].filter(Boolean).join(' · ')}
      </p>
      {isOpen && <p className="queue-text">{subject.text}</p>}
    </div>
  );
}

function Labels({ subject }: { subject: QueueSubject }) {
  if (subject.labels.length === 0) return null;
  return (
    <p className="chips">
      {subject.labels.map(({ facet, value, label }) => <span key={`${facet}:${value}`} className="chip" data-static="">{label}</span>)}
    </p>
  );
}

/** What there is to decide. */
function Matter({ item }: { item: QueueItem }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const percent = (part: number) => new Intl.NumberFormat(locales[language], { style: 'percent' }).format(part);
  if (item.label) {
    const facet = t(`facet.name.${item.label.facet}`);
    return (
      <p className="queue-matter">
        {t(item.kind === 'unmapped_label' ? 'curate.matter.unmapped_label' : 'curate.matter.uncertain_label', { facet, value: item.label.label, percent: percent(item.label.confidence) })}
      </p>
    );
  }
  if (item.kind === 'near_duplicate') return <p className="queue-matter">{t('curate.alike', { percent: percent(item.likeness ?? 0) })}</p>;
  if (item.drift) {
    const { behind, changed, behind_changed } = item.drift.counts;
    return <p className="queue-matter">{t('curate.drift', { behind: behind + behind_changed, changed: changed + behind_changed })}</p>;
  }
  if (item.due) return <p className="queue-matter">{t('curate.due', { date: formatDate(item.due, language) })}</p>;
  if (item.question) return <p className="queue-matter">{t('curate.asked', { count: item.question.asked })}</p>;
  return null;
}

function Proposal({ item }: { item: QueueItem }) {
  const { t } = useTranslation();
  if (!item.proposal) return null;
  return (
    <div className="queue-proposal">
      <p className="queue-matter">{item.proposal.by ? t('curate.proposed_by', { name: item.proposal.by }) : t('curate.proposed')}</p>
      {item.proposal.changes.map(({ field, parts }) => (
        <div key={field}><h3>{t(`edit.field.${field as 'title'}`)}</h3><WordDiff parts={parts} /></div>
      ))}
    </div>
  );
}

const shownActions: QueueAction[] = ['approve', 'reject', 'relabel', 'merge', 'dismiss', 'assign'];

function Actions({ item, onAction }: { item: QueueItem; onAction: (action: QueueAction) => void }) {
  const { t, i18n } = useTranslation();
  // Where an action means something special for a kind, it is called so.
  const actionName = ({ kind }: QueueItem, action: QueueAction) =>
    t(i18n.exists(`curate.of.${kind}_${action}`) ? `curate.of.${kind as 'unanswered'}_${action as 'approve'}` : `curate.do.${action}`);
  const isTwice = (action: QueueAction) => action === 'dismiss' && item.actions.includes('approve');
  return (
    <div className="queue-actions">
      {shownActions.filter((action) => item.actions.includes(action) && !isTwice(action)).map((action) => (
        <button key={action} type="button" className="link-button" onClick={() => onAction(action)}>
          {actionName(item, action)}
        </button>
      ))}
      {item.subject?.type === 'lesson' && <Link to={`${pathOf(item.subject)}/edit`}>{t('curate.do.edit')}</Link>}
      {item.drift && <Link to={`${item.drift.link}?tab=drift`}>{t('templates.open_drift')}</Link>}
      {item.question && <Link to="/lessons/new">{t('curate.write')}</Link>}
    </div>
  );
}

type Props = {
  item: QueueItem; isCurrent: boolean; isChosen: boolean; asking: Asking | null;
  onFocus: () => void; onChoose: () => void; onAction: (action: QueueAction) => void;
  onDetails: (details: Details) => void; onCloseForm: () => void;
};

/** One item; the current one is open and has the keyboard. */
export const QueueCard = forwardRef<HTMLElement, Props>(function QueueCard(
  { item, isCurrent, isChosen, asking, onFocus, onChoose, onAction, onDetails, onCloseForm }, ref,
) {
  const { t } = useTranslation();
  const title = titleOf(item);
  return (
    <article
      ref={ref} className="queue-card" data-current={isCurrent || undefined} data-item={item.id} tabIndex={isCurrent ? 0 : -1}
      aria-label={`${t(`curate.kind.${item.kind}`)}: ${title}`} onFocus={onFocus}
    >
      <div className="queue-head">
        <input
          type="checkbox" checked={isChosen} onChange={onChoose} tabIndex={isCurrent ? 0 : -1} aria-label={t('curate.choose', { title })}
        />
        <span className="badge" data-tone="accent">{t(`curate.kind.${item.kind}`)}</span>
        {item.subject && <KindBadge kind={item.subject.kind} />}
        {item.subject && item.subject.state !== 'published' && <StateBadge state={item.subject.state} />}
        {item.assignee && <span className="dim small">{t('curate.assigned', { name: item.assignee })}</span>}
      </div>
      {item.question && <h2>{item.question.text}</h2>}
      {item.subject && <Subject subject={item.subject} isOpen={isCurrent} />}
      {item.other && <Subject subject={item.other} isOpen={isCurrent} />}
      <Matter item={item} />
      {isCurrent && <Proposal item={item} />}
      {isCurrent && item.subject && <Labels subject={item.subject} />}
      {isCurrent && (asking
        ? <AskForm item={item} asking={asking} onSubmit={onDetails} onClose={onCloseForm} />
        : <Actions item={item} onAction={onAction} />)}
    </article>
  );
});
