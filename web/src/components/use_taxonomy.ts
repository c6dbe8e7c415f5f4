import { useQuery } from '@tanstack/react-query';
import { getTaxonomy, type Taxonomy } from '../lib/api';
import { useLanguage } from './use_language';

/** Phases, risks and tags with their names in both languages: one answer serves every page and every switch. */
export function useTaxonomy(): Taxonomy | undefined {
  const language = useLanguage();
  return useQuery({
    queryKey: ['taxonomy'],
    queryFn: ({ signal }) => getTaxonomy({ language, signal }),
    staleTime: 10 * 60_000,
  }).data;
}
