// The queue and what can be done with it; every change asks for the queue again.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../../components/use_language';
import { actOnQueue, getQueue, undoChange, type Done, type QueueFilter, type QueueOrder } from '../../lib/curation_api';

export function useQueue(filter: QueueFilter) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['queue', filter, language],
    queryFn: ({ signal }) => getQueue(filter, { language, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** What was asked for: an action, or to take the last one back. */
export type Wish = { order: QueueOrder } | { undo: true };

export function useQueueChange() {
  const language = useLanguage();
  const queries = useQueryClient();
  return useMutation<Done, Error, Wish>({
    mutationFn: (wish) => ('order' in wish ? actOnQueue(wish.order, { language }) : undoChange(undefined, { language })),
    // What was decided is shown in lessons, documents and searches too.
    onSettled: () => queries.invalidateQueries(),
  });
}
