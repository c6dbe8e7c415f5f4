import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, getLesson, getSearch, removeSavedSearch, renameSavedSearch, type SavedSearch } from './api';
import { emptySearch } from './search_state';

const answer = (status: number, body: string, headers = {}) =>
  vi.stubGlobal('fetch', vi.fn(async () => new Response(body, { status, headers })));

describe('API calls', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('send the language of the interface and escape ids', async () => {
    answer(200, '{"id":"a/b"}');
    const { signal } = new AbortController();
    await getLesson('a/b', { language: 'zh', signal });
    expect(fetch).toHaveBeenCalledWith('/api/v1/lessons/a%2Fb', { signal, headers: { 'Accept-Language': 'zh' } });
  });

  it('send changes as JSON, with the state that was seen', async () => {
    answer(200, '{}');
    await renameSavedSearch({ id: 'a/b', revision: 3 } as SavedSearch, '新名字', { language: 'zh' });
    expect(fetch).toHaveBeenCalledWith('/api/v1/searches/a%2Fb', {
      method: 'PATCH', body: '{"name":"新名字"}', keepalive: true, signal: undefined,
      headers: { 'Accept-Language': 'zh', 'X-Requested-With': 'fupan', 'Content-Type': 'application/json', 'If-Match': '"r3"' },
    });
    await removeSavedSearch({ id: 'x' } as SavedSearch, { language: 'en' });
    expect(fetch).toHaveBeenLastCalledWith('/api/v1/searches/x', {
      method: 'DELETE', body: undefined, keepalive: true, signal: undefined, headers: { 'Accept-Language': 'en', 'X-Requested-With': 'fupan' },
    });
  });

  it('turn a problem into an ApiError', async () => {
    const problem = { type: 'about:blank', title: 'Bad', status: 400, code: 'invalid_argument', detail: 'open quote', request_id: 'r1', field: 'q', position: 2 };
    answer(400, JSON.stringify(problem));
    const error = await getSearch(emptySearch, { language: 'en' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 400, requestId: 'r1', message: 'open quote', problem: { position: 2 } });
  });

  it('survive an answer that is no problem document', async () => {
    answer(502, '<h1>Bad gateway</h1>', { 'X-Request-Id': 'r2' });
    const error = await getSearch(emptySearch, { language: 'en' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 502, problem: null, requestId: 'r2' });
  });
});
