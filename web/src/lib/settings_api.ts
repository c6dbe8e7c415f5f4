// Calls about what holds for the whole installation. As api.ts.
import { getJson, send, type Call } from './api';
import type { components } from './api_types';
import { formatQueryString } from './query_string';

type Schemas = components['schemas'];
export type Settings = Schemas['Settings'];
export type Tier = Schemas['AuthorityTier'];
export type Governance = Settings['governance'];

const path = '/api/v1/settings';
const ifMatch = (revision: number) => ({ 'If-Match': `"r${revision}"` });

async function change(sent: Parameters<typeof send>[0], call: Call): Promise<Settings> {
  return (await (await send(sent, call)).json()) as Settings;
}

export const getSettings = (call: Call) => getJson<Settings>(path, call);

/** All three are refused with 412 when somebody else changed the settings meanwhile. */
export const setGovernance = (governance: Governance, revision: number, call: Call) =>
  change({ method: 'PUT', path, body: { governance }, headers: ifMatch(revision) }, call);

export const putTier = (tier: Tier, revision: number, call: Call) =>
  change({ method: 'PUT', path: `${path}/authority`, body: tier, headers: ifMatch(revision) }, call);

export const removeTier = ({ facet, value }: Tier, revision: number, call: Call) =>
  change({ method: 'DELETE', path: `${path}/authority?${formatQueryString({ facet, value })}`, headers: ifMatch(revision) }, call);
