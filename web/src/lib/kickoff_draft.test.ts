import { describe, expect, it } from 'vitest';
import { emptyDraft, newBrief, parseDraft, parseWholeNumber, profileForm, wrongNumbers } from './kickoff_draft';

const profile = profileForm({
  project: '', lang: 'zh', phases: ['planning'], risks: ['supplier'], tags: ['cutover'], sector: '', method: ' hybrid ',
  budget: 1_800_000, currency: 'CNY', duration_days: null,
});

describe('whole numbers', () => {
  const cases: [string, number | null][] = [
    ['1800000', 1_800_000], ['1,800,000', 1_800_000], ['1.800.000', 1_800_000], ['1’800’000', 1_800_000], ['180万', 1_800_000],
    ['１８０ 万', 1_800_000], ['1.8m', 1_800_000], ['1.5亿', 150_000_000], ['250k', 250_000], ['', null], ['0', null], ['-5', null],
    ['about 5', null], ['1e9', null], ['99999999999999999999', null],
  ];
  it.each(cases)('%s', (text, value) => expect(parseWholeNumber(text)).toBe(value));
});

describe('a kickoff draft', () => {
  it('becomes a brief without what is empty', () => {
    expect(newBrief({ title: ' 仓储 ', description: '章程', profile })).toEqual({
      title: '仓储', description: '章程', phases: ['planning'], risks: ['supplier'], tags: ['cutover'], lang: 'zh', method: 'hybrid',
      currency: 'CNY', budget: 1_800_000,
    });
  });

  it('says which fields are no numbers', () => {
    expect(wrongNumbers(profile)).toEqual([]);
    expect(wrongNumbers({ ...profile, budget: 'much', durationDays: 'long' })).toEqual(['budget', 'durationDays']);
  });

  it('comes back from storage as it was', () => {
    const draft = { title: 'a', description: 'b\n', profile };
    expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
  });

  it.each([null, '', 'x', '[]', 'null', '{"title":1,"description":""}'])('reads %s as empty', (text) => {
    expect(parseDraft(text)).toEqual(emptyDraft);
  });

  it('drops a profile that another version of the form wrote, and keeps the texts', () => {
    expect(parseDraft('{"title":"a","description":"b","profile":{"phases":"x"}}')).toEqual({ title: 'a', description: 'b', profile: null });
  });
});
