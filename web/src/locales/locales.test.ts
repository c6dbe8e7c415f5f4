import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from './en.json';
import zh from './zh.json';

type Table = { [key: string]: string | string[] | Table };

function flatten(table: Table, prefix = ''): Map<string, string> {
  const entries = Object.entries(table).flatMap(([key, value]): [string, string][] => {
    const name = prefix + key;
    if (typeof value === 'string') return [[name, value]];
    return Array.isArray(value) ? [[name, value.join(' ')]] : [...flatten(value, `${name}.`)];
  });
  return new Map(entries);
}

const tables = { en: flatten(en), zh: flatten(zh) };
const fields = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name) ? [path] : [];
  });
}

describe('locales', () => {
  it('have the same keys', () => {
    expect([...tables.zh.keys()]).toEqual([...tables.en.keys()]);
  });

  it('fill in the same values', () => {
    for (const [key, text] of tables.en) expect([key, fields(tables.zh.get(key) ?? '')]).toEqual([key, fields(text)]);
  });

  it('have no empty text, and the Chinese table is Chinese', () => {
    for (const [language, table] of Object.entries(tables)) {
      for (const [key, text] of table) expect(text.trim(), `${language} ${key}`).not.toBe('');
    }
    const same = [...tables.en].filter(([key, text]) => tables.zh.get(key) === text).map(([key]) => key);
    expect(same).toEqual(['document.hash']);
  });

  it('have no key that nothing uses', () => {
    const code = sourceFiles(join(process.cwd(), 'src')).map((file) => readFileSync(file, 'utf8')).join('\n');
    const unused = [...tables.en.keys()].filter((key) => {
      const name = key.replace(/_(one|other)$/, '');
      const parent = name.slice(0, name.lastIndexOf('.'));
      return !code.includes(`'${name}'`) && !code.includes(`${parent}.\${`) && !code.includes(`${name.replace(/_[^_.]+$/, '')}_\${`)
        && !/^(kind|state|lang|type)\./.test(name);
    });
    expect(unused).toEqual([]);
  });
});
