// The search page's state and data. State lives in the URL; the answer is cached under it, so an answer to an
// earlier question can never stand in for a newer one.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { useLanguage } from '../../components/use_language';
import { useSession } from '../../components/use_session';
import { getSearch, type SearchPage } from '../../lib/api';
import { mayAs } from '../../lib/people';
import { isCounted, queryReporter } from '../../lib/query_reporter';
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

/** The answer is on the screen: tells the server, which counts questions of people who are signed in that stay open. */
export function useReportAsked(state: SearchState, page: SearchPage | undefined) {
  const language = useLanguage();
  const session = useSession();
  const mayReport = session !== undefined && mayAs(session, 'reader');
  useEffect(() => {
    if (mayReport && page && isCounted(state)) queryReporter.asked(state.q, page, { language });
  }, [mayReport, state, page, language]);
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
