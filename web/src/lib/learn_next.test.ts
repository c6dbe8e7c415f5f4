import { describe, expect, it } from 'vitest';
import type { PathSummary } from './learn_api';
import { nextInLearning } from './learn_next';

const path = (id: string, done: number, steps: number, completed = '') =>
  ({ id, progress: { done, steps, completed } }) as PathSummary;

describe('what to learn next', () => {
  it('is the review when cards are due, whatever paths there are', () => {
    expect(nextInLearning({ due: 4, paths: [path('a', 1, 5)] })).toEqual({ review: 4 });
  });

  it('else the begun path that has least left', () => {
    const paths = [path('new', 0, 2), path('far', 1, 9), path('near', 6, 8), path('complete', 5, 5, '2026-11-02')];
    expect(nextInLearning({ due: 0, paths })).toEqual({ path: paths[2] });
  });

  it('is nothing before anything was begun, and after all was completed', () => {
    expect(nextInLearning({ due: 0, paths: [] })).toBeUndefined();
    expect(nextInLearning({ due: 0, paths: [path('new', 0, 3)] })).toBeUndefined();
    // A step was added after the path was completed: that is told on the path, not asked for.
    expect(nextInLearning({ due: 0, paths: [path('grown', 3, 4, '2026-11-02')] })).toBeUndefined();
  });
});
