import { describe, expect, it } from 'vitest';
import type { QueueItem } from '../../lib/curation_api';
import { asks, commandOf, itemsFor, keys, shownKeys } from './queue_keys';

const pressed = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
const item = (id: string, kind: QueueItem['kind'], actions: QueueItem['actions']): QueueItem =>
  ({ id, kind, actions, target: id, assignee: '', revision: 1 });

describe('keys of the queue', () => {
  it('leave the browser its own', () => {
    expect(commandOf(pressed('a'))).toBe('approve');
    expect(commandOf(pressed('a', { ctrlKey: true }))).toBeUndefined();
    expect(commandOf(pressed('Tab'))).toBeUndefined();
  });

  it('are all in the help', () => {
    expect(new Set(shownKeys.map(([, command]) => command))).toEqual(new Set(Object.values(keys)));
  });

  it('ask for a reason only where the rule wants one', () => {
    expect(asks('reject', item('1', 'to_review', []))).toBe(true);
    expect(asks('reject', item('1', 'uncertain_label', []))).toBe(false);
    expect(asks('approve', item('1', 'to_review', []))).toBe(false);
  });

  it('act on what is chosen and can be acted on', () => {
    const items = [item('1', 'to_review', ['approve']), item('2', 'near_duplicate', ['approve', 'merge']), item('3', 'to_review', ['approve'])];
    expect(itemsFor('merge', items[0], items, new Set(['1', '2'])).map(({ id }) => id)).toEqual(['2']);
    expect(itemsFor('approve', items[2], items, new Set()).map(({ id }) => id)).toEqual(['3']);
    expect(itemsFor('merge', items[2], items, new Set())).toEqual([]);
  });
});
