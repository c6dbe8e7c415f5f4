import { describe, expect, it } from 'vitest';
import { contains, formatLineFragment, overlaps, parseLineFragment, parseSourcepos } from './line_range';

describe('line ranges', () => {
  it.each([
    ['#L12-15', { first: 12, last: 15 }], ['#L12-L15', { first: 12, last: 15 }], ['#L7', { first: 7, last: 7 }],
    ['#L15-12', null], ['#L0', null], ['#section-3', null], ['', null], ['#L', null], ['#L1-', null],
  ])('reads %s', (hash, expected) => {
    expect(parseLineFragment(hash)).toEqual(expected);
  });

  it('writes what it reads', () => {
    expect(formatLineFragment([12, 15])).toBe('#L12-15');
    expect(formatLineFragment([7, 7])).toBe('#L7');
    expect(formatLineFragment([])).toBe('');
  });

  it('reads source positions', () => {
    expect(parseSourcepos('3:1-5:20')).toEqual({ first: 3, last: 5 });
    expect(parseSourcepos('3-5')).toBeNull();
  });

  it('compares ranges', () => {
    expect(overlaps({ first: 1, last: 3 }, { first: 3, last: 4 })).toBe(true);
    expect(overlaps({ first: 1, last: 2 }, { first: 3, last: 4 })).toBe(false);
    expect(contains({ first: 1, last: 4 }, { first: 2, last: 4 })).toBe(true);
    expect(contains({ first: 2, last: 4 }, { first: 1, last: 4 })).toBe(false);
  });
});
