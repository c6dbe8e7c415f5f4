// The document page's own changes to the rendered source, on top of prepareProse.
import { prepareProse } from '../../components/prepare_prose';

export type TocEntry = { id: string; text: string; level: number };

const clean = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();

/** Takes the first heading away when it repeats the title that stands above the text anyway. */
function dropTitle(root: DocumentFragment, title: string): void {
  const first = root.querySelector('h1, h2, h3, h4, h5, h6');
  if (first?.tagName === 'H1' && clean(first.textContent) === clean(title)) first.remove();
}

/** Gives headings ids, prefixed so that they meet no other id of the page. */
function nameHeadings(root: DocumentFragment): void {
  root.querySelectorAll('h2, h3, h4, h5, h6').forEach((heading, index) => {
    heading.id = `section-${index + 1}`;
    heading.setAttribute('tabindex', '-1');
  });
}

/** The usual address of a heading within its page. */
export const slug = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-');

/** What is no escape is the text itself. */
export function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Links within the document are written with the usual slugs of its headings. */
function settleFragments(root: DocumentFragment): void {
  const headings = new Map([...root.querySelectorAll('[id]')].map((heading) => [slug(clean(heading.textContent)), heading.id]));
  for (const link of root.querySelectorAll('a[href^="#"]')) {
    const target = safeDecode((link.getAttribute('href') ?? '').slice(1));
    const id = headings.get(target.toLowerCase());
    if (id) link.setAttribute('href', `#${id}`);
    else link.replaceWith(...link.childNodes);
  }
}

export function prepareDocument(root: DocumentFragment, title: string): void {
  dropTitle(root, title);
  prepareProse(root);
  nameHeadings(root);
  settleFragments(root);
}

/** The headings down to the third level below the title. */
export function readToc(element: HTMLElement): TocEntry[] {
  return [...element.querySelectorAll('h2, h3, h4')]
    .map((heading) => ({ id: heading.id, text: clean(heading.textContent), level: Number(heading.tagName.slice(1)) - 1 }))
    .filter(({ id, text }) => id !== '' && text !== '');
}
