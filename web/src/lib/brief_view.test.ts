import { describe, expect, it } from 'vitest';
import { dayAfter, groupLessons, heatLevel, heatMap, inOrder, lessonWords, progressOf, withAnswers } from './brief_view';
import type { Brief, BriefLesson } from './kickoff_api';

type Given = { id: string; phase?: string; risk?: string; phases?: string[]; risks?: string[]; decision?: BriefLesson['decision'] };
const lesson = ({ id, phase = '', risk = '', phases = [phase], risks = [risk], decision = 'open' }: Given): BriefLesson => ({
  lesson: { id, phases: phases.filter(Boolean), risks: risks.filter(Boolean) } as BriefLesson['lesson'],
  phase, risk, decision, note: '', follow_up: '', adoption: null, decided_at: '', score: 1, reasons: [], folded: [],
});
const phases = ['initiation', 'planning', 'execution'];
const words = (title: string, text: string, applies_when = '') => lessonWords({ title, text, applies_when } as BriefLesson['lesson']);

describe('a brief on its page', () => {
  it('groups by phase in the order of the taxonomy, then by risk as ranked', () => {
    const list = [
      lesson({ id: '1', phase: 'execution', risk: 'scope' }), lesson({ id: '2' }), lesson({ id: '3', phase: 'planning', risk: 'cost' }),
      lesson({ id: '4', phase: 'execution', risk: 'cost' }), lesson({ id: '5', phase: 'execution', risk: 'scope' }), lesson({ id: '6', phase: 'own phase' }),
    ];
    const groups = groupLessons(list, phases);
    expect(groups.map(({ phase }) => phase)).toEqual(['planning', 'execution', 'own phase', '']);
    expect(groups[1]?.groups.map(({ risk, lessons }) => [risk, lessons.length])).toEqual([['scope', 2], ['cost', 1]]);
    expect(inOrder(groups).map((item) => item.lesson.id)).toEqual(['3', '1', '5', '4', '6', '2']);
  });

  it('counts lessons by all their labels, rejected ones aside', () => {
    const map = heatMap([
      lesson({ id: '1', phases: ['planning', 'execution'], risks: ['cost'] }), lesson({ id: '2', phases: ['planning'], risks: ['cost', 'scope'] }),
      lesson({ id: '3', phases: ['initiation'], risks: ['cost'], decision: 'rejected' }), lesson({ id: '4', phases: [], risks: ['supplier'] }),
    ], phases);
    expect(map).toEqual({ phases: ['planning', 'execution'], risks: ['cost', 'scope'], counts: [[2, 1], [1, 0]], most: 2 });
    expect([0, 1, 2, 8].map((count) => heatLevel(count, 8))).toEqual([0, 1, 1, 4]);
  });

  it('shows answers that are on their way', () => {
    const brief = { lessons: [lesson({ id: '1' }), lesson({ id: '2' })] } as Brief;
    const shown = withAnswers(brief, new Map([['2', { decision: 'later' as const, note: '', followUp: '' }]]));
    expect(progressOf(shown.lessons)).toEqual({ answered: 1, total: 2 });
    expect(progressOf(brief.lessons)).toEqual({ answered: 0, total: 2 });
  });

  it('says nothing twice', () => {
    expect(words('Plan it.', 'Plan it')).toEqual({ title: 'Plan it.', text: '' });
    expect(words('先排练', '先排练。再上线。')).toEqual({ title: '先排练', text: '再上线。' });
    expect(words('Plan', 'Planning is hard')).toEqual({ title: 'Plan', text: 'Planning is hard' });
    expect(words('A very long…', 'A very long beginning.')).toEqual({ title: 'A very long beginning.', text: '' });
    expect(words('T', 'Event: x\nApplies when: two sites.', 'two sites.')).toEqual({ title: 'T', text: 'Event: x' });
    expect(words('T', 'x\n适用情形：两个仓库。', '两个仓库。')).toEqual({ title: 'T', text: 'x' });
  });

  it('counts days over the end of a year', () => {
    expect(dayAfter(new Date(2026, 10, 25), 90)).toBe('2027-02-23');
    expect(dayAfter(new Date(2026, 0, 5, 23, 59), 0)).toBe('2026-01-05');
  });
});
