// Calls that edit the taxonomy, and the rules of its page. As api.ts.
import { getTaxonomy, send, type Call, type Taxonomy } from './api';
import type { components } from './api_types';
import type { LabelFacet } from './labels';

type Schemas = components['schemas'];
export type TaxonomyValue = Schemas['TaxonomyValue'];
export type TaxonomyOrder = Schemas['TaxonomyOrder'];
export type TaxonomyEffects = Schemas['TaxonomyEffects'];
export type TaxonomyUpgrade = Schemas['TaxonomyUpgrade'];
export type Affected = Schemas['Affected'];
export type Done = Schemas['Done'];
export type { Taxonomy };
export { getTaxonomy };

export const labelFacets: readonly LabelFacet[] = ['phase', 'risk', 'tag'];
export const affectedNames = ['documents', 'lessons', 'briefs', 'projects', 'searches', 'adoptions', 'rules'] as const;

/** The export, as a file that `fupan taxonomy import` and PUT take. */
export const exportPath = '/api/v1/taxonomy?format=file';

export const valuesOf = (taxonomy: Taxonomy, facet: LabelFacet): TaxonomyValue[] =>
  ({ phase: taxonomy.phases, risk: taxonomy.risks, tag: taxonomy.tags })[facet];

/** Offered where somebody chooses: neither retired nor split into others. */
export const isOffered = ({ retired, parts, otherwise, id }: TaxonomyValue) =>
  !retired && (!parts || parts.length === 0 || otherwise === id);

const change = async <T>(path: string, body: object, revision: number | undefined, call: Call): Promise<T> => {
  const headers: Record<string, string> = revision === undefined ? {} : { 'If-Match': `"r${revision}"` };
  return (await (await send({ method: 'POST', path, body, headers }, call)).json()) as T;
};

/** Both are refused with 412 when somebody edited it meanwhile. */
export const previewTaxonomy = (order: TaxonomyOrder, revision: number, call: Call) =>
  change<TaxonomyEffects>('/api/v1/taxonomy/preview', order, revision, call);
export const changeTaxonomy = (order: TaxonomyOrder, revision: number, call: Call) =>
  change<Done>('/api/v1/taxonomy/changes', order, revision, call);

export const undoTaxonomy = (number: number, call: Call) =>
  change<Done>('/api/v1/taxonomy/undo', { change: number }, undefined, call);

const eachOnce = (names: string[]) => [...new Set(names.map((name) => name.trim()).filter(Boolean))];

/** "a, b，c" and lines: names that somebody typed, each once. */
export const namesIn = (text: string): string[] => eachOnce(text.split(/[,，、;；\n]/));

/** One name a line, which may have commas in it. */
export const linesIn = (text: string): string[] => eachOnce(text.split('\n'));

export type Part = { value: string; labelEn: string; labelZh: string; words: string };
export type SplitForm = { parts: Part[]; otherwise: string; byHand: Record<string, string> };

export const emptyPart: Part = { value: '', labelEn: '', labelZh: '', words: '' };

const isReady = ({ value, labelEn, labelZh }: Part) => value !== '' || (labelEn.trim() !== '' && labelZh.trim() !== '');

/** What a person calls a part. */
export const partName = (part: Part) => part.value || part.labelEn.trim();

/** The order that the form describes; null as long as it is not complete. */
export function splitOrder(facet: LabelFacet, value: string, { parts, otherwise, byHand }: SplitForm): TaxonomyOrder | null {
  if (parts.length < 2 || !parts.every(isReady)) return null;
  const chosen = Object.entries(byHand).filter(([, target]) => target !== '');
  return {
    action: 'split', facet, value,
    parts: parts.map((part) => ({
      value: part.value, words: namesIn(part.words),
      ...(part.value ? {} : { label_en: part.labelEn.trim(), label_zh: part.labelZh.trim() }),
    })),
    ...(otherwise ? { otherwise } : {}),
    ...(chosen.length > 0 ? { by_hand: chosen.map(([id, target]) => ({ id, value: target })) } : {}),
  };
}
