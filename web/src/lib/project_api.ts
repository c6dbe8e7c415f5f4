// Calls about projects, their gates, and the adoptions to follow up.
import { getJson, send, type Call } from './api';
import type { components } from './api_types';
import { formatQueryString } from './query_string';
import { pageSize } from './search_state';

type Schemas = components['schemas'];
export type Project = Schemas['Project'];
export type ProjectSummary = Schemas['ProjectSummary'];
export type Delivery = Schemas['Delivery'];
export type FollowUp = Schemas['FollowUp'];
export type FollowUpAnswer = Schemas['FollowUpAnswer'];

const projectPath = (id: string) => `/api/v1/projects/${encodeURIComponent(id)}`;
const ifMatch = (revision: number) => ({ 'If-Match': `"r${revision}"` });

export const getProjects = (phase: string, offset: number, call: Call) =>
  getJson<Schemas['ProjectList']>(
    `/api/v1/projects?${formatQueryString({ phase, limit: String(pageSize), offset: String(offset) })}`, call,
  );

export const getProject = (id: string, call: Call) => getJson<Project>(projectPath(id), call);

export const createProject = async (name: string, call: Call) =>
  (await (await send({ method: 'POST', path: '/api/v1/projects', body: { name } }, call)).json()) as Project;

/** Refused with 412 when somebody else moved the project meanwhile, with 409 when its brief is not answered. */
export const passGate = async ({ id, revision }: Project, phase: string, note: string, call: Call) => {
  const sent = { method: 'POST', path: `${projectPath(id)}/gates`, body: { phase, note }, headers: ifMatch(revision) };
  return (await (await send(sent, call)).json()) as Project;
};

/** The first of them: more are due only where nobody ever answers. */
export const getDueAdoptions = (project: string, call: Call) =>
  getJson<Schemas['FollowUpList']>(`/api/v1/adoptions?${formatQueryString({ project, due: 'true', limit: '100' })}`, call);

export const answerAdoption = ({ id, revision }: FollowUp, answer: FollowUpAnswer, call: Call) =>
  send({ method: 'PATCH', path: `/api/v1/adoptions/${encodeURIComponent(id)}`, body: answer, headers: ifMatch(revision) }, call);
