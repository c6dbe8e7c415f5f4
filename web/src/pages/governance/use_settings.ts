// What holds for the whole installation, and changing it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../../components/use_language';
import { getSettings, putTier, removeTier, setGovernance, type Governance, type Settings, type Tier } from '../../lib/settings_api';

/** `revision` is the state that was seen: somebody else's change in between refuses it. */
export type Wish = { governance: Governance; revision: number } | { put: Tier; revision: number } | { remove: Tier; revision: number };

const key = ['settings'];

export function useSettings() {
  const language = useLanguage();
  return useQuery({ queryKey: key, queryFn: ({ signal }) => getSettings({ language, signal }), staleTime: 0 });
}

export function useSettingsChange() {
  const language = useLanguage();
  const queries = useQueryClient();
  return useMutation<Settings, Error, Wish>({
    mutationFn: (wish) => {
      const call = { language };
      if ('governance' in wish) return setGovernance(wish.governance, wish.revision, call);
      return 'put' in wish ? putTier(wish.put, wish.revision, call) : removeTier(wish.remove, wish.revision, call);
    },
    onSuccess: (settings) => queries.setQueryData(key, settings),
    // After a refusal what is stored is shown.
    onError: () => queries.invalidateQueries({ queryKey: key }),
  });
}
