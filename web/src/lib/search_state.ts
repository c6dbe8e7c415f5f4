// What the search page shows, as one value that lives in the URL. Pure functions; the page renders them.
import { formatQueryString, parseQueryString } from './query_string';

export const filterNames = ['phase', 'risk', 'tag', 'kind', 'project', 'lang'] as const;
export type FilterName = (typeof filterNames)[number];
export const facetNames = [...filterNames, 'year'] as const;
export type FacetName = (typeof facetNames)[number];

export type HitType = 'lesson' | 'document' | 'section';
export type SortOrder = 'relevance' | 'newest';

export type SearchState = Record<FilterName, string[]> & {
  q: string;
  type: HitType | '';
  from: string;
  to: string;
  sort: SortOrder;
  page: number;
  /** 'any': hits with fewer of the words are shown, however many have all of them. */
  match: '' | 'any';
  /** Words of the other language find too. */
  translate: boolean;
  /** Each hit comes with the parts of its score. */
  explain: boolean;
};

export const pageSize = 20;
const maxOffset = 10000;
export const maxPage = maxOffset / pageSize + 1;

export const emptySearch: SearchState = {
  q: '', type: '', phase: [], risk: [], tag: [], kind: [], project: [], lang: [],
  from: '', to: '', sort: 'relevance', page: 1, match: '', translate: true, explain: false,
};

const types: readonly string[] = ['lesson', 'document', 'section'];
const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);
const unique = (values: string[]) => [...new Set(values)];

/** Reads location.search. Whatever is not understood counts as absent: an old link still opens. */
export function parseSearchState(search: string): SearchState {
  const values = parseQueryString(search);
  // Only filters take several values; in free text a comma is a comma.
  const text = (name: string) => (values[name] ?? []).join(',').trim();
  const date = (name: string) => (isDate(text(name)) ? text(name) : '');
  const page = Number(text('page'));
  const state: SearchState = {
    ...emptySearch,
    q: text('q'),
    type: types.includes(text('type')) ? (text('type') as HitType) : '',
    from: date('from'),
    to: date('to'),
    sort: text('sort') === 'newest' ? 'newest' : 'relevance',
    page: Number.isInteger(page) && page >= 1 ? Math.min(page, maxPage) : 1,
    match: text('match') === 'any' ? 'any' : '',
    translate: text('translate') !== 'false',
    explain: text('explain') === 'true',
  };
  for (const name of filterNames) state[name] = unique(values[name] ?? []);
  return state;
}

/** Those that are not as usual. */
const switches = ({ match, translate, explain }: SearchState) => ({ match, translate: translate ? '' : 'false', explain: explain ? 'true' : '' });

/** The query string of a state: "" for the start page, otherwise with a leading "?". Defaults are left out. */
export function formatSearchState(state: SearchState): string {
  const filters = Object.fromEntries(filterNames.map((name) => [name, state[name]]));
  const query = formatQueryString({
    q: state.q.trim(),
    type: state.type,
    ...filters,
    from: state.from,
    to: state.to,
    sort: state.sort === 'relevance' ? '' : state.sort,
    page: state.page > 1 ? String(state.page) : '',
    ...switches(state),
  });
  return query === '' ? '' : `?${query}`;
}

/** The query string for GET /api/v1/search. */
export function searchRequestQuery(state: SearchState): string {
  const filters = Object.fromEntries(filterNames.map((name) => [name, state[name]]));
  return formatQueryString({
    q: state.q,
    type: state.type,
    ...filters,
    from: state.from,
    to: state.to,
    sort: state.sort,
    limit: String(pageSize),
    offset: String((state.page - 1) * pageSize),
    facets: [...facetNames],
    ...switches(state),
  });
}

/** A state with some parts replaced; back on page 1, as every change of the question starts a new list. */
export function changeSearch(state: SearchState, change: Partial<SearchState>): SearchState {
  return { ...state, page: 1, ...change };
}

export function toggleFilter(state: SearchState, name: FilterName, value: string): SearchState {
  const has = state[name].includes(value);
  const next = has ? state[name].filter((item) => item !== value) : [...state[name], value];
  return changeSearch(state, { [name]: next });
}

export function addFilter(state: SearchState, name: FilterName, value: string): SearchState {
  return state[name].includes(value) ? changeSearch(state, {}) : toggleFilter(state, name, value);
}

const lessonKinds: readonly string[] = ['lesson', 'worked', 'failed', 'cause', 'recommendation', 'action'];

/** Lesson kinds are understood together with type=lesson only, so another type lets go of them. */
export function changeType(state: SearchState, type: SearchState['type']): SearchState {
  const kind = type === 'lesson' ? state.kind : state.kind.filter((value) => !lessonKinds.includes(value));
  return changeSearch(state, { type, kind });
}

/** Keeps the words, what is listed and how it is searched, drops every filter. */
export function clearFilters(state: SearchState): SearchState {
  const { q, type, sort, match, translate, explain } = state;
  return { ...emptySearch, q, type, sort, match, translate, explain };
}

/** The year whose first and last day are from and to, else "". */
export function yearOf(state: Pick<SearchState, 'from' | 'to'>): string {
  const year = state.from.slice(0, 4);
  return state.from === `${year}-01-01` && state.to === `${year}-12-31` ? year : '';
}

/** The year facet filters through from and to; choosing the chosen year takes it away again. */
export function toggleYear(state: SearchState, year: string): SearchState {
  const on = yearOf(state) !== year;
  return changeSearch(state, { from: on ? `${year}-01-01` : '', to: on ? `${year}-12-31` : '' });
}

/** Values chosen in the filter panel; a range of dates counts as one. */
export function activeFilterCount(state: SearchState): number {
  const listed = filterNames.reduce((sum, name) => sum + state[name].length, 0);
  return listed + (state.from || state.to ? 1 : 0);
}

/** True before anything was asked: the start page is shown. The switches alone ask nothing. */
export function isEmptySearch(state: SearchState): boolean {
  return formatSearchState({ ...state, match: '', translate: true, explain: false }) === '';
}

/** Whether a text has several words, so that some hits may lack some of them. */
export function hasSeveralWords(q: string): boolean {
  return q.trim().split(/\s+/).length > 1 || (q.match(/\p{Script=Han}/gu) ?? []).length >= 4;
}
