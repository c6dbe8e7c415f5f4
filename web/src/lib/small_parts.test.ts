import { describe, expect, it } from 'vitest';
import { completeQuery } from './complete_query';
import { labelNames } from './labels';
import { chooseLanguage, langAttribute } from './language';
import { pageNumbers } from './page_numbers';

describe('completeQuery', () => {
  it.each([
    ['sup', 'supplier', 'supplier'], ['late sup', 'supplier', 'late supplier'], ['供应', '供应商', '供应商'],
    ['项目供应', '供应商', '项目供应商'], ['"late sup', 'supplier', '"late supplier'], ['xyz', 'supplier', 'supplier'],
    ['Late Sup ', 'late supplier', 'late supplier'], ['', 'word', 'word'], ['backup', 'upgrade', 'upgrade'],
  ])('puts into %j the completion %j', (typed, completion, expected) => {
    expect(completeQuery(typed, completion)).toBe(expected);
  });
});

describe('chooseLanguage', () => {
  it.each([
    [null, ['zh-CN', 'en'], 'zh'], [null, ['de', 'en-GB'], 'en'], ['en', ['zh-CN'], 'en'], ['xx', ['zh-TW'], 'zh'], [null, [], 'en'],
  ] as const)('for stored %j and browser %j', (stored, browser, expected) => {
    expect(chooseLanguage(stored, browser)).toBe(expected);
  });

  it('gives only real tags as a lang attribute', () => {
    expect([langAttribute('zh'), langAttribute('zh-Hant'), langAttribute(''), langAttribute('unknown!')]).toEqual([
      'zh', 'zh-Hant', undefined, undefined,
    ]);
  });
});

describe('pageNumbers', () => {
  it.each([
    [1, 3, [1, 2, 3]], [1, 9, [1, 2, null, 9]], [5, 9, [1, null, 4, 5, 6, null, 9]], [4, 6, [1, 2, 3, 4, 5, 6]], [9, 9, [1, null, 8, 9]],
  ])('page %i of %i', (current, last, expected) => {
    expect(pageNumbers(current, last)).toEqual(expected);
  });
});

describe('labelNames', () => {
  const value = { id: 'supplier', label: { en: 'Supplier', zh: '供应商' }, aliases: [] };
  const taxonomy = { phases: [], risks: [value], tags: [] };
  it('names known values and leaves unknown ones', () => {
    expect(labelNames(taxonomy, 'zh')('risk', 'supplier')).toBe('供应商');
    expect(labelNames(taxonomy, 'en')('tag', 'supplier')).toBe('supplier');
    expect(labelNames(undefined, 'en')('risk', 'supplier')).toBe('supplier');
  });
});
