// Finds and marks the elements that stand for a range of source lines.
import { contains, overlaps, parseSourcepos, type LineRange } from '../../lib/line_range';

const attribute = 'data-sourcepos';

/**
 * The outermost elements that lie wholly within the range; where only a part of an element is meant, the innermost
 * ones that touch it. In document order.
 */
export function elementsOfLines(root: Element, lines: LineRange): Element[] {
  const found: Element[] = [];
  const visit = (element: Element): boolean => {
    const range = parseSourcepos(element.getAttribute(attribute) ?? '');
    if (range && !overlaps(range, lines)) return false;
    if (range && contains(lines, range)) {
      found.push(element);
      return true;
    }
    let inside = false;
    for (const child of element.children) inside = visit(child) || inside;
    if (!inside && range) found.push(element);
    return inside || range !== null;
  };
  for (const child of root.children) visit(child);
  return found;
}

/** Marks the lines, brings the first into view and hands it the keyboard. Null only takes marks away. */
export function markLines(root: HTMLElement, lines: LineRange | null): void {
  for (const old of root.querySelectorAll('.line-mark')) old.classList.remove('line-mark');
  if (!lines) return;
  const elements = elementsOfLines(root, lines);
  for (const element of elements) element.classList.add('line-mark');
  const first = elements[0];
  if (!(first instanceof HTMLElement)) return;
  first.tabIndex = -1;
  first.scrollIntoView({ block: 'center' });
  first.focus({ preventScroll: true });
}
