// A lesson as a form has it: plain texts and lists, and what of it a save has to say. Without DOM.
import type { Lesson } from '../../lib/api';
import type { LessonChange } from '../../lib/curation_api';
import { hasConflict, mergedText, mergeLines } from '../../lib/merge3';

export const textFields = ['title', 'markdown', 'event', 'cause', 'impact', 'recommendation', 'applies_when', 'owner', 'due_date'] as const;
export const labelFields = ['phases', 'risks', 'tags'] as const;
export const kinds = ['lesson', 'worked', 'failed', 'cause', 'recommendation', 'action'] as const;
export type TextField = (typeof textFields)[number];
export type LabelField = (typeof labelFields)[number];
export type Wording = Record<TextField, string> & Record<LabelField, string[]> & { kind: (typeof kinds)[number] };

const facets = { phases: 'phase', risks: 'risk', tags: 'tag' } as const;
export const facetOf = (field: LabelField) => facets[field];

export const emptyWording: Wording = {
  title: '', markdown: '', event: '', cause: '', impact: '', recommendation: '', applies_when: '', owner: '', due_date: '',
  phases: [], risks: [], tags: [], kind: 'lesson',
};

/** What a form starts from: the lesson as it is shown, with a proposal that waits laid over it. */
export function wordingOf(lesson: Lesson): Wording {
  const wording = { ...emptyWording, kind: lesson.kind };
  for (const field of textFields) wording[field] = lesson.proposal?.changes[field] ?? lesson[field];
  if (lesson.proposal?.changes.kind) wording.kind = lesson.proposal.changes.kind;
  for (const field of labelFields) {
    wording[field] = lesson.labels.filter(({ facet }) => facet === facetOf(field)).map(({ value }) => value);
  }
  return wording;
}

const isSame = (a: string | string[], b: string | string[]) => String(a) === String(b);

export const isChanged = (from: Wording, to: Wording) =>
  [...textFields, ...labelFields, 'kind' as const].some((field) => !isSame(from[field], to[field]));

/** All texts, because a proposal is replaced as a whole; labels only when they were changed. */
export function changeOf(from: Wording, to: Wording): LessonChange {
  const change: LessonChange = {};
  if ([...textFields, 'kind' as const].some((field) => from[field] !== to[field])) {
    Object.assign(change, Object.fromEntries(textFields.map((field) => [field, to[field]])), { kind: to.kind });
  }
  for (const field of labelFields) if (!isSame(from[field], to[field])) change[field] = to[field];
  return change;
}

/** A list after two people changed it: what either took out is out, what either put in is in. */
export function mergeLists(base: string[], mine: string[], theirs: string[]): string[] {
  const kept = base.filter((value) => mine.includes(value) && theirs.includes(value));
  const added = [...theirs, ...mine].filter((value) => !base.includes(value));
  return [...new Set([...kept, ...added])];
}

export type Merge = { merged: Wording; conflicts: TextField[] };

/** What both wrote in one wording. In the fields of `conflicts` both changed the same lines: `merged` has both there. */
export function mergeWordings(base: Wording, mine: Wording, theirs: Wording): Merge {
  const merged = { ...mine };
  const conflicts: TextField[] = [];
  for (const field of textFields) {
    const parts = mergeLines(base[field], mine[field], theirs[field]);
    merged[field] = mergedText(parts, []);
    if (hasConflict(parts)) conflicts.push(field);
  }
  for (const field of labelFields) merged[field] = mergeLists(base[field], mine[field], theirs[field]);
  merged.kind = mine.kind === base.kind ? theirs.kind : mine.kind;
  return { merged, conflicts };
}
