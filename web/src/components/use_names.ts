import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { labelNames } from '../lib/labels';
import type { FacetName } from '../lib/search_state';
import { useLanguage } from './use_language';
import { useTaxonomy } from './use_taxonomy';

export type Names = (facet: FacetName | 'state' | 'type', value: string) => string;

/** Names for people: phases, risks and tags from the taxonomy, kinds, states and languages from the locale. */
export function useNames(): Names {
  const { i18n } = useTranslation();
  const language = useLanguage();
  const data = useTaxonomy();
  const labels = useMemo(() => labelNames(data, language), [data, language]);
  return useCallback(
    (facet, value) => {
      if (facet === 'phase' || facet === 'risk' || facet === 'tag') return labels(facet, value);
      const key = `${facet}.${value}`;
      return i18n.exists(key) ? String(i18n.t(key as never)) : value;
    },
    // The language is what makes i18n answer differently.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [labels, i18n, language],
  );
}
