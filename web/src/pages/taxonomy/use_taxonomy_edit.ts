// The taxonomy as it is edited: every change names the revision that was seen, and everything is asked for again after it.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLanguage } from '../../components/use_language';
import {
  changeTaxonomy, getTaxonomy, previewTaxonomy, undoTaxonomy, type Done, type TaxonomyOrder,
} from '../../lib/taxonomy_api';

export function useEditedTaxonomy() {
  const language = useLanguage();
  return useQuery({ queryKey: ['taxonomy'], queryFn: ({ signal }) => getTaxonomy({ language, signal }), staleTime: 0 });
}

/** A value that has been the same for a moment: nobody is asked at every letter. */
function useSettled<T>(value: T, delay = 300): T {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
    // Values are compared by what they say.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, delay]);
  return settled;
}

/** What an order would change; nothing is asked while it is null, or while it is carried out. */
export function usePreview(order: TaxonomyOrder | null, revision: number, isBusy: boolean) {
  const language = useLanguage();
  const settled = useSettled(order);
  const query = useQuery({
    queryKey: ['taxonomy_preview', settled, revision],
    queryFn: ({ signal }) => previewTaxonomy(settled as TaxonomyOrder, revision, { language, signal }),
    enabled: settled !== null && !isBusy, placeholderData: keepPreviousData, staleTime: 0,
  });
  const isCurrent = JSON.stringify(settled) === JSON.stringify(order) && !query.isPlaceholderData;
  return { effects: order ? query.data : undefined, error: query.error, isReady: isCurrent && query.isSuccess };
}

export type Wish = { order: TaxonomyOrder; revision: number } | { undo: number };

export function useTaxonomyChange() {
  const language = useLanguage();
  const queries = useQueryClient();
  return useMutation<Done, Error, Wish>({
    mutationFn: (wish) =>
      'order' in wish ? changeTaxonomy(wish.order, wish.revision, { language }) : undoTaxonomy(wish.undo, { language }),
    // Labels are shown everywhere.
    onSettled: () => queries.invalidateQueries(),
  });
}
