// What a guide has more than other documents: its quiz is taken, not read, and its terms are explained.
import { explainTerms, markTerms } from '../../components/glossary_terms';
import { parseGlossary, type Term } from '../../lib/glossary';
import type { Language } from '../../lib/language';

const quizTitle = /^(quiz|测验|小测验|自测)(\s*[:：].*)?$/iu;

/** Takes the quiz section away, with its right answers. Returns whether there was one. */
export function takeQuizOut(root: DocumentFragment): boolean {
  const heading = [...root.querySelectorAll('h1, h2, h3, h4, h5, h6')].find((one) => quizTitle.test((one.textContent ?? '').trim()));
  if (!heading) return false;
  const level = Number(heading.tagName.slice(1));
  let node: Element | null = heading;
  while (node) {
    const next: Element | null = node.nextElementSibling;
    node.remove();
    node = next && /^H[1-6]$/.test(next.tagName) && Number(next.tagName.slice(1)) <= level ? null : next;
  }
  return true;
}

/** Links to documents that are templates lead to the pages of these. */
export function leadToTemplates(root: ParentNode, templates: ReadonlySet<string>): void {
  for (const link of root.querySelectorAll('a[href^="/documents/"]')) {
    const id = /^\/documents\/([^/?#]+)$/.exec(link.getAttribute('href') ?? '')?.[1];
    if (id && templates.has(decodeURIComponent(id))) link.setAttribute('href', `/templates/${id}`);
  }
}

let loaded: Promise<Term[]> | undefined;

/** The glossary comes as a part of the app of its own, with the first guide that is read. */
export function loadTerms(): Promise<Term[]> {
  loaded ??= import('../../../../docs/glossary.md?raw').then(({ default: text }) => parseGlossary(text));
  return loaded;
}

/** Marks and explains the terms of a rendered text; returns what ends it. */
export function explainGuide(element: HTMLElement, terms: Term[], language: Language): () => void {
  if (!element.querySelector('.term')) markTerms(element, terms, language);
  return explainTerms(element, terms, language);
}
