import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSuggester } from './suggester';

type Pending = { text: string; signal: AbortSignal; answer: (items: string[]) => void; fail: () => void };

function setUp() {
  const pending: Pending[] = [];
  const onAnswer = vi.fn();
  const suggester = createSuggester<string>(
    (text, signal) => new Promise((answer, reject) => {
      pending.push({ text, signal, answer, fail: () => reject(new Error('offline')) });
    }),
    onAnswer,
  );
  return { pending, onAnswer, suggester };
}

describe('suggester', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits for a pause in typing', () => {
    const { pending, suggester } = setUp();
    suggester.ask('供');
    vi.advanceTimersByTime(150);
    suggester.ask('供应');
    vi.advanceTimersByTime(199);
    expect(pending).toHaveLength(0);
    vi.advanceTimersByTime(1);
    expect(pending.map(({ text }) => text)).toEqual(['供应']);
  });

  it('never lets a late answer replace a newer one', async () => {
    const { pending, onAnswer, suggester } = setUp();
    suggester.ask('old');
    vi.advanceTimersByTime(200);
    suggester.ask('new');
    vi.advanceTimersByTime(200);
    pending[1]?.answer(['newer']);
    await vi.runAllTimersAsync();
    pending[0]?.answer(['older']);
    await vi.runAllTimersAsync();
    expect(pending[0]?.signal.aborted).toBe(true);
    expect(onAnswer.mock.calls).toEqual([[['newer'], 'new']]);
  });

  it('answers nothing after cancel', async () => {
    const { pending, onAnswer, suggester } = setUp();
    suggester.ask('x');
    vi.advanceTimersByTime(200);
    suggester.cancel();
    pending[0]?.answer(['late']);
    await vi.runAllTimersAsync();
    expect(onAnswer).not.toHaveBeenCalled();
  });

  it('clears at once for an empty text, and shows nothing after a failure', async () => {
    const { pending, onAnswer, suggester } = setUp();
    suggester.ask('  ');
    expect(onAnswer).toHaveBeenCalledWith([], '');
    suggester.ask('x');
    vi.advanceTimersByTime(200);
    pending[0]?.fail();
    await vi.runAllTimersAsync();
    expect(onAnswer).toHaveBeenLastCalledWith([], 'x');
  });
});
