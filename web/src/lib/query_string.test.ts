import { describe, expect, it } from 'vitest';
import { formatQueryString, parseQueryString } from './query_string';

describe('query string', () => {
  it('separates values at bare commas only', () => {
    expect(parseQueryString('?tag=a,b%2Cc&q=x')).toEqual({ tag: ['a', 'b,c'], q: ['x'] });
  });

  it('writes a comma inside a value as %2C', () => {
    expect(formatQueryString({ tag: ['a', 'b,c'] })).toBe('tag=a,b%2Cc');
  });

  it.each([['供应商 延期'], ['a+b&c=d'], ['100%'], ['"x, y" -z'], ['tag:回滚 #1?']])('keeps %s', (text) => {
    expect(parseQueryString(formatQueryString({ q: [text] }))).toEqual({ q: [text] });
  });

  it('reads a plus as a space, a broken escape as it stands, and drops empty values', () => {
    expect(parseQueryString('q=a+b&x=%zz&y=&z=,,&=k&loose')).toEqual({ q: ['a b'], x: ['%zz'] });
  });
});
