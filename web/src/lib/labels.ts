// Names for phases, risks and tags in the language of the interface, from the taxonomy.
import type { Taxonomy } from './api';
import type { Language } from './language';

export type LabelFacet = 'phase' | 'risk' | 'tag';
export type LabelNames = (facet: LabelFacet, value: string) => string;

/** A value that the taxonomy does not know is shown as it was written. */
export function labelNames(taxonomy: Taxonomy | undefined, language: Language): LabelNames {
  const lists = { phase: taxonomy?.phases, risk: taxonomy?.risks, tag: taxonomy?.tags };
  const names = new Map<string, string>();
  for (const [facet, list] of Object.entries(lists)) {
    for (const value of list ?? []) names.set(`${facet}:${value.id}`, value.label[language]);
  }
  return (facet, value) => names.get(`${facet}:${value}`) || value;
}
