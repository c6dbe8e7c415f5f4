import { describe, expect, it } from 'vitest';
import { matchOptions, type Option } from './type_ahead';

const option = (id: string, en: string, zh: string, aliases: string[] = []): Option => ({ id, label: { en, zh }, aliases });
const options = [
  option('data-migration', 'Data migration', '数据迁移', ['ETL']), option('cloud-migration', 'Cloud migration', '云迁移', ['上云']),
  option('user-acceptance-testing', 'User acceptance testing', '用户验收测试', ['UAT']), option('testing', 'Testing', '测试'),
];
const found = (typed: string, taken: string[] = []) => matchOptions(options, typed, taken).map(({ id }) => id);

describe('type-ahead', () => {
  it('finds names in either language, by alias and by id', () => {
    expect(found('迁移')).toEqual(['data-migration', 'cloud-migration']);
    expect(found('ＵＡＴ')).toEqual(['user-acceptance-testing']);
    expect(found('上云')).toEqual(['cloud-migration']);
    expect(found('data-mig')).toEqual(['data-migration']);
  });

  it('puts exact names and beginnings first, and leaves out what is chosen', () => {
    expect(found('testing')).toEqual(['testing', 'user-acceptance-testing']);
    expect(found('migration', ['data-migration'])).toEqual(['cloud-migration']);
    expect(found('nothing')).toEqual([]);
  });
});
