import { describe, expect, it } from 'vitest';
import { fileName, tabSeparated } from './save_file';

describe('files to take along', () => {
  it('have names that every system takes', () => {
    expect(fileName('风险登记册 A/B: "二期"\n', 'csv')).toBe('风险登记册 A B 二期.csv');
    expect(fileName('///', 'md')).toBe('brief.md');
  });

  it('are tables without torn rows', () => expect(tabSeparated([['a\tb', 'c\nd'], ['', 'e']])).toBe('a b\tc d\n\te'));
});
