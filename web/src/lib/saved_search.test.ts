import { describe, expect, it } from 'vitest';
import type { SavedSearch } from './api';
import { proposedName, savedSearchOf, stateOf } from './saved_search';
import { emptySearch, type SearchState } from './search_state';

const state: SearchState = {
  ...emptySearch, q: '供应商 延期', type: 'lesson', phase: ['planning', 'execution'], project: ['华东, 仓储'], from: '2024-01-01', sort: 'newest', page: 3,
};

describe('saved searches', () => {
  it('hold what was asked, without the page', () => {
    expect(savedSearchOf(' 延期 ', state)).toEqual({
      name: '延期', query: '供应商 延期', type: 'lesson', phase: ['planning', 'execution'], project: ['华东, 仓储'], from: '2024-01-01', sort: 'newest',
    });
    expect(savedSearchOf('all', emptySearch)).toEqual({ name: 'all', query: '' });
  });

  it('open as they were', () => {
    const record: SavedSearch = {
      id: 'a', name: '延期', query: '供应商 延期', type: 'lesson', kind: [], phase: ['planning', 'execution'], risk: [], tag: [], project: ['华东, 仓储'],
      lang: [], state: [], collection: [], from: '2024-01-01', to: '', sort: 'newest', created_at: '', seen_at: '', new: 0, sequence: 1, feed: '', revision: 1,
    };
    expect(stateOf(record)).toEqual({ ...state, page: 1 });
  });

  it('have a name made of words and filters', () => {
    const nameOf = (field: string, value: string) => `${field}=${value}`;
    expect(proposedName(state, nameOf)).toBe('供应商 延期 · phase=planning · phase=execution · project=华东, 仓储 · 2024-01-01–');
    expect(proposedName(emptySearch, nameOf)).toBe('');
    expect(proposedName({ ...emptySearch, q: '期'.repeat(300) }, nameOf)).toHaveLength(200);
  });
});
