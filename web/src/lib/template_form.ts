// The form that a template's fields make: what it starts with, what is wrong, what is sent. Without DOM.
import type { NewCopy, TemplateField } from './template_api';

export type FieldValues = Record<string, string>;
export type FieldProblem = 'required' | 'number' | 'date' | 'choice';
export type FillDraft = { values: FieldValues; title: string; project: string };

export const startValues = (fields: readonly TemplateField[]): FieldValues =>
  Object.fromEntries(fields.map((field) => [field.name, field.default]));

/** "1,800,000" and "１８００" are people's ways to write numbers; null when it is none. */
export function plainNumber(text: string): string | null {
  const plain = text.normalize('NFKC').trim().replace(/(?<=\d)[,'’_\s](?=\d{3}(\D|$))/g, '');
  return /^[-+]?\d+(\.\d+)?$/.test(plain) ? plain.replace(/^\+/, '') : null;
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export function problemOfField(field: TemplateField, value: string): FieldProblem | null {
  if (value.trim() === '') return field.required ? 'required' : null;
  if (field.type === 'number' && plainNumber(value) === null) return 'number';
  if (field.type === 'date' && !isDay(value.trim())) return 'date';
  if (field.type === 'choice' && !field.options.includes(value)) return 'choice';
  return null;
}

/** What is wrong, by field, in the order of the form. */
export function problemsOf(fields: readonly TemplateField[], values: FieldValues): Map<string, FieldProblem> {
  const found = new Map<string, FieldProblem>();
  for (const field of fields) {
    const problem = problemOfField(field, values[field.name] ?? '');
    if (problem) found.set(field.name, problem);
  }
  return found;
}

/** What the server is told: numbers in their plain form. Of what is empty only that its default is not wanted. */
export function sentValues(fields: readonly TemplateField[], values: FieldValues): FieldValues {
  return Object.fromEntries(fields.flatMap((field): [string, string][] => {
    const value = values[field.name] ?? '';
    if (value.trim() === '') return field.default ? [[field.name, '']] : [];
    return [[field.name, (field.type === 'number' ? plainNumber(value) : null) ?? (field.type === 'longtext' ? value : value.trim())]];
  }));
}

export const emptyFields = (fields: readonly TemplateField[], values: FieldValues): TemplateField[] =>
  fields.filter(({ name }) => (values[name] ?? '').trim() === '');

/** For the preview, which is shown while half of it is typed: what is wrong is left out. */
export function previewValues(fields: readonly TemplateField[], values: FieldValues): FieldValues {
  return sentValues(fields.filter((field) => problemOfField(field, values[field.name] ?? '') === null), values);
}

export function newCopy(fields: readonly TemplateField[], { values, title, project }: FillDraft, intoLibrary: boolean): NewCopy {
  return {
    fields: sentValues(fields, values),
    ...(title.trim() ? { title: title.trim() } : {}), ...(project.trim() ? { project: project.trim() } : {}),
    ...(intoLibrary ? { into_library: true } : {}),
  };
}

/** The field that the server's problem names: "fields.budget" and "budget" are the same. */
export function namedField(fields: readonly TemplateField[], problem: string | undefined): string | null {
  const name = problem?.replace(/^fields\./, '');
  return fields.some((field) => field.name === name) ? name as string : null;
}

const draftKey = (id: string) => `fupan-fill-${id}`;

/** What was typed for this template in this session; fields that it has no more are forgotten. */
export function readFill(id: string, fields: readonly TemplateField[]): FillDraft {
  const start: FillDraft = { values: startValues(fields), title: '', project: '' };
  try {
    const kept = JSON.parse(sessionStorage.getItem(draftKey(id)) ?? 'null') as Partial<FillDraft> | null;
    if (!kept || typeof kept !== 'object') return start;
    const values = Object.fromEntries(fields.map(({ name }) => {
      const value: unknown = kept.values?.[name];
      return [name, typeof value === 'string' ? value : start.values[name] ?? ''];
    }));
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    return { values, title: text(kept.title), project: text(kept.project) };
  } catch {
    return start;
  }
}

export function writeFill(id: string, draft: FillDraft | null): void {
  try {
    if (draft) sessionStorage.setItem(draftKey(id), JSON.stringify(draft));
    else sessionStorage.removeItem(draftKey(id));
  } catch {
    // Without storage the draft lasts as long as the page.
  }
}
