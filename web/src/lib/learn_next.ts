import type { Learner, PathSummary } from './learn_api';

export type NextInLearning = { review: number } | { path: PathSummary };

/** What to learn next: the cards of today, else the begun path with least left. Nothing for whoever has not begun. */
export function nextInLearning({ due, paths }: Pick<Learner, 'due' | 'paths'>): NextInLearning | undefined {
  if (due > 0) return { review: due };
  const left = ({ progress }: PathSummary) => progress.steps - progress.done;
  const [path] = paths
    .filter((one) => one.progress.done > 0 && !one.progress.completed && left(one) > 0)
    .sort((a, b) => left(a) - left(b));
  return path && { path };
}
