// Calls of kickoff briefs, similar records and adoptions. As in api.ts: each takes a Call, a failure is an ApiError.
import { documentPath, get, getJson, lessonPath, send, type Call } from './api';
import type { components, operations } from './api_types';
import { formatQueryString } from './query_string';

type Schemas = components['schemas'];
export type Brief = Schemas['Brief'];
export type BriefSummary = Schemas['BriefSummary'];
export type BriefLesson = Schemas['BriefLesson'];
export type BriefReason = Schemas['BriefReason'];
export type BriefRisk = Schemas['BriefRisk'];
export type BriefPattern = Schemas['BriefPattern'];
export type BriefProfile = Schemas['BriefProfile'];
export type BriefSpread = Schemas['BriefSpread'];
export type NewBrief = Schemas['NewBrief'];
export type ReferenceClass = Schemas['ReferenceClass'];
export type ReferenceProject = ReferenceClass['projects'][number];
export type RegisterRow = Schemas['RegisterRow'];
export type SimilarItem = Schemas['SimilarItem'];
export type Adoption = Schemas['Adoption'];
export type AdoptionState = Adoption['state'];
export type AdoptionCounts = Schemas['AdoptionCounts'];
export type NewAdoption = Schemas['NewAdoption'];
export type HitDocument = Schemas['HitDocument'];
export type Decision = BriefLesson['decision'];
export type Charter = { title: string; description: string };
type DecisionBody = operations['decideLesson']['requestBody']['content']['application/json'];

/** An answer to one lesson of a brief. */
export type Answer = { decision: Decision; note: string; followUp: string };

const briefs = '/api/v1/briefs';
export const briefPath = (id: string) => `${briefs}/${encodeURIComponent(id)}`;

async function sendJson<T>(method: string, path: string, body: object | undefined, call: Call, headers = {}): Promise<T> {
  return (await (await send({ method, path, body, headers }, call)).json()) as T;
}

export const proposeProfile = (charter: Charter, call: Call) =>
  sendJson<BriefProfile>('POST', `${briefs}/proposal`, charter, call);

export const createBrief = (brief: NewBrief, call: Call) => sendJson<Brief>('POST', briefs, brief, call);

export const getBriefs = (offset: number, limit: number, call: Call) =>
  getJson<Schemas['BriefList']>(`${briefs}?${formatQueryString({ limit: String(limit), offset: String(offset) })}`, call);

export const getBrief = (id: string, call: Call) => getJson<Brief>(briefPath(id), call);

export const refreshBrief = (id: string, call: Call) => sendJson<Brief>('POST', `${briefPath(id)}/lessons`, undefined, call);

/** Refused with 412 when the brief is not at `revision` any more. */
export function decideLesson(id: string, lesson: string, answer: Answer, revision: number, call: Call): Promise<Brief> {
  const body: DecisionBody = { decision: answer.decision, note: answer.note };
  if (answer.decision === 'accepted' && answer.followUp) body.follow_up = answer.followUp;
  const path = `${briefPath(id)}/lessons/${encodeURIComponent(lesson)}`;
  return sendJson<Brief>('PATCH', path, body, call, { 'If-Match': `"r${revision}"` });
}

/** The brief as a file in the language of the call. */
export const getBriefFile = async (id: string, format: string, call: Call) =>
  (await get(`${briefPath(id)}?format=${encodeURIComponent(format)}`, call)).blob();

/** The formats that this server writes briefs in, from its own description. */
export async function getBriefFormats(call: Call): Promise<string[]> {
  type Description = { paths: Record<string, { get?: { parameters: { name: string; schema: { enum?: string[] } }[] } } | undefined> };
  const { paths } = await getJson<Description>('/openapi.json', call);
  return paths['/api/v1/briefs/{id}']?.get?.parameters.find(({ name }) => name === 'format')?.schema.enum ?? [];
}

/** A word processor's file as text. Not every server can: 404, 415 and 503 say so. */
export async function convertCharter(file: File, call: Call): Promise<Charter> {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const response = await send(
    { method: 'POST', path: `${briefs}/charter`, body: file, headers: { 'Content-Type': file.type || type } }, call,
  );
  return (await response.json()) as Charter;
}

export const getSimilarLessons = (id: string, call: Call) =>
  getJson<Schemas['SimilarList']>(`${lessonPath(id)}/similar?limit=6`, call);

export const getSimilarDocuments = (id: string, call: Call) =>
  getJson<Schemas['SimilarList']>(`${documentPath(id)}/similar?limit=6`, call);

export const getAdoptions = (lesson: string, call: Call) =>
  getJson<Schemas['AdoptionList']>(`${lessonPath(lesson)}/adoptions?limit=20`, call);

export const addAdoption = (lesson: string, adoption: NewAdoption, call: Call) =>
  sendJson<Adoption>('POST', `${lessonPath(lesson)}/adoptions`, adoption, call);

/** Names of all projects, as written, those with most documents first. */
export async function getProjectNames(call: Call): Promise<string[]> {
  const page = await getJson<Schemas['SearchPage']>('/api/v1/search?type=document&limit=1&facets=project', call);
  return (page.facets.project ?? []).map(({ value }) => value);
}
