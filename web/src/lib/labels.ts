// Names for phases, risks and tags in the language of the interface, from the taxonomy.
import type { Taxonomy } from './api';
import type { Language } from './language';

export type LabelFacet = 'phase' | 'risk' | 'tag';
export type LabelNames = (facet: LabelFacet, value: string) => string;

/** A value that the taxonomy does not know is shown as it was written. */
export function labelNames(taxonomy: Pick<Taxonomy, 'phases' | 'risks' | 'tags'> | undefined, language: Language): LabelNames {
  const lists = { phase: taxonomy?.phases, risk: taxonomy?.risks, tag: taxonomy?.tags };
  const names = new Map<string, string>();
  for (const [facet, list] of Object.entries(lists)) {
    for (const value of list ?? []) {
      // A value that was merged or mapped is shown as what it became.
      for (const id of [...(value.former ?? []), value.id]) names.set(`${facet}:${id}`, value.label[language]);
    }
  }
  return (facet, value) => names.get(`${facet}:${value}`) || value;
}
