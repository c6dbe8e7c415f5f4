// The only place that inserts HTML: what the server made and sanitised, and diagrams drawn from it.
import { createElement, useLayoutEffect, useRef } from 'react';

type Transform = (root: DocumentFragment) => void;

/** Parses html without running or loading anything, lets transform change it, and makes it the element's content. */
export function setSafeHtml(element: HTMLElement, html: string, transform?: Transform): void {
  const template = document.createElement('template');
  template.innerHTML = html;
  transform?.(template.content);
  element.replaceChildren(template.content);
}

/** For snippets: everything but <mark> becomes its text. */
function keepMarks(root: DocumentFragment): void {
  for (const element of [...root.querySelectorAll('*')]) {
    if (element.tagName === 'MARK') [...element.attributes].forEach(({ name }) => element.removeAttribute(name));
    else element.replaceWith(...element.childNodes);
  }
}

type Props = {
  html: string;
  as?: 'div' | 'span' | 'p';
  className?: string;
  lang?: string;
  /** Allow only <mark>. */
  marksOnly?: boolean;
  /** Changes the parsed HTML before it is inserted. Keep it stable between renders. */
  transform?: Transform;
  /** Told the element whenever its content is new. Keep it stable between renders. */
  onContent?: (element: HTMLElement) => void;
};

export function SafeHtml({ html, as = 'div', className, lang, marksOnly, transform, onContent }: Props) {
  const ref = useRef<HTMLElement>(null);
  const change = marksOnly ? keepMarks : transform;
  useLayoutEffect(() => {
    if (!ref.current) return;
    setSafeHtml(ref.current, html, change);
    onContent?.(ref.current);
  }, [html, change, onContent]);
  return createElement(as, { ref, className, lang });
}
