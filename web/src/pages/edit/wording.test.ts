import { describe, expect, it } from 'vitest';
import { changeOf, emptyWording, isChanged, mergeLists, mergeWordings, type Wording } from './wording';

const wording = (more: Partial<Wording>): Wording => ({ ...emptyWording, ...more });

describe('wording', () => {
  it('says nothing when nothing was changed', () => {
    const same = wording({ title: 'a', phases: ['planning'] });
    expect(isChanged(same, { ...same, phases: [...same.phases] })).toBe(false);
    expect(changeOf(same, { ...same })).toEqual({});
  });

  it('sends labels only when they were changed', () => {
    const change = changeOf(wording({ title: 'a' }), wording({ title: 'b' }));
    expect(change.title).toBe('b');
    expect(change).not.toHaveProperty('phases');
    expect(changeOf(wording({ tags: ['x'] }), wording({ tags: [] }))).toEqual({ tags: [] });
  });

  it('merges lists by what each side did', () => {
    expect(mergeLists(['a', 'b'], ['b', 'c'], ['a', 'b', 'd'])).toEqual(['b', 'd', 'c']);
  });

  it('takes both sides where they changed different things and names where they did not', () => {
    const { merged, conflicts } = mergeWordings(
      wording({ title: '旧', markdown: '一\n二\n三' }), wording({ title: '我的', markdown: '一改\n二\n三' }),
      wording({ title: '他的', markdown: '一\n二\n三改', cause: '原因' }),
    );
    expect(merged.markdown).toBe('一改\n二\n三改');
    expect(merged.cause).toBe('原因');
    expect(conflicts).toEqual(['title']);
    expect(merged.title).toBe('我的\n他的');
  });
});
