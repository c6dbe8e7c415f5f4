// The update of a copy: where the copy and the template changed the same lines, whose words are taken.
import type { UpdateConflict } from './template_api';

export type Side = 'yours' | 'template' | 'both';

const linesOf = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

function wordsOf({ yours, template }: UpdateConflict, side: Side): string[] {
  if (side === 'both') return [...linesOf(yours), ...linesOf(template)];
  return linesOf(side === 'template' ? template : yours);
}

/** The proposal keeps the copy's words at every conflict; this is the text with those of `choices`, one for each conflict. */
export function withChoices(markdown: string, conflicts: readonly UpdateConflict[], choices: readonly Side[]): string {
  const lines = markdown.split('\n');
  const places = conflicts.map((conflict, index) => ({ conflict, side: choices[index] ?? 'yours' }));
  // From the end, so that the lines before keep their numbers.
  for (const { conflict, side } of places.sort((a, b) => b.conflict.line - a.conflict.line)) {
    lines.splice(conflict.line - 1, linesOf(conflict.yours).length, ...wordsOf(conflict, side));
  }
  return lines.join('\n');
}
