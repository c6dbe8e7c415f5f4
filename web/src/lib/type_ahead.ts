// Finds the words of the taxonomy for what is typed, in either language.
import type { Taxonomy } from './api';

export type Option = Taxonomy['tags'][number];

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/[-_\s]+/g, ' ').trim();

/** 0 is the best: an exact name, a beginning, a word's beginning, anywhere; null is no match. */
function rank(name: string, typed: string): number | null {
  const at = name.indexOf(typed);
  if (at < 0) return null;
  if (name === typed) return 0;
  return at === 0 ? 1 : name[at - 1] === ' ' ? 2 : 3;
}

/** At most `most` options whose name or alias has `typed`, best first, without those of `taken`. */
export function matchOptions(options: readonly Option[], typed: string, taken: readonly string[], most = 8): Option[] {
  const wanted = fold(typed);
  const found: { option: Option; score: number }[] = [];
  for (const option of options) {
    if (taken.includes(option.id)) continue;
    const names = [option.label.zh, option.label.en, option.id, ...option.aliases].map(fold);
    // A name goes before an alias that fits as well.
    const scores = names.map((name, index) => ({ at: rank(name, wanted), isAlias: index > 2 }))
      .flatMap(({ at, isAlias }) => (at === null ? [] : [2 * at + Number(isAlias)]));
    if (scores.length > 0) found.push({ option, score: Math.min(...scores) });
  }
  return found.sort((a, b) => a.score - b.score).slice(0, most).map(({ option }) => option);
}
