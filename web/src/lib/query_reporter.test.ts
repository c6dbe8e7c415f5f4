import { describe, expect, it, vi } from 'vitest';
import { createQueryReporter, isCounted } from './query_reporter';
import { emptySearch } from './search_state';

const call = { language: 'zh' as const };
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

function setUp() {
  const send = { asked: vi.fn(async () => new Response()), opened: vi.fn(async () => new Response()) };
  return { send, reporter: createQueryReporter(send) };
}

describe('query reporter', () => {
  it('reports a question once, however it is spelled in case and blanks', () => {
    const { send, reporter } = setUp();
    reporter.asked(' Supplier  Delay ', { total: 3, relaxed: true }, call);
    reporter.asked('supplier delay', { total: 3, relaxed: true }, call);
    reporter.asked('供应商延期', { total: 0, relaxed: false }, call);
    reporter.asked('  ', { total: 9, relaxed: false }, call);
    expect(send.asked.mock.calls).toEqual([
      [{ query: 'Supplier  Delay', total: 3, relaxed: true }, call], [{ query: '供应商延期', total: 0, relaxed: false }, call],
    ]);
  });

  it('reports an opened hit once, after its question, and never without one', async () => {
    const { send, reporter } = setUp();
    reporter.opened('延期', call);
    reporter.asked('延期', { total: 1, relaxed: false }, call);
    reporter.opened('延期', call);
    reporter.opened('延期', call);
    expect(send.opened).not.toHaveBeenCalled();
    await settled();
    expect(send.opened.mock.calls).toEqual([['延期', call]]);
  });

  it('lets failures go', async () => {
    const send = { asked: vi.fn(() => Promise.reject(new Error('gone'))), opened: vi.fn(() => Promise.reject(new Error('gone'))) };
    const reporter = createQueryReporter(send);
    reporter.asked('延期', { total: 1, relaxed: false }, call);
    reporter.opened('延期', call);
    await settled();
    expect(send.opened).toHaveBeenCalledTimes(1);
  });

  it('counts whole answers only', () => {
    expect(isCounted({ ...emptySearch, q: '延期' })).toBe(true);
    expect(isCounted({ ...emptySearch, q: '延期', type: 'lesson', sort: 'newest' })).toBe(true);
    expect(isCounted(emptySearch)).toBe(false);
    expect(isCounted({ ...emptySearch, q: '延期', page: 2 })).toBe(false);
    expect(isCounted({ ...emptySearch, q: '延期', phase: ['planning'] })).toBe(false);
  });
});
