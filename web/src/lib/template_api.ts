// Calls about templates: the gallery, filling in, releases, copies and how far they drifted, the rules of variants. As api.ts.
import { get, getJson, send, type Call } from './api';
import type { DiffPart } from './curation_api';
import { formatQueryString } from './query_string';
import { pageSize } from './search_state';

export type CopyState = 'current' | 'changed' | 'behind' | 'behind_changed' | 'unknown';
export type CopyCounts = Record<CopyState | 'total', number>;
type Named = { id: string; title: string };

export type TemplateSummary = Named & {
  lang: string; collection: string; phases: { value: string; label: string }[]; risks: { value: string; label: string }[];
  tags: { value: string; label: string }[]; version: string; released_at: string; unreleased: boolean; family: string; variant: string;
  fields: number; copies: CopyCounts;
};
export type TemplateRelease = {
  version: string; revision: number; notes: string; notes_html: string; lessons: Named[]; released_at: string; released_by: string; copies: number;
};
export type TemplateVariant = Named & { variant: string; lang: string };
export type Template = TemplateSummary & { description: string; revision: number; releases: TemplateRelease[]; variants: TemplateVariant[] };
export type TemplateField = {
  name: string; type: string; label: string; default: string; help: string; options: string[]; required: boolean;
};
export type TemplateFields = Named & { version: string; lang: string; fields: TemplateField[] };
export type FilledPreview = { markdown: string; html: string; missing: string[]; unknown: string[] };
export type TemplateCopy = Named & { template: Named; version: string; project: string; document: string | null; markdown: string };
export type NewCopy = { fields: Record<string, string>; project?: string; title?: string; into_library?: boolean };
export type CopyFormat = 'markdown' | 'docx';

const templates = '/api/v1/templates';
const templatePath = (id: string) => `${templates}/${encodeURIComponent(id)}`;
const copyPath = (id: string) => `/api/v1/copies/${encodeURIComponent(id)}`;

const post = async <T>(path: string, body: object, call: Call, headers: Record<string, string> = {}): Promise<T> =>
  (await (await send({ method: 'POST', path, body, headers }, call)).json()) as T;

type TemplateList = { total: number; items: TemplateSummary[] };
export type TemplateFilter = { lang: string; phase: string; family: string; q: string };

export const getTemplates = (filter: TemplateFilter, offset: number, call: Call) =>
  getJson<TemplateList>(
    `${templates}?${formatQueryString({ ...filter, limit: String(pageSize), offset: String(offset) })}`, call,
  );

const mostAtOnce = 100;

/** All of them, page after page: what is chosen from must not end with the first hundred. */
export async function getAllTemplates(call: Call): Promise<TemplateSummary[]> {
  const all: TemplateSummary[] = [];
  for (;;) {
    const query = formatQueryString({ limit: String(mostAtOnce), offset: String(all.length) });
    const { total, items } = await getJson<TemplateList>(`${templates}?${query}`, call);
    all.push(...items);
    if (items.length === 0 || all.length >= total) return all;
  }
}

export const getTemplate = (id: string, call: Call) => getJson<Template>(templatePath(id), call);

export const getTemplateFields = (id: string, call: Call) => getJson<TemplateFields>(`${templatePath(id)}/fields`, call);

/** The filled text; nothing is written. */
export const previewCopy = (id: string, fields: Record<string, string>, call: Call) =>
  post<FilledPreview>(`${templatePath(id)}/preview`, { fields }, call);

export const createCopy = (id: string, copy: NewCopy, call: Call) =>
  post<TemplateCopy>(`${templatePath(id)}/copies`, { ...copy, format: 'json' }, call);

export const getCopyFile = async (id: string, format: CopyFormat, call: Call) =>
  (await get(`${copyPath(id)}?format=${format}`, call)).blob();

export type NewRelease = { version: string; notes: string; lessons: string[]; source?: string };

/** Refused with 412 when somebody else changed the template meanwhile, with 409 when there is such a version or a higher one. */
export const releaseTemplate = (id: string, release: NewRelease, revision: number, call: Call) =>
  post<TemplateRelease>(`${templatePath(id)}/releases`, release, call, { 'If-Match': `"r${revision}"` });

export type DriftItem = Named & {
  version: string; state: CopyState; guessed: boolean; project: string; document: (Named & { revision: number }) | null;
  copied_at: string; copied_by: string;
};
export type Drift = { template: Named & { version: string }; counts: CopyCounts; total: number; items: DriftItem[] };

export const getDrift = (id: string, state: CopyState | '', offset: number, call: Call) =>
  getJson<Drift>(`${templatePath(id)}/drift?${formatQueryString({ state, limit: String(pageSize), offset: String(offset) })}`, call);

export type UpdateConflict = { line: number; base: string; yours: string; template: string };
export type CopyUpdate = {
  id: string; from_version: string; to_version: string; state: CopyState; changes: DiffPart[]; conflicts: UpdateConflict[]; markdown: string;
  notes: { version: string; notes: string; notes_html: string; lessons: Named[] }[];
};
/** A proposal and the state of the document that it is for. */
export type Proposal = CopyUpdate & { etag: string };

export async function getCopyUpdate(id: string, call: Call): Promise<Proposal> {
  const response = await get(`${copyPath(id)}/update`, call);
  return { ...((await response.json()) as CopyUpdate), etag: response.headers.get('ETag') ?? '' };
}

/** Refused with 412 when the document was changed after the proposal was made. */
export const updateCopy = ({ id, etag }: Proposal, markdown: string, call: Call) =>
  post<{ change: number }>(`${copyPath(id)}/update`, { markdown }, call, { 'If-Match': etag });

export type RuleConditions = {
  phases?: string[]; risks?: string[]; tags?: string[]; methods?: string[]; lang?: string;
  budget_below?: number; budget_at_least?: number; months_below?: number; months_at_least?: number;
};
export type TemplateRule = { family: string; variant: string; when: RuleConditions; reason: string };
export type TemplateRules = { rules: TemplateRule[]; revision: number };
export type TemplateChoice = { family: string; variant: string; template: Named | null; reason: string; rule: number | null };

const rulesPath = '/api/v1/template-rules';
export const getTemplateRules = (call: Call) => getJson<TemplateRules>(rulesPath, call);

/** Refused with 412 when somebody else changed the rules meanwhile. */
export const putTemplateRules = async (rules: TemplateRule[], revision: number, call: Call) => {
  const sent = { method: 'PUT', path: rulesPath, body: { rules }, headers: { 'If-Match': `"r${revision}"` } };
  return (await (await send(sent, call)).json()) as TemplateRules;
};

export type ChoiceQuestion = Record<'family' | 'phase' | 'risk' | 'tag' | 'method' | 'budget' | 'months' | 'lang', string | string[]>;
export const getTemplateChoice = (question: ChoiceQuestion, call: Call) =>
  getJson<TemplateChoice>(`${rulesPath}/choice?${formatQueryString(question)}`, call);
