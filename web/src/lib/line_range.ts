// Line ranges of a source, as they stand in a URL fragment (#L12-15) and in data-sourcepos (12:1-15:20).

export type LineRange = { first: number; last: number };

function range(first: string | undefined, last: string | undefined): LineRange | null {
  const a = Number(first);
  const b = Number(last ?? first);
  return a >= 1 && b >= a ? { first: a, last: b } : null;
}

/** "#L12-15", "#L12-L15" or "#L12"; null for anything else. */
export function parseLineFragment(hash: string): LineRange | null {
  const match = /^#?L(\d{1,7})(?:-L?(\d{1,7}))?$/.exec(hash);
  return match ? range(match[1], match[2]) : null;
}

export function formatLineFragment(lines: readonly number[]): string {
  const [first, last = first] = lines;
  if (!first || !last) return '';
  return first === last ? `#L${first}` : `#L${first}-${last}`;
}

/** "3:1-5:20", the form cmark writes. */
export function parseSourcepos(text: string): LineRange | null {
  const match = /^(\d+):\d+-(\d+):\d+$/.exec(text);
  return match ? range(match[1], match[2]) : null;
}

export function overlaps(a: LineRange, b: LineRange): boolean {
  return a.first <= b.last && b.first <= a.last;
}

export function contains(outer: LineRange, inner: LineRange): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}
