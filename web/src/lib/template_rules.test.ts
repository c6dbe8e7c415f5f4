import { describe, expect, it } from 'vitest';
import type { TemplateRule } from './template_api';
import { emptyProject, emptyRule, isComplete, movedRule, placeOf, questionOf, ruleForm, ruleOf, wrongBounds, wrongNumbersOf } from './template_rules';

const rule: TemplateRule = {
  family: 'charter', variant: 'light', reason: 'Small projects',
  when: { phases: ['initiation'], methods: ['agile', 'hybrid'], lang: 'zh', budget_below: 500000, months_at_least: 2 },
};

describe('the rules of variants', () => {
  it('come back from the form as they were', () => {
    expect(ruleOf(ruleForm(rule))).toEqual(rule);
    expect(ruleOf(ruleForm({ ...rule, when: {} }))).toEqual({ ...rule, when: {} });
  });

  it('take numbers and lists as people write them', () => {
    const form = { ...emptyRule, family: ' charter ', variant: 'light', reason: 'x', methods: '敏捷、混合，agile', budget_below: '50万', months_below: '6' };
    expect(ruleOf(form)).toEqual({ family: 'charter', variant: 'light', reason: 'x', when: { methods: ['敏捷', '混合', 'agile'], budget_below: 500000, months_below: 6 } });
  });

  it('are complete with a family, a variant, a reason and numbers that are numbers', () => {
    expect(isComplete(ruleForm(rule))).toBe(true);
    for (const part of [{ family: ' ' }, { variant: '' }, { reason: '' }, { budget_below: 'much' }]) {
      expect([part, isComplete({ ...ruleForm(rule), ...part })]).toEqual([part, false]);
    }
    expect(wrongBounds({ ...emptyRule, months_below: 'soon', budget_at_least: '-' })).toEqual(['budget_at_least', 'months_below']);
  });

  it('move within the list and not out of it', () => {
    expect(movedRule(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(movedRule(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    for (const [from, to] of [[0, -1], [2, 3], [5, 0]] as const) expect(movedRule(['a', 'b', 'c'], from, to)).toEqual(['a', 'b', 'c']);
  });

  it('are found again where somebody else has put them', () => {
    const other = { ...rule, variant: 'full' };
    expect(placeOf([other, { ...rule }], rule, 1)).toBe(1);
    expect(placeOf([{ ...rule }, other], rule, 1)).toBe(0);
    expect(placeOf([other], rule, 0)).toBe(-1);
  });

  it('are asked about a project', () => {
    const project = { ...emptyProject, family: ' charter ', phases: ['planning', 'closing'], budget: '1,000', months: '3', lang: 'en' };
    expect(questionOf(project)).toEqual(
      { family: 'charter', phase: ['planning', 'closing'], risk: [], tag: [], method: '', budget: '1000', months: '3', lang: 'en' },
    );
    expect(wrongNumbersOf({ ...project, months: 'few' })).toEqual(['months']);
  });
});
