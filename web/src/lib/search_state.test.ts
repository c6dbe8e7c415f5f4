import { describe, expect, it } from 'vitest';
import {
  activeFilterCount, addFilter, changeType, clearFilters, emptySearch, formatSearchState, hasSeveralWords, isEmptySearch, maxPage,
  parseSearchState, searchRequestQuery, toggleFilter, toggleYear, yearOf, type SearchState,
} from './search_state';

const full: SearchState = {
  q: '供应商, "late delivery"', type: 'lesson', phase: ['planning', 'execution'], risk: ['supplier'], tag: ['a,b', '回滚'],
  kind: ['failed'], project: ['ERP 升级'], lang: ['zh'], from: '2023-01-01', to: '2024-06-30', sort: 'newest', page: 3,
  match: 'any', translate: false, explain: true,
};

describe('several words', () => {
  it('are words between spaces, or a run of Chinese', () => {
    expect(['late vendor', '供应商延期', '供应商 延期', '回滚 v2'].map(hasSeveralWords)).toEqual([true, true, true, true]);
    expect(['', ' vendor ', '回滚', '供应商'].map(hasSeveralWords)).toEqual([false, false, false, false]);
  });
});

describe('search state', () => {
  it('survives the way through the URL', () => {
    expect(parseSearchState(formatSearchState(full))).toEqual(full);
  });

  it('is empty for an empty URL and gives one', () => {
    expect(parseSearchState('')).toEqual(emptySearch);
    expect(formatSearchState(emptySearch)).toBe('');
    expect(isEmptySearch(parseSearchState('?q='))).toBe(true);
  });

  it('leaves out what is not understood', () => {
    expect(parseSearchState('?type=x&page=-1&from=yesterday&sort=best&other=1')).toEqual(emptySearch);
  });

  it('keeps pages within what the server can skip', () => {
    expect(parseSearchState('?page=99999').page).toBe(maxPage);
    expect(searchRequestQuery(parseSearchState('?page=99999'))).toContain('offset=10000');
  });

  it('asks the API for one page with all facets', () => {
    expect(searchRequestQuery({ ...emptySearch, q: 'a b', tag: ['x', 'y'], page: 2 })).toBe(
      'q=a%20b&tag=x,y&sort=relevance&limit=20&offset=20&facets=phase,risk,tag,kind,project,lang,year',
    );
  });

  it('says in the URL and to the API what the switches are, unless as usual', () => {
    expect(formatSearchState({ ...emptySearch, q: '延期' })).not.toMatch(/translate|explain/);
    expect(formatSearchState({ ...emptySearch, q: 'a', translate: false, explain: true })).toBe('?q=a&translate=false&explain=true');
    expect(searchRequestQuery(parseSearchState('?q=a&translate=false&explain=true'))).toMatch(/&translate=false&explain=true$/);
    expect(parseSearchState('?q=a&translate=no&explain=1&match=all')).toEqual({ ...emptySearch, q: 'a' });
    expect(formatSearchState({ ...emptySearch, q: 'a b', match: 'any' })).toBe('?q=a%20b&match=any');
  });

  it('shows the start page when nothing but the switches is set', () => {
    expect(isEmptySearch(parseSearchState('?translate=false&explain=true'))).toBe(true);
    expect(isEmptySearch(parseSearchState('?q=a&explain=true'))).toBe(false);
  });

  it('goes back to page 1 when a filter changes', () => {
    expect(toggleFilter(full, 'tag', '回滚')).toMatchObject({ tag: ['a,b'], page: 1 });
    expect(addFilter(full, 'risk', 'supplier')).toMatchObject({ risk: ['supplier'], page: 1 });
    expect(addFilter(full, 'risk', 'scope').risk).toEqual(['supplier', 'scope']);
  });

  it('lets go of lesson kinds when lessons are no longer listed alone', () => {
    expect(changeType({ ...full, kind: ['failed', 'guide'] }, 'document').kind).toEqual(['guide']);
    expect(changeType(full, 'lesson').kind).toEqual(['failed']);
  });

  it('keeps the words when filters are cleared', () => {
    expect(clearFilters(full)).toEqual({
      ...emptySearch, q: full.q, type: 'lesson', sort: 'newest', match: 'any', translate: false, explain: true,
    });
    expect(activeFilterCount(full)).toBe(9);
  });

  it('maps a year to its first and last day and back', () => {
    const year = toggleYear(emptySearch, '2024');
    expect(year).toMatchObject({ from: '2024-01-01', to: '2024-12-31' });
    expect(yearOf(year)).toBe('2024');
    expect(toggleYear(year, '2024')).toEqual(emptySearch);
    expect(yearOf(full)).toBe('');
  });
});
