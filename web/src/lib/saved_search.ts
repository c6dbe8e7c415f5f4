// Between the search page's state and the records of saved searches. Pure functions.
import type { NewSavedSearch, SavedSearch } from './api';
import { emptySearch, filterNames, type FilterName, type SearchState } from './search_state';

/** What to send; whatever is not chosen is left out. */
export function savedSearchOf(name: string, state: SearchState): NewSavedSearch {
  const filters = Object.fromEntries(filterNames.filter((field) => state[field].length > 0).map((field) => [field, state[field]]));
  return {
    name: name.trim(),
    query: state.q,
    ...filters,
    ...(state.type && { type: state.type }),
    ...(state.from && { from: state.from }),
    ...(state.to && { to: state.to }),
    ...(state.sort === 'newest' && { sort: state.sort }),
  };
}

/** The state that opens a saved search. Filters that the search page does not know are in the query already or lost. */
export function stateOf(search: SavedSearch): SearchState {
  const filters = Object.fromEntries(filterNames.map((field) => [field, search[field]])) as Record<FilterName, string[]>;
  return {
    ...emptySearch, ...filters, q: search.query, type: search.type, from: search.from, to: search.to, sort: search.sort,
  };
}

export const longestName = 200;

/** The words and the filters' names, in the order of the page. */
export function proposedName(state: SearchState, nameOf: (field: FilterName, value: string) => string): string {
  const filters = filterNames.flatMap((field) => state[field].map((value) => nameOf(field, value)));
  const dates = state.from || state.to ? [`${state.from}–${state.to}`] : [];
  return [state.q.trim(), ...filters, ...dates].filter(Boolean).join(' · ').slice(0, longestName);
}
