// The rules of variants as a form holds them, and their order. Without DOM.
import { parseWholeNumber } from './kickoff_draft';
import { namesIn } from './taxonomy_api';
import type { ChoiceQuestion, RuleConditions, TemplateRule } from './template_api';

export const listNames = ['phases', 'risks', 'tags', 'methods'] as const;
export const boundNames = ['budget_at_least', 'budget_below', 'months_at_least', 'months_below'] as const;
export type BoundName = (typeof boundNames)[number];

export type RuleForm = {
  family: string; variant: string; reason: string; phases: string[]; risks: string[]; tags: string[]; methods: string; lang: string;
} & Record<BoundName, string>;

export const emptyRule: RuleForm = {
  family: '', variant: '', reason: '', phases: [], risks: [], tags: [], methods: '', lang: '',
  budget_at_least: '', budget_below: '', months_at_least: '', months_below: '',
};

export function ruleForm({ family, variant, reason, when }: TemplateRule): RuleForm {
  const bounds = Object.fromEntries(boundNames.map((name) => [name, when[name] === undefined ? '' : String(when[name])]));
  const { phases = [], risks = [], tags = [], methods = [], lang = '' } = when;
  return { ...emptyRule, family, variant, reason, phases, risks, tags, methods: methods.join(', '), lang, ...bounds };
}

/** Bounds whose text is no number, in the order of the form. */
export const wrongBounds = (form: RuleForm): BoundName[] =>
  boundNames.filter((name) => form[name].trim() !== '' && parseWholeNumber(form[name]) === null);

export const isComplete = (form: RuleForm): boolean =>
  [form.family, form.variant, form.reason].every((text) => text.trim() !== '') && wrongBounds(form).length === 0;

/** What is stored: conditions that say nothing are left out. */
export function ruleOf(form: RuleForm): TemplateRule {
  const when: RuleConditions = {};
  const lists = { phases: form.phases, risks: form.risks, tags: form.tags, methods: namesIn(form.methods) };
  for (const name of listNames) if (lists[name].length > 0) when[name] = lists[name];
  if (form.lang) when.lang = form.lang;
  for (const name of boundNames) {
    const value = parseWholeNumber(form[name]);
    if (value !== null) when[name] = value;
  }
  return { family: form.family.trim(), variant: form.variant.trim(), when, reason: form.reason.trim() };
}

/** The list with the rule at `from` at `to`; the same list when there is no such place. */
export function movedRule<T>(rules: readonly T[], from: number, to: number): T[] {
  const next = [...rules];
  if (from < 0 || to < 0 || from >= next.length || to >= next.length) return next;
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** Where the rule is now that was at `at`: there, elsewhere, or -1 when it is gone or reads otherwise. */
export function placeOf(rules: readonly TemplateRule[], rule: TemplateRule, at: number): number {
  const wanted = JSON.stringify(rule);
  const isIt = (one: TemplateRule | undefined) => one !== undefined && JSON.stringify(one) === wanted;
  return isIt(rules[at]) ? at : rules.findIndex(isIt);
}

/** A project that the rules are tried against, as typed. */
export type ProjectForm = { family: string; phases: string[]; risks: string[]; tags: string[]; method: string; budget: string; months: string; lang: string };
export const emptyProject: ProjectForm = { family: '', phases: [], risks: [], tags: [], method: '', budget: '', months: '', lang: '' };

export const wrongNumbersOf = (form: ProjectForm): ('budget' | 'months')[] =>
  (['budget', 'months'] as const).filter((name) => form[name].trim() !== '' && parseWholeNumber(form[name]) === null);

export function questionOf({ family, phases, risks, tags, method, budget, months, lang }: ProjectForm): ChoiceQuestion {
  const number = (text: string) => String(parseWholeNumber(text) ?? '');
  return { family: family.trim(), phase: phases, risk: risks, tag: tags, method: method.trim(), budget: number(budget), months: number(months), lang };
}
