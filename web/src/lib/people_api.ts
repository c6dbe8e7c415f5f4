// Calls about people: who is signed in, accounts, tokens, and who sees which collection.
import { getJson, send, type Call } from './api';
import type { components } from './api_types';
import { formatQueryString } from './query_string';

type Schemas = components['schemas'];
export type Session = Schemas['Session'];
export type Account = Schemas['Account'];
export type NewAccount = Schemas['NewAccount'];
export type Role = Account['role'];
export type ApiToken = Schemas['Token'];
export type NewToken = Schemas['NewToken'];
export type Scope = ApiToken['scope'];
export type Collection = Schemas['Collection'];
export type Visibility = Collection['visibility'];

export const roles = ['reader', 'contributor', 'curator', 'administrator'] as const;
export const scopes = ['read', 'write', 'admin'] as const;
export const visibilities = ['public', 'members', 'restricted'] as const;
export const longestAccountName = 64;
export const shortestPassword = 10;
const pageLimit = 100;

export const getSession = (call: Call) => getJson<Session>('/api/v1/session', call);

export const signIn = async (name: string, password: string, call: Call) =>
  (await (await send({ method: 'POST', path: '/api/v1/session', body: { name, password } }, call)).json()) as Session;

export const signOut = (call: Call) => send({ method: 'DELETE', path: '/api/v1/session' }, call);

export const changeOwnPassword = (current_password: string, password: string, call: Call) =>
  send({ method: 'PUT', path: '/api/v1/session/password', body: { current_password, password } }, call);

const accountPath = (id: string) => `/api/v1/accounts/${encodeURIComponent(id)}`;

export const getAccounts = (offset: number, call: Call) =>
  getJson<Schemas['AccountList']>(`/api/v1/accounts?${formatQueryString({ limit: String(pageLimit), offset: String(offset) })}`, call);

export const createAccount = async (account: NewAccount, call: Call) =>
  (await (await send({ method: 'POST', path: '/api/v1/accounts', body: account }, call)).json()) as Account;

/** Refused with 412 when somebody else changed it meanwhile. */
export const changeAccount = ({ id, revision }: Account, change: Schemas['AccountChange'], call: Call) =>
  send({ method: 'PATCH', path: accountPath(id), body: change, headers: { 'If-Match': `"r${revision}"` } }, call);

export const removeAccount = ({ id, revision }: Account, call: Call) =>
  send({ method: 'DELETE', path: accountPath(id), headers: { 'If-Match': `"r${revision}"` } }, call);

export const setPassword = ({ id }: Account, password: string, call: Call) =>
  send({ method: 'PUT', path: `${accountPath(id)}/password`, body: { password } }, call);

export const getTokens = (whose: 'own' | 'all', call: Call) => getJson<Schemas['TokenList']>(`/api/v1/tokens?whose=${whose}`, call);

export const createToken = async (token: Schemas['TokenRequest'], call: Call) =>
  (await (await send({ method: 'POST', path: '/api/v1/tokens', body: token }, call)).json()) as NewToken;

export const removeToken = ({ id }: ApiToken, call: Call) =>
  send({ method: 'DELETE', path: `/api/v1/tokens/${encodeURIComponent(id)}` }, call);

export const getCollections = (call: Call) => getJson<Schemas['CollectionList']>('/api/v1/collections', call);

export const putCollection = (name: string, rule: Schemas['CollectionRule'], call: Call) =>
  send({ method: 'PUT', path: `/api/v1/collections/${encodeURIComponent(name)}`, body: rule }, call);

export const getAccess = (call: Call) => getJson<Schemas['Access']>('/api/v1/access', call);

export const putAccess = (access: Schemas['AccessPolicy'], call: Call) =>
  send({ method: 'PUT', path: '/api/v1/access', body: access }, call);
