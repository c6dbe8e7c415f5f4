// Calls to the HTTP API that concern learning.
import { getJson, send, type Call } from './api';
import type { components } from './api_types';
import { formatQueryString } from './query_string';

type Schemas = components['schemas'];
export type PathSummary = Schemas['PathSummary'];
export type LearningPath = Schemas['LearningPath'];
export type PathStep = Schemas['PathStep'];
export type PathProgress = Schemas['PathProgress'];
export type Certificate = Schemas['Certificate'];
export type Question = Schemas['Question'];
export type Quiz = Schemas['Quiz'];
export type NewAnswer = Schemas['NewAnswer'];
export type GradedAnswer = Schemas['GradedAnswer'];
export type ReviewCard = Schemas['ReviewCard'];
export type DueCards = Schemas['DueCards'];
export type DueCard = Schemas['DueCard'];
export type Learner = Schemas['Learner'];
export type WeakArea = Schemas['WeakArea'];
export type LearnReport = Schemas['LearnReport'];
export type LearnGroup = Schemas['LearnGroup'];
export type CaseStudy = Schemas['Case'];
export type CaseState = CaseStudy['state'];

const pathAddress = (id: string) => `/api/v1/paths/${encodeURIComponent(id)}`;

/** Today in the learner's own calendar: a day's learning belongs to the day on which it was done, wherever that is. */
export function localDay(now = new Date()): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

async function sendJson<T>(method: string, path: string, body: object, call: Call, headers = {}): Promise<T> {
  return (await (await send({ method, path, body, headers }, call)).json()) as T;
}

export const getLearner = (call: Call) => getJson<Learner>(`/api/v1/learn/progress?day=${localDay()}`, call);

export const getPath = (id: string, call: Call) => getJson<LearningPath>(pathAddress(id), call);

export const markStep = (path: string, step: string, done: boolean, call: Call) =>
  sendJson<PathProgress>('POST', `${pathAddress(path)}/progress`, { step, done, day: localDay() }, call);

export const getCertificate = (id: string, call: Call) => getJson<Certificate>(`${pathAddress(id)}/certificate`, call);

export const getQuiz = (document: string, call: Call) =>
  getJson<Quiz>(`/api/v1/documents/${encodeURIComponent(document)}/quiz`, call);

export const getQuestion = (id: string, call: Call) =>
  getJson<Question>(`/api/v1/learn/questions/${encodeURIComponent(id)}`, call);

export const checkAnswer = (answer: NewAnswer, call: Call) =>
  sendJson<GradedAnswer>('POST', '/api/v1/reviews/check', answer, call);

export const sendAnswer = (answer: NewAnswer, call: Call) =>
  sendJson<GradedAnswer>('POST', '/api/v1/reviews', { ...answer, day: localDay() }, call);

export const getDueCards = (call: Call) => getJson<DueCards>(`/api/v1/reviews/due?day=${localDay()}`, call);

export const getReport = (role: string, call: Call) =>
  getJson<LearnReport>(`/api/v1/learn/report?${formatQueryString({ role })}`, call);

export const reportCsvAddress = (role: string) => `/api/v1/learn/report?${formatQueryString({ role, format: 'csv' })}`;

export const createCase = (lesson: string, call: Call) =>
  sendJson<CaseStudy>('POST', `/api/v1/lessons/${encodeURIComponent(lesson)}/case`, {}, call);

export const getCases = (state: CaseState, offset: number, call: Call) =>
  getJson<Schemas['CaseList']>(`/api/v1/learn/cases?${formatQueryString({ state, limit: '20', offset: String(offset) })}`, call);

/** Refused with 412 when somebody else changed it meanwhile. */
export const editCase = ({ id, revision }: CaseStudy, change: Schemas['CaseChange'], call: Call) =>
  sendJson<CaseStudy>('PATCH', `/api/v1/learn/cases/${encodeURIComponent(id)}`, change, call, { 'If-Match': `"r${revision}"` });

/** The first hits of a live search, as they are at present; with `sort=applied` those that helped most often. */
export function getLiveHits(query: string, call: Call): Promise<Schemas['SearchPage']> {
  const parts = query.split('&').filter((part) => part !== '' && !/^(limit|page|offset)=/.test(part));
  const others = parts.filter((part) => part !== 'sort=applied');
  const address = others.length < parts.length ? '/api/v1/learn/applied' : '/api/v1/search';
  return getJson(`${address}?${[...others, 'limit=3'].join('&')}`, call);
}
