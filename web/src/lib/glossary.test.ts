import { describe, expect, it } from 'vitest';
import source from '../../../docs/glossary.md?raw';
import { findTerm, parseGlossary, termPattern } from './glossary';

const terms = parseGlossary(source);

describe('the glossary', () => {
  it('is read with names and meanings in both languages', () => {
    const lesson = terms.find(({ name }) => name.en === 'Lesson');
    expect(lesson?.name.zh).toBe('经验教训');
    expect(lesson?.meaning.en).toMatch(/^The unit of knowledge, .*own\.$/);
    expect(lesson?.meaning.zh).toMatch(/^知识的基本单位，.*。$/);
    expect(terms.length).toBeGreaterThan(50);
    for (const { name, meaning } of terms) {
      expect(meaning.en, name.en).not.toBe('');
      expect(meaning.zh, name.en).toMatch(/[\p{Script=Han}。]$/u);
      expect(/\p{Script=Han}/u.test(meaning.en), `${name.en}: ${meaning.en}`).toBe(false);
    }
  });

  it('finds whole words, the longest name, and plurals', () => {
    const pattern = termPattern(terms, 'en') as RegExp;
    expect(pattern.exec('Follow learning paths here')?.[0]).toBe('learning paths');
    expect(findTerm(terms, 'en', 'Learning Paths')?.name.zh).toBe('学习路径');
    expect(pattern.exec('unlessoned')).toBeNull();
    expect((termPattern(terms, 'zh') as RegExp).exec('先看学习路径')?.[0]).toBe('学习路径');
  });

  it('survives an empty or broken table', () => {
    expect(parseGlossary('')).toEqual([]);
    expect(parseGlossary('| a |\n|---|\n| English | 中文 | Meaning |')).toEqual([]);
    expect(termPattern([], 'en')).toBeNull();
  });
});
