// Calls to the HTTP API. Each takes an AbortSignal; a failure is an ApiError that carries the server's problem.
import type { components } from './api_types';
import type { Language } from './language';
import { searchRequestQuery, type SearchState } from './search_state';
import { formatQueryString } from './query_string';

type Schemas = components['schemas'];
export type SearchPage = Schemas['SearchPage'];
export type Hit = Schemas['Hit'];
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

async function failure(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => null)) as Problem | null;
  const isProblem = problem !== null && typeof problem === 'object' && typeof problem.code === 'string';
  const requestId = (isProblem ? problem.request_id : '') || response.headers.get('X-Request-Id') || '';
  return new ApiError(response.status, isProblem ? problem : null, requestId);
}

async function get(path: string, { language, signal }: Call): Promise<Response> {
  const response = await fetch(path, { signal, headers: { 'Accept-Language': language } });
  if (!response.ok) throw await failure(response);
  return response;
}

async function getJson<T>(path: string, call: Call): Promise<T> {
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

export const getStats = (call: Call) => getJson<Stats>('/api/v1/stats', call);
