import { describe, expect, it } from 'vitest';
import { compareVersions, nextVersion } from './template_version';

describe('versions of templates', () => {
  it('are compared by their numbers, not as text', () => {
    for (const [a, b, order] of [['1.10.0', '1.9.9', 1], ['1.2', '1.2.0', 0], ['2', '10', -1], ['1.0.0', '1.0.1', -1]] as const) {
      expect([a, b, compareVersions(a, b)]).toEqual([a, b, order]);
    }
    for (const text of ['', 'v1', '1.', '1..2', '1.0-beta', '一']) expect([text, compareVersions(text, '1.0.0')]).toEqual([text, null]);
  });

  it('go on by a correction, an addition, a new edition', () => {
    expect((['correction', 'addition', 'edition'] as const).map((step) => nextVersion('1.2.3', step))).toEqual(['1.2.4', '1.3.0', '2.0.0']);
    expect(nextVersion('2024', 'addition')).toBe('2024.1.0');
    expect(nextVersion('', 'edition')).toBe('1.0.0');
  });
});
