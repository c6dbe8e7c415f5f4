// A brief as its page shows it: groups, progress, the heat map and what to say of a lesson.
import type { Answer, Brief, BriefLesson } from './kickoff_api';

export const isAnswered = ({ decision }: BriefLesson) => decision !== 'open';

export function progressOf(lessons: readonly BriefLesson[]): { answered: number; total: number } {
  return { answered: lessons.filter(isAnswered).length, total: lessons.length };
}

/** The brief with answers that are on their way to the server. */
export function withAnswers(brief: Brief, answers: ReadonlyMap<string, Answer>): Brief {
  if (answers.size === 0) return brief;
  const lessons = brief.lessons.map((lesson) => {
    const answer = answers.get(lesson.lesson.id);
    return answer ? { ...lesson, decision: answer.decision, note: answer.note, follow_up: answer.followUp } : lesson;
  });
  return { ...brief, lessons };
}

export type RiskGroup = { risk: string; lessons: BriefLesson[] };
export type PhaseGroup = { phase: string; groups: RiskGroup[] };

/** By phase in the order of the taxonomy, then by risk; within a group, and among risks, as the brief ranks them. */
export function groupLessons(lessons: readonly BriefLesson[], phases: readonly string[]): PhaseGroup[] {
  const found = new Map<string, Map<string, BriefLesson[]>>();
  for (const lesson of lessons) {
    const risks = found.get(lesson.phase) ?? new Map<string, BriefLesson[]>();
    found.set(lesson.phase, risks.set(lesson.risk, [...(risks.get(lesson.risk) ?? []), lesson]));
  }
  const place = (phase: string) => (phases.includes(phase) ? phases.indexOf(phase) : phases.length + Number(phase === ''));
  return [...found].sort(([a], [b]) => place(a) - place(b))
    .map(([phase, risks]) => ({ phase, groups: [...risks].map(([risk, list]) => ({ risk, lessons: list })) }));
}

/** In the order of the page, which the keys j and k follow. */
export const inOrder = (groups: readonly PhaseGroup[]): BriefLesson[] =>
  groups.flatMap(({ groups: risks }) => risks.flatMap(({ lessons }) => lessons));

export type HeatMap = { phases: string[]; risks: string[]; counts: number[][]; most: number };

/** Lessons by phase and risk, all labels of each counted, without rejected ones. Rows are risks, most frequent first. */
export function heatMap(lessons: readonly BriefLesson[], phaseOrder: readonly string[]): HeatMap {
  const kept = lessons.filter(({ decision }) => decision !== 'rejected').map(({ lesson }) => lesson);
  const has = (phase: string) => kept.some(({ phases, risks }) => phases.includes(phase) && risks.length > 0);
  const phases = phaseOrder.filter(has);
  const cell = (risk: string, phase: string) => kept.filter((one) => one.risks.includes(risk) && one.phases.includes(phase)).length;
  const rows = [...new Set(kept.flatMap(({ risks }) => risks))]
    .map((risk) => ({ risk, counts: phases.map((phase) => cell(risk, phase)) }))
    .map((row) => ({ ...row, sum: row.counts.reduce((a, b) => a + b, 0) }))
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum);
  const counts = rows.map((row) => row.counts);
  return { phases, risks: rows.map(({ risk }) => risk), counts, most: Math.max(0, ...counts.flat()) };
}

/** 0 (none) to 4 (the most there is). */
export const heatLevel = (count: number, most: number) => (count === 0 ? 0 : Math.max(1, Math.ceil((4 * count) / most)));

const trimEnd = (text: string) => text.replace(/[\s.。…]+$/u, '');

/**
 * Title and text without saying anything twice: a title that is the cut beginning of the text gives way to the text,
 * and "applies when", which has a line of its own, leaves the text.
 */
export function lessonWords({ title, text, applies_when: appliesWhen }: BriefLesson['lesson']): { title: string; text: string } {
  let rest = text.trim();
  if (appliesWhen && rest.endsWith(appliesWhen.trim())) {
    const lines = rest.slice(0, rest.length - appliesWhen.trim().length);
    const lastLine = lines.slice(lines.lastIndexOf('\n') + 1);
    // Only a short lead-in such as "Applies when:" goes with it.
    if (lastLine.length <= 40) rest = lines.slice(0, lines.length - lastLine.length).trim();
  }
  if (!rest.startsWith(trimEnd(title))) return { title, text: rest };
  if (title.endsWith('…')) return rest.length <= 400 && !rest.includes('\n') ? { title: rest, text: '' } : { title, text: rest };
  // The title is the text's first sentence, or all of it.
  const after = rest.slice(trimEnd(title).length);
  return { title, text: /^[\s.。!！?？;；:：]/u.test(after) || after === '' ? after.replace(/^[\s.。!！?？;；:：]+/u, '') : rest };
}

/** Days from `today`, as YYYY-MM-DD in the reader's time zone. */
export function dayAfter(today: Date, days: number): string {
  const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() + days);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** When to ask whether it helped, as long as nobody says otherwise: a quarter of a year on. */
export const usualFollowUpDays = 90;
