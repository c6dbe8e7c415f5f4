// Calls of curation: the queue, editing, histories. As api.ts.
import { ApiError, documentPath, get, lessonPath, send, type Call, type Lesson } from './api';
import type { components } from './api_types';
import { formatQueryString } from './query_string';
import { pageSize } from './search_state';

type Schemas = components['schemas'];
export type QueueItem = Schemas['QueueItem'];
export type QueueSubject = Schemas['QueueSubject'];
export type QueueKind = QueueItem['kind'];
export type QueueAction = QueueItem['actions'][number];
export type QueuePage = Schemas['QueuePage'];
export type QueueOrder = Schemas['QueueOrder'];
export type Done = Schemas['Done'];
export type DiffPart = Schemas['DiffPart'];
export type LessonStep = Schemas['LessonStep'];
export type LessonChange = Schemas['LessonChange'];
export type SourceRevision = Schemas['SourceRevision'];

type Sent = { method: string; path: string; body?: object; revision?: number };

const ask = ({ method, path, body, revision }: Sent, call: Call): Promise<Response> =>
  (method === 'GET' ? get(path, call) : send({ method, path, body, headers: revision === undefined ? {} : { 'If-Match': `"r${revision}"` } }, call));

const askJson = async <T>(sent: Sent, call: Call): Promise<T> => (await (await ask(sent, call)).json()) as T;

/** Somebody else was quicker. */
export const isConflict = (error: unknown) => error instanceof ApiError && (error.status === 412 || error.status === 409);

export type QueueFilter = { kind?: QueueKind; owner: 'all' | 'mine' | 'unassigned' };

export function getQueue({ kind, owner }: QueueFilter, call: Call): Promise<QueuePage> {
  const query: Record<string, string> = { limit: '100' };
  if (kind) query.kind = kind;
  if (owner !== 'all') query[owner] = 'true';
  return askJson({ method: 'GET', path: `/api/v1/queue?${formatQueryString(query)}` }, call);
}

export const actOnQueue = (order: QueueOrder, call: Call) =>
  askJson<Done>({ method: 'POST', path: '/api/v1/queue/actions', body: order }, call);

export const undoChange = (change: number | undefined, call: Call) =>
  askJson<Done>({ method: 'POST', path: '/api/v1/queue/undo', body: change ? { change } : {} }, call);

export const changeLesson = (id: string, change: LessonChange, revision: number, call: Call) =>
  askJson<Lesson>({ method: 'PATCH', path: lessonPath(id), body: change, revision }, call);

export const createLesson = (lesson: Schemas['NewLesson'], call: Call) =>
  askJson<Lesson>({ method: 'POST', path: '/api/v1/lessons', body: lesson }, call);

export const getLessonHistory = (id: string, call: Call) =>
  askJson<Schemas['LessonHistory']>({ method: 'GET', path: `${lessonPath(id)}/history` }, call);

export const restoreLesson = (id: string, change: number, revision: number, call: Call) =>
  askJson<Lesson>({ method: 'POST', path: `${lessonPath(id)}/restore`, body: { change }, revision }, call);

export const getSource = async (id: string, call: Call): Promise<string> =>
  (await ask({ method: 'GET', path: `${documentPath(id)}?format=markdown` }, call)).text();

export const putDocument = (id: string, markdown: string, revision: number, call: Call) =>
  askJson<Done>({ method: 'PUT', path: documentPath(id), body: { markdown }, revision }, call);

export const getRevisions = (id: string, call: Call) =>
  askJson<Schemas['SourceRevisionList']>({ method: 'GET', path: `${documentPath(id)}/revisions` }, call);

export const getDocumentDiff = (id: string, from: number, to: number, call: Call) =>
  askJson<Schemas['DocumentDiff']>({ method: 'GET', path: `${documentPath(id)}/diff?from=${from}&to=${to}` }, call);

export const restoreDocument = (id: string, revision: number, seen: number, call: Call) =>
  askJson<Done>({ method: 'POST', path: `${documentPath(id)}/restore`, body: { revision }, revision: seen }, call);

export type AuditRecord = Schemas['AuditRecord'];
export type AuditFilter = { action: string; name: string; target: string; from: string; to: string; offset: number };

export const getAudit = ({ offset, ...filter }: AuditFilter, call: Call) =>
  askJson<Schemas['AuditPage']>({
    method: 'GET', path: `/api/v1/audit?${formatQueryString({ ...filter, limit: String(pageSize), offset: String(offset) })}`,
  }, call);

export const previewMarkdown = async (markdown: string, call: Call): Promise<string> =>
  (await ask({ method: 'POST', path: '/api/v1/preview', body: { markdown } }, call)).text();
