// Calls about templates: the gallery, filling in, releases, copies and how far they drifted, the rules of variants. As api.ts.
import { get, getJson, send, type Call } from './api';
import type { components } from './api_types';
import { formatQueryString } from './query_string';
import { pageSize } from './search_state';

type Schemas = components['schemas'];
export type TemplateSummary = Schemas['TemplateSummary'];
export type Template = Schemas['Template'];
export type TemplateRelease = Schemas['TemplateRelease'];
export type TemplateField = Schemas['TemplateField'];
export type TemplateFields = Schemas['TemplateFields'];
export type TemplateCopy = Schemas['Copy'];
export type NewCopy = Schemas['NewCopy'];
export type CopyCounts = Schemas['TemplateCopyCounts'];
export type DriftItem = Schemas['DriftItem'];
export type CopyState = DriftItem['state'];
export type UpdateConflict = Schemas['UpdateConflict'];
export type TemplateRule = Schemas['TemplateRule'];
export type RuleConditions = Schemas['TemplateRuleWhen'];
export type TemplateRules = Schemas['TemplateRules'];
export type TemplateChoice = Schemas['TemplateChoice'];
export type CopyFormat = 'markdown' | 'docx';
/** A proposal and the state of the document that it is for. */
export type Proposal = Schemas['CopyUpdate'] & { etag: string };

const templates = '/api/v1/templates';
const templatePath = (id: string) => `${templates}/${encodeURIComponent(id)}`;
const copyPath = (id: string) => `/api/v1/copies/${encodeURIComponent(id)}`;

const post = async <T>(path: string, body: object, call: Call, headers: Record<string, string> = {}): Promise<T> =>
  (await (await send({ method: 'POST', path, body, headers }, call)).json()) as T;

export type TemplateFilter = { lang: string; phase: string; family: string; q: string };

export const getTemplates = (filter: TemplateFilter, offset: number, call: Call) =>
  getJson<Schemas['TemplateList']>(
    `${templates}?${formatQueryString({ ...filter, limit: String(pageSize), offset: String(offset) })}`, call,
  );

const mostAtOnce = 100;

/** All of them, page after page: what is chosen from must not end with the first hundred. */
export async function getAllTemplates(call: Call): Promise<TemplateSummary[]> {
  const all: TemplateSummary[] = [];
  for (;;) {
    const query = formatQueryString({ limit: String(mostAtOnce), offset: String(all.length) });
    const { total, items } = await getJson<Schemas['TemplateList']>(`${templates}?${query}`, call);
    all.push(...items);
    if (items.length === 0 || all.length >= total) return all;
  }
}

export const getTemplate = (id: string, call: Call) => getJson<Template>(templatePath(id), call);

export const getTemplateFields = (id: string, call: Call) => getJson<TemplateFields>(`${templatePath(id)}/fields`, call);

/** The filled text; nothing is written. */
export const previewCopy = (id: string, fields: Record<string, string>, call: Call) =>
  post<Schemas['TemplatePreview']>(`${templatePath(id)}/preview`, { fields }, call);

export const createCopy = (id: string, copy: NewCopy, call: Call) =>
  post<TemplateCopy>(`${templatePath(id)}/copies`, { ...copy, format: 'json' }, call);

export const getCopyFile = async (id: string, format: CopyFormat, call: Call) =>
  (await get(`${copyPath(id)}?format=${format}`, call)).blob();

/** Refused with 412 when somebody else changed the template meanwhile, with 409 when there is such a version or a higher one. */
export const releaseTemplate = (id: string, release: Schemas['NewTemplateRelease'], revision: number, call: Call) =>
  post<TemplateRelease>(`${templatePath(id)}/releases`, release, call, { 'If-Match': `"r${revision}"` });

export const getDrift = (id: string, state: CopyState | '', offset: number, call: Call) =>
  getJson<Schemas['Drift']>(`${templatePath(id)}/drift?${formatQueryString({ state, limit: String(pageSize), offset: String(offset) })}`, call);

export async function getCopyUpdate(id: string, call: Call): Promise<Proposal> {
  const response = await get(`${copyPath(id)}/update`, call);
  return { ...((await response.json()) as Schemas['CopyUpdate']), etag: response.headers.get('ETag') ?? '' };
}

/** Refused with 412 when the document was changed after the proposal was made. */
export const updateCopy = ({ id, etag }: Proposal, markdown: string, call: Call) =>
  post<Schemas['Done']>(`${copyPath(id)}/update`, { markdown }, call, { 'If-Match': etag });

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
