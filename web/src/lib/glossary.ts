// The words of the glossary (docs/glossary.md), for explaining them where they stand in a text.
import type { Language } from './language';

export type Term = { name: Record<Language, string>; meaning: Record<Language, string> };

const isChinese = /[\p{Script=Han}]/u;

/** "English sentence. 中文句子。": the Chinese half starts with the last run of Latin words that a Chinese text opens. */
function halves(meaning: string): Record<Language, string> {
  const byWords = meaning.search(/(?<=[.!?)`] )(?=[^.]*[\p{Script=Han}])/u);
  // A formula has no words: "EAC − AC. EAC − AC。"
  const cut = byWords < 0 && meaning.endsWith('。') ? meaning.indexOf('. ') + 1 : byWords;
  return cut < 0 ? { en: meaning.trim(), zh: meaning.trim() } : { en: meaning.slice(0, cut).trim(), zh: meaning.slice(cut).trim() };
}

const plain = (cell: string) => cell.replace(/[`*]/g, '').trim();

/** The rows of all tables of the form | English | 中文 | Meaning | …, once each. */
export function parseGlossary(markdown: string): Term[] {
  const terms = new Map<string, Term>();
  for (const line of markdown.split('\n')) {
    if (!line.startsWith('|') || /^\|\s*-/.test(line)) continue;
    const [en = '', zh = '', meaning = ''] = line.slice(1).split('|').map(plain);
    if (en === '' || en === 'English' || meaning === '' || !isChinese.test(zh)) continue;
    if (!terms.has(en.toLowerCase())) terms.set(en.toLowerCase(), { name: { en, zh }, meaning: halves(meaning) });
  }
  return [...terms.values()];
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Longest first, so that "learning path" is not read as "path". Single Chinese characters say too little. */
export function termPattern(terms: Term[], language: Language): RegExp | null {
  const names = terms.map(({ name }) => name[language]).filter((name) => name.length > 1);
  if (names.length === 0) return null;
  names.sort((a, b) => b.length - a.length);
  const any = names.map(escaped).join('|');
  return language === 'zh' ? new RegExp(any, 'u') : new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?:s|es)?(?![\\p{L}\\p{N}])`, 'iu');
}

export function findTerm(terms: Term[], language: Language, text: string): Term | undefined {
  const folded = text.toLowerCase();
  return terms.find(({ name }) => {
    const word = name[language].toLowerCase();
    return folded === word || (language === 'en' && (folded === `${word}s` || folded === `${word}es`));
  });
}
