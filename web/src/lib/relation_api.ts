// Calls about how lessons stand to each other.
import { getJson, lessonPath, send, type Call } from './api';
import type { components } from './api_types';
import { formatQueryString } from './query_string';

type Schemas = components['schemas'];
export type Relation = Schemas['Relation'];
export type NewRelation = Schemas['NewRelation'];

export const findLessons = async (q: string, call: Call) =>
  (await getJson<Schemas['SearchPage']>(`/api/v1/search?${formatQueryString({ q, type: 'lesson', limit: '6' })}`, call)).hits;

export const addRelation = (id: string, relation: NewRelation, call: Call) =>
  send({ method: 'POST', path: `${lessonPath(id)}/relations`, body: relation }, call);

export const removeRelation = (id: string, other: string, call: Call) =>
  send({ method: 'DELETE', path: `${lessonPath(id)}/relations/${encodeURIComponent(other)}` }, call);
