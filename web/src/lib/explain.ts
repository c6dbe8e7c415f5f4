// What the search page says about a hit's score. Pure functions; the words are explain.* of the locales, and those of
// `fupan search --explain` (cli/score_parts.cc).
import type { ScorePart } from './api';

/** The keys of explain.part in the locales; "other" shows the part's own name. */
export type PartText =
  | 'text' | 'characters' | 'title' | 'tag' | 'project' | 'translation' | 'translation_found' | 'proximity' | 'feedback' | 'all_words'
  | 'all_words_translated' | 'exact_run' | 'rest' | 'not_counted' | 'other';

export type ExplainedPart = {
  text: PartText;
  name: string;
  /** In hundredths of the score's unit; null for what is not counted but decides, or counts nothing. */
  hundredths: number | null;
  /** Of all that counts, 0 to 1; 0 for what is subtracted. */
  share: number;
};

export type Explanation = { parts: ExplainedPart[]; hundredths: number };

const fields = new Map<string, PartText>([['title', 'title'], ['tag', 'tag'], ['project', 'project']]);
const boosts = new Map<string, PartText>([
  ['proximity', 'proximity'], ['feedback', 'feedback'], ['all words', 'all_words'], ['exact run', 'exact_run'],
]);

function textOf({ part, field, weight }: ScorePart, hasTranslations: boolean): PartText {
  // Chinese is looked for in pairs of characters, which need not be words.
  if (field === 'text') return /^\p{Script=Han}/u.test(part) ? 'characters' : 'text';
  if (field === 'translation') return weight === 0 ? 'translation_found' : 'translation';
  if (field !== 'boost') return fields.get(field) ?? 'other';
  if (part === 'rest') return weight < 0 ? 'not_counted' : 'rest';
  if (part === 'all words' && hasTranslations) return 'all_words_translated';
  return boosts.get(part) ?? 'other';
}

const isExactRun = ({ part, field }: ScorePart) => field === 'boost' && part === 'exact run';

/** Rounded down, and up where most is missing, so that they add up to the rounded sum. */
function inHundredths(weights: number[]): number[] {
  const rounded = weights.map((weight) => Math.floor(weight * 100));
  const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
  const missing = Math.round(sum(weights) * 100) - sum(rounded);
  const lost = weights.map((weight, index) => ({ index, value: weight * 100 - Math.floor(weight * 100) }));
  const up = new Set(lost.sort((a, b) => b.value - a.value).slice(0, missing).map(({ index }) => index));
  return rounded.map((value, index) => (up.has(index) ? value + 1 : value));
}

/** The weightiest first. Rounded so that the parts add up to the total; an exact run stands above and is not in it. */
export function explainScore(parts: ScorePart[]): Explanation {
  const ordered = [...parts].sort((a, b) => b.weight - a.weight);
  const counted = ordered.filter((part) => !isExactRun(part));
  const all = counted.reduce((sum, { weight }) => sum + Math.max(weight, 0), 0);
  const hasTranslations = parts.some(({ field }) => field === 'translation');
  const hundredths = inHundredths(counted.map(({ weight }) => weight));
  const explained = ordered.map((part): ExplainedPart => {
    const { part: name, weight } = part;
    const text = textOf(part, hasTranslations);
    if (isExactRun(part) || weight === 0) return { text, name, hundredths: null, share: 0 };
    const share = all > 0 ? Math.max(weight, 0) / all : 0;
    return { text, name, hundredths: hundredths[counted.indexOf(part)] ?? 0, share };
  });
  const total = hundredths.reduce((sum, value) => sum + value, 0);
  return { parts: explained, hundredths: total };
}
