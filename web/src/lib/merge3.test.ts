import { describe, expect, it } from 'vitest';
import { hasConflict, mergedText, mergeLines } from './merge3';

describe('mergeLines', () => {
  it('takes what each side changed where the other did not', () => {
    const parts = mergeLines('一\n二\n三', '一改\n二\n三', '一\n二\n三改\n四');
    expect(hasConflict(parts)).toBe(false);
    expect(mergedText(parts, [])).toBe('一改\n二\n三改\n四');
  });

  it('keeps both where both changed the same lines, unless one is chosen', () => {
    const parts = mergeLines('a\nb\nc', 'a\nmine\nc', 'a\ntheirs\nc');
    expect(hasConflict(parts)).toBe(true);
    expect(mergedText(parts, [])).toBe('a\nmine\ntheirs\nc');
    expect(mergedText(parts, ['mine'])).toBe('a\nmine\nc');
    expect(mergedText(parts, ['theirs'])).toBe('a\ntheirs\nc');
  });

  it('sees one change where both made the same', () => {
    const parts = mergeLines('a', 'b', 'b');
    expect(parts).toEqual([{ merged: ['b'] }]);
  });

  it.each([['', '', ''], ['a', '', 'a'], ['', 'x', ''], ['a\nb', 'b', 'a']])('loses no line of %j, %j, %j', (base, mine, theirs) => {
    const parts = mergeLines(base, mine, theirs);
    const all = mergedText(parts, []).split('\n');
    const isKept = (line: string, other: string) => all.includes(line) || !other.split('\n').includes(line) || base.split('\n').includes(line);
    for (const line of mine.split('\n')) expect(isKept(line, mine)).toBe(true);
    for (const line of theirs.split('\n')) expect(isKept(line, theirs)).toBe(true);
  });
});
