import { beforeEach, describe, expect, it } from 'vitest';
import type { TemplateField } from './template_api';
import { emptyFields, isDay, namedField, newCopy, plainNumber, previewValues, problemsOf, readFill, sentValues, startValues, writeFill } from './template_form';

const field = (name: string, type: TemplateField['type'], more: Partial<TemplateField> = {}): TemplateField =>
  ({ name, type, label: name, default: '', help: '', options: [], required: false, ...more });
const fields = [
  field('name', 'text', { required: true }), field('day', 'date'), field('budget', 'number'),
  field('method', 'choice', { options: ['agile', 'hybrid'], default: 'hybrid' }), field('need', 'longtext'),
];

describe('the form of a template', () => {
  beforeEach(() => sessionStorage.clear());

  it('starts with the defaults', () => {
    expect(startValues(fields)).toEqual({ name: '', day: '', budget: '', method: 'hybrid', need: '' });
  });

  it('reads numbers as people write them', () => {
    for (const [text, plain] of [['1,800,000', '1800000'], ['１２．５', '12.5'], ['-3', '-3'], ['+4', '4'], ['1 000', '1000'], ['0.25', '0.25']]) {
      expect([text, plainNumber(text as string)]).toEqual([text, plain]);
    }
    for (const text of ['', 'many', '1,80', '12 days', '1.2.3', '١٢']) expect([text, plainNumber(text)]).toEqual([text, null]);
  });

  it('knows days that the calendar has not', () => {
    expect(isDay('2024-02-29')).toBe(true);
    for (const text of ['2023-02-29', '2024-13-01', '24-01-01', '1.2.2024']) expect([text, isDay(text)]).toEqual([text, false]);
  });

  it('says what is wrong, field by field, and lets empty fields be', () => {
    expect([...problemsOf(fields, {})]).toEqual([['name', 'required']]);
    expect([...problemsOf(fields, { name: ' ', day: 'tomorrow', budget: 'much', method: 'chaos' })])
      .toEqual([['name', 'required'], ['day', 'date'], ['budget', 'number'], ['method', 'choice']]);
    expect(problemsOf(fields, { name: '网关', day: '2025-03-01', budget: '1,000', method: 'agile' }).size).toBe(0);
  });

  it('sends plain numbers, and of what is empty only a default that is not wanted; the preview leaves out what is wrong', () => {
    const values = { name: ' 网关 ', day: 'soon', budget: '1,000', method: '', need: 'two\nlines ' };
    expect(sentValues(fields, values)).toEqual({ name: '网关', day: 'soon', budget: '1000', method: '', need: 'two\nlines ' });
    expect(previewValues(fields, values)).toEqual({ name: '网关', budget: '1000', method: '', need: 'two\nlines ' });
    expect(emptyFields(fields, values).map(({ name }) => name)).toEqual(['method']);
  });

  it('makes the order for a copy', () => {
    const draft = { values: { name: 'A', method: 'agile' }, title: ' T ', project: '' };
    expect(newCopy(fields, draft, false)).toEqual({ fields: { name: 'A', method: 'agile' }, title: 'T' });
    expect(newCopy(fields, { ...draft, project: 'P' }, true)).toEqual({ fields: { name: 'A', method: 'agile' }, title: 'T', project: 'P', into_library: true });
  });

  it('finds the field that the server complains about', () => {
    expect(namedField(fields, 'fields.budget')).toBe('budget');
    expect(namedField(fields, 'day')).toBe('day');
    expect(namedField(fields, 'title')).toBe(null);
    expect(namedField(fields, undefined)).toBe(null);
  });

  it('keeps what was typed for the session, and forgets what no longer fits', () => {
    writeFill('t1', { values: { name: 'A', gone: 'x' }, title: 'T', project: 'P' });
    expect(readFill('t1', fields)).toEqual({ values: { ...startValues(fields), name: 'A' }, title: 'T', project: 'P' });
    expect(readFill('t2', fields).values.name).toBe('');
    writeFill('t1', null);
    expect(readFill('t1', fields).values.name).toBe('');
    sessionStorage.setItem('fupan-fill-t1', '{"values":3,"title":[]}');
    expect(readFill('t1', fields)).toEqual({ values: startValues(fields), title: '', project: '' });
  });
});
