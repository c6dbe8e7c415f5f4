// Two people edited one text: line by line, what each of them changed, and where they changed the same lines.

/** Lines that nobody or one side changed are `merged`; where both did, differently, each side's lines are kept. */
export type MergePart = { merged: string[] } | { mine: string[]; theirs: string[] };

/** Pairs of positions of equal lines: a longest common subsequence. */
function commonLines(a: string[], b: string[]): [number, number][] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const length = (i: number, k: number) => lengths[i * width + k] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let k = b.length - 1; k >= 0; k -= 1) {
      lengths[i * width + k] = a[i] === b[k] ? length(i + 1, k + 1) + 1 : Math.max(length(i + 1, k), length(i, k + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, k = 0; i < a.length && k < b.length;) {
    if (a[i] === b[k]) pairs.push([i++, k++]);
    else if (length(i + 1, k) >= length(i, k + 1)) i += 1;
    else k += 1;
  }
  return pairs;
}

const same = (a: string[], b: string[]) => a.length === b.length && a.every((line, index) => line === b[index]);

/** One stretch between lines that all three have. */
function stretch(base: string[], mine: string[], theirs: string[]): MergePart {
  if (same(mine, theirs) || same(theirs, base)) return { merged: mine };
  return same(mine, base) ? { merged: theirs } : { mine, theirs };
}

export function mergeLines(base: string, mine: string, theirs: string): MergePart[] {
  const linesOf = (text: string) => text.split('\n');
  const [b, m, t] = [linesOf(base), linesOf(mine), linesOf(theirs)] as const;
  const inMine = new Map(commonLines(b, m));
  const inTheirs = new Map(commonLines(b, t));
  const parts: MergePart[] = [];
  const add = (part: MergePart) => {
    const last = parts.at(-1);
    if ('merged' in part && last && 'merged' in last) last.merged.push(...part.merged);
    else if (!('merged' in part) || part.merged.length > 0) parts.push('merged' in part ? { merged: [...part.merged] } : part);
  };
  let [atBase, atMine, atTheirs] = [0, 0, 0];
  for (let i = 0; i < b.length; i += 1) {
    const [inM, inT] = [inMine.get(i), inTheirs.get(i)];
    if (inM === undefined || inT === undefined) continue;
    add(stretch(b.slice(atBase, i), m.slice(atMine, inM), t.slice(atTheirs, inT)));
    add({ merged: b.slice(i, i + 1) });
    [atBase, atMine, atTheirs] = [i + 1, inM + 1, inT + 1];
  }
  add(stretch(b.slice(atBase), m.slice(atMine), t.slice(atTheirs)));
  return parts;
}

export const hasConflict = (parts: MergePart[]) => parts.some((part) => 'mine' in part);

/** The text with the parts that both changed as each of `choices` says, in their order. */
export type Choice = 'mine' | 'theirs' | 'both';
export function mergedText(parts: MergePart[], choices: Choice[]): string {
  let next = 0;
  return parts.flatMap((part) => {
    if ('merged' in part) return part.merged;
    const choice = choices[next++] ?? 'both';
    if (choice === 'both') return [...part.mine, ...part.theirs];
    return choice === 'mine' ? part.mine : part.theirs;
  }).join('\n');
}
