// Which key does what in the queue. Without DOM, so that it can be tested.
import type { QueueAction, QueueItem } from '../../lib/curation_api';

export type Command = 'next' | 'previous' | 'approve' | 'reject' | 'relabel' | 'merge' | 'dismiss' | 'assign' | 'undo' | 'select' | 'edit' | 'help';

export const keys: Record<string, Command> = {
  j: 'next', ArrowDown: 'next', k: 'previous', ArrowUp: 'previous', a: 'approve', r: 'reject', l: 'relabel', m: 'merge', d: 'dismiss', i: 'assign',
  u: 'undo', x: 'select', e: 'edit', '?': 'help',
};

/** As the help shows them. */
export const shownKeys: [string, Command][] = [
  ['j', 'next'], ['k', 'previous'], ['a', 'approve'], ['r', 'reject'], ['l', 'relabel'], ['m', 'merge'], ['d', 'dismiss'], ['i', 'assign'],
  ['x', 'select'], ['e', 'edit'], ['u', 'undo'], ['?', 'help'],
];

type Pressed = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

export function commandOf({ key, ctrlKey, metaKey, altKey }: Pressed): Command | undefined {
  return ctrlKey || metaKey || altKey ? undefined : keys[key];
}

/** Actions that ask for something before they are done. */
export type Asking = 'reject' | 'relabel' | 'merge' | 'assign';

export function asks(action: QueueAction, item: QueueItem): action is Asking {
  if (action === 'reject') return item.kind === 'to_review' || item.kind === 'overdue_review';
  return action === 'relabel' || action === 'merge' || action === 'assign';
}

/** Of the items chosen those that know the action; of one item that is none of them it alone. */
export function itemsFor(action: QueueAction, current: QueueItem | undefined, items: QueueItem[], chosen: ReadonlySet<string>): QueueItem[] {
  const wanted = chosen.size > 0 ? items.filter((item) => chosen.has(item.id)) : current ? [current] : [];
  return wanted.filter((item) => item.actions.includes(action));
}
