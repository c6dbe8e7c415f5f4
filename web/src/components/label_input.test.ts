import { describe, expect, it } from 'vitest';
import type { Taxonomy } from '../lib/api';
import { entriesOf, idOf } from './label_input';

const taxonomy = {
  phases: [{ id: 'planning', label: { en: 'Planning', zh: '规划' }, aliases: ['计划阶段'] }], risks: [], tags: [],
} as unknown as Taxonomy;

describe('label field', () => {
  it('knows a value by any of its names', () => {
    const entries = entriesOf(taxonomy, 'phase', 'zh');
    for (const name of ['规划', ' Planning ', 'planning', '计划阶段']) expect(idOf(entries, name)).toBe('planning');
    expect(idOf(entries, '规')).toBe('');
    expect(idOf(entries, '')).toBe('');
  });
});
