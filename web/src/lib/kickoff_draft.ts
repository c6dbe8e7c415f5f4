// What is being typed on the kickoff page. It survives errors and reloads in the session's storage.
import type { Brief, BriefProfile, Charter, NewBrief } from './kickoff_api';

/** The profile as a form holds it: numbers are what was typed. */
export type ProfileForm = {
  phases: string[]; risks: string[]; tags: string[];
  project: string; lang: string; sector: string; method: string; budget: string; currency: string; durationDays: string;
};

/** `profile` is null until the charter was read. */
export type KickoffDraft = Charter & { profile: ProfileForm | null };

export const emptyDraft: KickoffDraft = { title: '', description: '', profile: null };
export const longestTitle = 300;
export const longestDescription = 250_000;

const draftKey = 'fupan-kickoff-draft';

const numberText = (value: number | null) => (value === null ? '' : String(Math.round(value)));

export function profileForm(profile: BriefProfile): ProfileForm {
  const { phases, risks, tags, project, lang, sector, method, currency } = profile;
  return {
    phases, risks, tags, project, lang, sector, method, currency,
    budget: numberText(profile.budget), durationDays: numberText(profile.duration_days),
  };
}

export const draftOf = (brief: Brief): KickoffDraft =>
  ({ title: brief.title, description: brief.description, profile: profileForm(brief.profile) });

/** "1,800,000", "1.800.000" and "１８０ 万" are people's ways to write whole numbers; null when it is none. */
export function parseWholeNumber(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s,'’_]|(?<=\d)\.(?=\d{3}(\D|$))/g, '');
  const match = /^(\d+(?:\.\d+)?)(万|亿|k|m)?$/i.exec(plain);
  if (!match) return null;
  const factor = { '万': 1e4, '亿': 1e8, k: 1e3, m: 1e6 }[(match[2] ?? '').toLowerCase()] ?? 1;
  const value = Math.round(Number(match[1]) * factor);
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}

export type NumberField = 'budget' | 'durationDays';

/** Fields whose text is no number, in the order of the form. */
export const wrongNumbers = (form: ProfileForm): NumberField[] =>
  (['budget', 'durationDays'] as const).filter((name) => form[name].trim() !== '' && parseWholeNumber(form[name]) === null);

/** What createBrief takes: empty members are left out. */
export function newBrief({ title, description, profile }: KickoffDraft): NewBrief {
  const brief: NewBrief = { title: title.trim(), description };
  if (!profile) return brief;
  const { phases, risks, tags, lang } = profile;
  Object.assign(brief, { phases, risks, tags });
  if (lang === 'en' || lang === 'zh') brief.lang = lang;
  for (const name of ['project', 'sector', 'method', 'currency'] as const) {
    if (profile[name].trim()) brief[name] = profile[name].trim();
  }
  const budget = parseWholeNumber(profile.budget);
  const days = parseWholeNumber(profile.durationDays);
  if (budget !== null) brief.budget = budget;
  if (days !== null) brief.duration_days = days;
  return brief;
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');

function readProfile(value: unknown): ProfileForm | null {
  if (typeof value !== 'object' || value === null) return null;
  const given = value as Record<string, unknown>;
  const texts = ['project', 'lang', 'sector', 'method', 'budget', 'currency', 'durationDays'];
  const lists = ['phases', 'risks', 'tags'];
  const isWhole = texts.every((name) => typeof given[name] === 'string') && lists.every((name) => isTexts(given[name]));
  return isWhole ? (value as ProfileForm) : null;
}

/** Anything that is no draft of ours reads as the empty one. */
export function parseDraft(text: string | null): KickoffDraft {
  try {
    const { title, description, profile } = JSON.parse(text ?? '') as Record<string, unknown>;
    if (typeof title !== 'string' || typeof description !== 'string') return emptyDraft;
    return { title, description, profile: readProfile(profile) };
  } catch {
    return emptyDraft;
  }
}

export function readDraft(): KickoffDraft {
  try {
    return parseDraft(sessionStorage.getItem(draftKey));
  } catch {
    return emptyDraft;
  }
}

export function writeDraft(draft: KickoffDraft): void {
  try {
    const isEmpty = draft.title === '' && draft.description === '' && draft.profile === null;
    if (isEmpty) sessionStorage.removeItem(draftKey);
    else sessionStorage.setItem(draftKey, JSON.stringify(draft));
  } catch {
    // Storage is full or switched off: the draft then lasts as long as the page.
  }
}
