import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import type { QueueAction, QueueItem } from '../../lib/curation_api';
import { QueueCard } from './queue_card';
import type { Details } from './queue_forms';
import { asks, commandOf, itemsFor, type Asking, type Command } from './queue_keys';
import type { Wish } from './use_queue';

type Props = { items: QueueItem[]; total: number; isBusy: boolean; onWish: (wish: Wish) => Promise<void>; onHelp: () => void };

const isTyping = (element: EventTarget) =>
  element instanceof HTMLElement && (element.tagName === 'SELECT' || (element.tagName === 'INPUT' && (element as HTMLInputElement).type !== 'checkbox'));

/** Which item is current; when it goes, the one that takes its place has the keyboard. */
function useCurrent(items: QueueItem[]) {
  const [place, setPlace] = useState(0);
  const cards = useRef(new Map<string, HTMLElement>());
  const list = useRef<HTMLElement>(null);
  const at = Math.min(place, Math.max(0, items.length - 1));
  const id = items[at]?.id;
  useEffect(() => {
    const active = document.activeElement;
    const isFree = active === null || active === document.body || active.id === 'main';
    if (isFree) (id ? cards.current.get(id) : list.current)?.focus();
  }, [id]);
  const move = (to: number) => {
    const next = Math.max(0, Math.min(items.length - 1, to));
    setPlace(next);
    cards.current.get(items[next]?.id ?? '')?.focus();
  };
  return { at, move, setPlace, cards, list };
}

/** The items, driven by single keys while the keyboard is in the list. */
export function QueueList({ items, total, isBusy, onWish, onHelp }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { at, move, setPlace, cards, list } = useCurrent(items);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Asking | null>(null);
  const [hint, setHint] = useState('');
  const current = items[at];

  const choose = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };

  const act = (action: QueueAction, details: Details = {}) => {
    const targets = itemsFor(action, current, items, chosen);
    if (targets.length === 0) {
      setHint(t('curate.not_possible', { action: t(`curate.do.${action}`) }));
      return;
    }
    const { into, ...rest } = details;
    const order = { action, items: targets.map(({ id }) => id), ...rest, ...(targets.length === 1 && into ? { into } : {}) };
    setHint('');
    setAsking(null);
    // The form that had the keyboard is gone; the list has it until the next item takes it.
    cards.current.get(current?.id ?? '')?.focus();
    void onWish({ order }).then(() => setChosen(new Set()));
  };

  const start = (action: QueueAction) => {
    const [first] = itemsFor(action, current, items, chosen);
    if (first && asks(action, first)) setAsking(action);
    else act(action);
  };

  const run = (command: Command) => {
    if (command === 'next' || command === 'previous') move(at + (command === 'next' ? 1 : -1));
    else if (command === 'help') onHelp();
    else if (command === 'undo') void onWish({ undo: true });
    else if (command === 'select' && current) choose(current.id);
    else if (command === 'edit' && current?.subject?.type === 'lesson') navigate(`/lessons/${encodeURIComponent(current.subject.id)}/edit`);
    else if (command !== 'select' && command !== 'edit') start(command);
  };

  const press = (event: KeyboardEvent) => {
    const command = commandOf(event);
    if (!command || isTyping(event.target) || asking) return;
    event.preventDefault();
    // One thing after the other: a key that comes while a decision is on its way would meet another item.
    if (!isBusy || command === 'next' || command === 'previous') run(command);
  };

  const closeForm = () => {
    setAsking(null);
    cards.current.get(current?.id ?? '')?.focus();
  };

  return (
    <section ref={list} className="queue" aria-label={t('curate.list')} aria-busy={isBusy} onKeyDown={press} data-total={total} tabIndex={-1}>
      {items.length === 0 && <p className="notice">{t('curate.empty')}</p>}
      {chosen.size > 0 && <p className="queue-chosen">{t('curate.chosen', { count: chosen.size })}</p>}
      <p role="status" className="follow-said">{hint}</p>
      {items.map((item, index) => (
        <QueueCard
          key={item.id} item={item} isCurrent={index === at} isChosen={chosen.has(item.id)} asking={index === at ? asking : null}
          ref={(element) => {
            if (element) cards.current.set(item.id, element);
            else cards.current.delete(item.id);
          }}
          onFocus={() => {
            if (index !== at) setAsking(null);
            setPlace(index);
          }}
          onChoose={() => choose(item.id)} onAction={start} onDetails={(details) => asking && act(asking, details)} onCloseForm={closeForm}
        />
      ))}
      {total > items.length && <p className="dim">{t('curate.more', { count: total - items.length })}</p>}
    </section>
  );
}
