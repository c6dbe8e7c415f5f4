// Terms of the glossary in a text become buttons that explain themselves on hover and on focus (WCAG 1.4.13: Escape takes
// the explanation away, the pointer may move onto it, and it stays until pointer or focus leave).
import { findTerm, termPattern, type Term } from '../lib/glossary';
import type { Language } from '../lib/language';

const untouched = 'a, button, code, pre, h1, h2, h3, h4, h5, h6, th, .diagram';
const hideDelayMs = 250;

function textNodes(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.closest(untouched)) nodes.push(node as Text);
  }
  return nodes;
}

function termButton(text: string, term: Term): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'term';
  button.textContent = text;
  button.dataset.term = term.name.en;
  return button;
}

/** Marks the first place of each term. Works on the parsed text before it is inserted. */
export function markTerms(root: DocumentFragment | HTMLElement, terms: Term[], language: Language): void {
  let left = [...terms];
  for (const node of textNodes(root)) {
    let rest: Text = node;
    for (;;) {
      const found = termPattern(left, language)?.exec(rest.data);
      const term = found && findTerm(left, language, found[0]);
      if (!found || !term) break;
      const word = rest.splitText(found.index);
      rest = word.splitText(found[0].length);
      word.replaceWith(termButton(found[0], term));
      left = left.filter((one) => one !== term);
    }
  }
}

/** Shows explanations inside `root`; returns what ends it. */
export function explainTerms(root: HTMLElement, terms: Term[], language: Language): () => void {
  const tip = document.createElement('div');
  tip.className = 'term-tip';
  tip.id = 'term-tip';
  tip.setAttribute('role', 'tooltip');
  tip.hidden = true;
  document.body.append(tip);
  let shown: HTMLElement | null = null;
  let timer = 0;

  const hide = () => {
    window.clearTimeout(timer);
    shown?.removeAttribute('aria-describedby');
    shown = null;
    tip.hidden = true;
  };
  const show = (button: HTMLElement) => {
    window.clearTimeout(timer);
    if (shown === button) return;
    hide();
    const term = terms.find(({ name }) => name.en === button.dataset.term);
    if (!term) return;
    const other = language === 'en' ? 'zh' : 'en';
    const name = document.createElement('strong');
    name.textContent = `${term.name[language]} · ${term.name[other]}`;
    const meaning = document.createElement('p');
    meaning.textContent = term.meaning[language];
    tip.replaceChildren(name, meaning);
    tip.lang = language === 'zh' ? 'zh-CN' : 'en';
    tip.hidden = false;
    shown = button;
    button.setAttribute('aria-describedby', tip.id);
    const at = button.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - tip.offsetWidth - 8));
    const below = at.bottom + tip.offsetHeight + 8 < window.innerHeight;
    tip.style.left = `${left + window.scrollX}px`;
    tip.style.top = `${(below ? at.bottom + 4 : at.top - tip.offsetHeight - 4) + window.scrollY}px`;
  };
  const hideSoon = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(hide, hideDelayMs);
  };
  const termOf = (event: Event) => (event.target as Element | null)?.closest?.<HTMLElement>('.term') ?? null;
  const over = (event: Event) => {
    const button = termOf(event);
    if (button) show(button);
  };
  const out = (event: Event) => {
    if (termOf(event)) hideSoon();
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') hide();
  };
  const keep = () => window.clearTimeout(timer);

  for (const name of ['mouseover', 'focusin', 'click']) root.addEventListener(name, over);
  for (const name of ['mouseout', 'focusout']) root.addEventListener(name, out);
  tip.addEventListener('mouseenter', keep);
  tip.addEventListener('mouseleave', hideSoon);
  document.addEventListener('keydown', escape);
  return () => {
    hide();
    tip.remove();
    for (const name of ['mouseover', 'focusin', 'click']) root.removeEventListener(name, over);
    for (const name of ['mouseout', 'focusout']) root.removeEventListener(name, out);
    document.removeEventListener('keydown', escape);
  };
}
