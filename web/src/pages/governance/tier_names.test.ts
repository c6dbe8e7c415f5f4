import { describe, expect, it } from 'vitest';
import { namesOf } from './tier_names';

describe('names of people', () => {
  it('stand one a line or between commas of either script, each once', () => {
    expect(namesOf('王芳、李雷\n Zhang Wei ,王芳；\n\n')).toEqual(['王芳', '李雷', 'Zhang Wei']);
    expect(namesOf(' \n')).toEqual([]);
  });
});
