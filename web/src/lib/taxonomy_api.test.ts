import { describe, expect, it } from 'vitest';
import { emptyPart, isOffered, linesIn, namesIn, splitOrder, type TaxonomyValue } from './taxonomy_api';

const value: TaxonomyValue = {
  id: 'cloud', label: { en: 'Cloud', zh: '云' }, aliases: [],
};

describe('names that somebody typed', () => {
  it('are separated by commas of both scripts and by lines, each once', () =>
    expect(namesIn(' a, b，c、d；a\n\ne ')).toEqual(['a', 'b', 'c', 'd', 'e']));
  it('may have commas where each has a line', () => expect(linesIn('a, b\n\n a, b \nc')).toEqual(['a, b', 'c']));
});

describe('a split', () => {
  const byHand = {};
  it('is no order before there are two parts that say what they are', () => {
    const parts = [{ ...emptyPart, value: 'a' }, { ...emptyPart, labelEn: 'B' }];
    expect(splitOrder('tag', 'cloud', { parts, otherwise: '', byHand })).toBeNull();
    expect(splitOrder('tag', 'cloud', { parts: [parts[0]!], otherwise: '', byHand })).toBeNull();
  });
  it('names new values by their labels, and leaves out what was not decided by hand', () => {
    const parts = [{ ...emptyPart, value: 'a', words: 'x，y' }, { ...emptyPart, labelEn: 'B ', labelZh: '乙' }];
    expect(splitOrder('tag', 'cloud', { parts, otherwise: 'cloud', byHand: { l1: 'a', l2: '' } })).toEqual({
      action: 'split', facet: 'tag', value: 'cloud', otherwise: 'cloud',
      parts: [{ value: 'a', words: ['x', 'y'] }, { value: '', words: [], label_en: 'B', label_zh: '乙' }],
      by_hand: [{ id: 'l1', value: 'a' }],
    });
  });
});

describe('a value', () => {
  it('is offered unless it is retired or was split into others', () => {
    const parts = [{ value: 'a', words: [] }];
    expect(isOffered(value)).toBe(true);
    expect(isOffered({ ...value, retired: true })).toBe(false);
    expect(isOffered({ ...value, parts, otherwise: '' })).toBe(false);
    expect(isOffered({ ...value, parts, otherwise: 'cloud' })).toBe(true);
  });
});
