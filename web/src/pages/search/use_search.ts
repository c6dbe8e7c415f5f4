// The search page's state and data. State lives in the URL; the answer is cached under it, so an answer to an
// earlier question can never stand in for a newer one.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { useLanguage } from '../../components/use_language';
import { getSearch } from '../../lib/api';
import {
  formatSearchState, isEmptySearch, parseSearchState, searchRequestQuery, type SearchState,
} from '../../lib/search_state';

export function useSearchState() {
  const { search } = useLocation();
  const navigate = useNavigate();
  const state = useMemo(() => parseSearchState(search), [search]);
  const setState = useCallback(
    (next: SearchState) => navigate({ pathname: '/', search: formatSearchState(next) }, { preventScrollReset: true }),
    [navigate],
  );
  return { state, setState };
}

export function useSearchAnswer(state: SearchState) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['search', searchRequestQuery(state), language],
    queryFn: ({ signal }) => getSearch(state, { language, signal }),
    placeholderData: keepPreviousData,
    enabled: !isEmptySearch(state),
  });
}
