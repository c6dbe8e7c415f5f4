import { describe, expect, it } from 'vitest';
import { pathOfTarget } from './target_path';

describe('what an audit record changed', () => {
  it('has a page when it is a lesson or a document', () => {
    expect(pathOfTarget('d7luq877og36i.lg74lg')).toBe('/lessons/d7luq877og36i.lg74lg');
    expect(pathOfTarget('d7luq877og36i')).toBe('/documents/d7luq877og36i');
    expect(pathOfTarget('settings')).toBeUndefined();
    expect(pathOfTarget('question.abc')).toBeUndefined();
  });
});
