import { describe, expect, it } from 'vitest';
import en from '../locales/en.json';
import { explainScore } from './explain';

const text = (part: string, weight: number) => ({ part, field: 'text', weight });
const boost = (part: string, weight: number) => ({ part, field: 'boost', weight });

describe('explainScore', () => {
  it('puts the weightiest part first and gives each its share', () => {
    const { parts, hundredths } = explainScore([boost('proximity', 1), text('回滚', 3)]);
    expect(parts).toEqual([
      { text: 'characters', name: '回滚', hundredths: 300, share: 0.75 },
      { text: 'proximity', name: 'proximity', hundredths: 100, share: 0.25 },
    ]);
    expect(hundredths).toBe(400);
  });

  it('rounds so that the parts add up to the total', () => {
    const { parts, hundredths } = explainScore(['a', 'b', 'c'].map((name) => text(name, 1 / 3)));
    expect(hundredths).toBe(100);
    expect(parts.map((part) => part.hundredths)).toEqual([34, 33, 33]);
  });

  it('keeps an exact run out of the shares, as it stands above everything', () => {
    const { parts, hundredths } = explainScore([text('供应商', 2), boost('exact run', 100000), boost('all words', 2)]);
    expect(parts[0]).toEqual({ text: 'exact_run', name: 'exact run', hundredths: null, share: 0 });
    expect(parts.map((part) => part.share)).toEqual([0, 0.5, 0.5]);
    expect(hundredths).toBe(400);
  });

  it('names a translation, which in the second stage weighs nothing', () => {
    const of = (weight: number) => explainScore([{ part: 'vendor delay', field: 'translation', weight }]).parts[0];
    expect(of(2)).toMatchObject({ text: 'translation', name: 'vendor delay', hundredths: 200 });
    expect(of(0)).toMatchObject({ text: 'translation_found', hundredths: null });
  });

  it('subtracts what is not counted, without a share', () => {
    const { parts, hundredths } = explainScore([text('a', 2), boost('rest', -0.5)]);
    expect(parts[1]).toEqual({ text: 'not_counted', name: 'rest', hundredths: -50, share: 0 });
    expect(hundredths).toBe(150);
  });

  it('says that all words may be of either language where a translation found the hit', () => {
    const parts = [boost('all words', 1), { part: '供应商', field: 'translation', weight: 0 }];
    expect(explainScore(parts).parts.map((part) => part.text)).toEqual(['all_words_translated', 'translation_found']);
    expect(explainScore([boost('all words', 1)]).parts[0]?.text).toBe('all_words');
  });

  it('has words for everything, also for a part that is not known', () => {
    const parts = [
      text('a', 1), { part: 'a', field: 'title', weight: 1 }, { part: 'a', field: 'tag', weight: 1 }, { part: 'a', field: 'project', weight: 1 },
      ...['proximity', 'feedback', 'all words', 'exact run', 'rest', 'new'].map((name) => boost(name, 1)), { part: 'a', field: 'new', weight: 1 },
    ];
    for (const part of explainScore(parts).parts) expect(Object.keys(en.explain.part)).toContain(part.text);
    expect(explainScore([boost('new', 1)]).parts[0]).toMatchObject({ text: 'other', name: 'new' });
  });

  it('of nothing is nothing', () => {
    expect(explainScore([])).toEqual({ parts: [], hundredths: 0 });
  });
});
