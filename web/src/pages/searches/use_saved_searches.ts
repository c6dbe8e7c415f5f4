// The followed searches and what can be done with them; every change asks for the list again.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../../components/use_language';
import { getSavedSearches, markSearchSeen, removeSavedSearch, renameSavedSearch, type SavedSearch } from '../../lib/api';

const queryKey = ['searches'];

export function useSavedSearches(offset: number) {
  const language = useLanguage();
  return useQuery({
    queryKey: [...queryKey, offset],
    queryFn: ({ signal }) => getSavedSearches(offset, { language, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export type Change =
  | { action: 'seen' | 'remove'; search: SavedSearch }
  | { action: 'rename'; search: SavedSearch; name: string };

export function useChangeSearch() {
  const language = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => {
      if (change.action === 'rename') return renameSavedSearch(change.search, change.name, { language });
      return (change.action === 'seen' ? markSearchSeen : removeSavedSearch)(change.search, { language });
    },
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}
