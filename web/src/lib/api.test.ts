import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, getLesson, getSearch } from './api';
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
