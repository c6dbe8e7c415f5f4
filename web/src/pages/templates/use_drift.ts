// The copies of a template, and the update of one of them.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage } from '../../components/use_language';
import { isConflict } from '../../lib/curation_api';
import { getCopyUpdate, getDrift, updateCopy, type CopyState, type Proposal } from '../../lib/template_api';
import { withChoices, type Side } from '../../lib/template_update';

export function useDrift(id: string, state: CopyState | '', offset: number) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['drift', id, state, offset], queryFn: ({ signal }) => getDrift(id, state, offset, { language, signal }),
    placeholderData: keepPreviousData, staleTime: 0,
  });
}

export function useProposal(copy: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['copy_update', copy], queryFn: ({ signal }) => getCopyUpdate(copy, { language, signal }), staleTime: 0, gcTime: 0,
    refetchOnReconnect: false,
  });
}

/** What will be written: the proposal with one's choices at its conflicts, or what one made of it by hand. */
export function useUpdate(proposal: Proposal, onDone: () => void, onMoved: () => void) {
  const language = useLanguage();
  const queries = useQueryClient();
  const [choices, setChoices] = useState<Side[]>([]);
  const [byHand, setByHand] = useState<string | null>(null);
  const text = byHand ?? withChoices(proposal.markdown, proposal.conflicts, choices);
  const choose = (index: number, side: Side) => {
    const next = proposal.conflicts.map((_, at) => (at === index ? side : choices[at] ?? 'yours'));
    setChoices(next);
  };
  const apply = useMutation({
    mutationFn: () => updateCopy(proposal, text, { language }),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries();
    },
    onError: (error) => isConflict(error) && onMoved(),
  });
  return { choices, choose, text, byHand, setByHand, apply };
}
