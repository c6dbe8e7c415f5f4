// Calls to the HTTP API. Each takes an AbortSignal; a failure is an ApiError that carries the server's problem.
import type { components } from './api_types';
import type { Language } from './language';
import { pageSize, searchRequestQuery, type SearchState } from './search_state';
import { formatQueryString } from './query_string';

type Schemas = components['schemas'];
export type SearchPage = Schemas['SearchPage'];
export type Hit = Schemas['Hit'];
export type ScorePart = Schemas['ScorePart'];
export type FacetCount = Schemas['FacetCount'];
export type Suggestion = Schemas['Suggestion'];
export type Lesson = Schemas['Lesson'];
export type LessonSummary = Schemas['LessonSummary'];
export type Label = Schemas['Label'];
export type DocumentRecord = Schemas['Document'];
export type ProjectFacts = Schemas['ProjectFacts'];
export type Taxonomy = Schemas['Taxonomy'];
export type Stats = Schemas['Stats'];
export type Problem = Schemas['Problem'];
export type SavedSearch = Schemas['SavedSearch'];
export type NewSavedSearch = Schemas['NewSavedSearch'];
export type UnansweredQuery = Schemas['UnansweredQuery'];

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
    readonly requestId: string,
  ) {
    super(problem?.detail ?? `HTTP ${status}`);
    this.name = 'ApiError';
  }
}

export type Call = { language: Language; signal?: AbortSignal };

/** Of an answer that is none: why. */
export async function problemOf(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => null)) as Problem | null;
  const isProblem = problem !== null && typeof problem === 'object' && typeof problem.code === 'string';
  const requestId = (isProblem ? problem.request_id : '') || response.headers.get('X-Request-Id') || '';
  return new ApiError(response.status, isProblem ? problem : null, requestId);
}

export async function get(path: string, { language, signal }: Call): Promise<Response> {
  const response = await fetch(path, { signal, headers: { 'Accept-Language': language } });
  if (!response.ok) throw await problemOf(response);
  return response;
}

export type Sent = { method: string; path: string; body?: object | Blob; headers?: Record<string, string> };

/** What fetch lets outlive its page, in bytes; a larger body with `keepalive` would be refused. */
const mostKept = 60_000;

/** A call that changes something; no page of another site can set the header that says it comes from ours. */
export async function send({ method, path, body, headers = {} }: Sent, { language, signal }: Call): Promise<Response> {
  const type: Record<string, string> = body ? { 'Content-Type': 'application/json' } : {};
  const content = body instanceof Blob ? body : body && JSON.stringify(body);
  // In UTF-8 a character of a string has at most three bytes.
  const size = content instanceof Blob ? content.size : 3 * (content?.length ?? 0);
  const response = await fetch(path, {
    method, signal, headers: { 'Accept-Language': language, 'X-Requested-With': 'fupan', ...type, ...headers }, body: content,
    // A report is sent even when the page is left at the same moment.
    keepalive: size <= mostKept,
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

export async function getJson<T>(path: string, call: Call): Promise<T> {
  return (await (await get(path, call)).json()) as T;
}

export const lessonPath = (id: string) => `/api/v1/lessons/${encodeURIComponent(id)}`;
export const documentPath = (id: string) => `/api/v1/documents/${encodeURIComponent(id)}`;

export const getSearch = (state: SearchState, call: Call) =>
  getJson<SearchPage>(`/api/v1/search?${searchRequestQuery(state)}`, call);

/** The newest lessons and what they are about: the start page. */
export const getOverview = (call: Call) =>
  getJson<SearchPage>('/api/v1/search?type=lesson&sort=newest&limit=6&facets=phase,risk,tag,kind', call);

export const getSuggestions = (q: string, call: Call) =>
  getJson<Schemas['SuggestionList']>(`/api/v1/suggest?${formatQueryString({ q, limit: '8' })}`, call);

export const getLesson = (id: string, call: Call) => getJson<Lesson>(lessonPath(id), call);

export const getDocument = (id: string, call: Call) => getJson<DocumentRecord>(documentPath(id), call);

export const getDocumentHtml = async (id: string, call: Call) =>
  (await get(`${documentPath(id)}?format=html`, call)).text();

export const getTaxonomy = (call: Call) => getJson<Taxonomy>('/api/v1/taxonomy', call);

const savedSearchPath = (id: string) => `/api/v1/searches/${encodeURIComponent(id)}`;

export const getSavedSearches = (offset: number, call: Call) =>
  getJson<Schemas['SavedSearchList']>(`/api/v1/searches?${formatQueryString({ limit: String(pageSize), offset: String(offset) })}`, call);

export const createSavedSearch = async (search: NewSavedSearch, call: Call) =>
  (await (await send({ method: 'POST', path: '/api/v1/searches', body: search }, call)).json()) as SavedSearch;

/** Refused with 412 when somebody else changed it meanwhile. */
export const renameSavedSearch = ({ id, revision }: SavedSearch, name: string, call: Call) =>
  send({ method: 'PATCH', path: savedSearchPath(id), body: { name }, headers: { 'If-Match': `"r${revision}"` } }, call);

export const removeSavedSearch = ({ id }: SavedSearch, call: Call) =>
  send({ method: 'DELETE', path: savedSearchPath(id) }, call);

/** What came in after the shown count stays new. */
export const markSearchSeen = ({ id, sequence }: SavedSearch, call: Call) =>
  send({ method: 'POST', path: `${savedSearchPath(id)}/seen`, body: { sequence } }, call);

export const reportQuery = (report: Schemas['QueryAsked'], call: Call) =>
  send({ method: 'POST', path: '/api/v1/queries', body: report }, call);

export const reportOpened = (query: string, call: Call) =>
  send({ method: 'POST', path: '/api/v1/queries/opened', body: { query } }, call);

export const getUnanswered = (offset: number, call: Call) =>
  getJson<Schemas['UnansweredList']>(`/api/v1/insights/unanswered?${formatQueryString({ limit: String(pageSize), offset: String(offset) })}`, call);

export const dismissUnanswered = (id: string, call: Call) =>
  send({ method: 'DELETE', path: `/api/v1/insights/unanswered/${encodeURIComponent(id)}` }, call);

export const getStats = (call: Call) => getJson<Stats>('/api/v1/stats', call);
