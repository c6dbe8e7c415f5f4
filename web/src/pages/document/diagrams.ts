// Draws Mermaid code blocks. The library is large, so it is loaded when a document has a diagram and not before.
import { setSafeHtml } from '../../components/safe_html';

const sourceAttribute = 'data-diagram';
let counter = 0;

/** Replaces each code block by a figure that remembers its source; null when there is none. */
function findFigures(root: HTMLElement): HTMLElement[] {
  for (const code of root.querySelectorAll('pre > code.language-mermaid, pre[lang="mermaid"] > code')) {
    const figure = document.createElement('div');
    figure.setAttribute(sourceAttribute, code.textContent ?? '');
    const pre = code.parentElement as HTMLElement;
    const lines = pre.getAttribute('data-sourcepos');
    if (lines) figure.setAttribute('data-sourcepos', lines);
    pre.replaceWith(figure);
    figure.append(pre);
  }
  return [...root.querySelectorAll<HTMLElement>(`[${sourceAttribute}]`)];
}

/** Names the drawing, and keeps it readable: on narrow screens it scrolls instead of shrinking below its size. */
function settle(svg: SVGSVGElement | null, label: string): void {
  if (!svg) return;
  svg.setAttribute('aria-label', label);
  const width = svg.viewBox?.baseVal?.width ?? 0;
  if (width > 0) svg.style.minWidth = `min(${Math.round(width)}px, 38rem)`;
}

/** Draws all diagrams in the given colours; true when there were any. One that cannot be drawn stays as its text. */
export async function drawDiagrams(
  root: HTMLElement, scheme: 'light' | 'dark', label: string, isCurrent: () => boolean,
): Promise<boolean> {
  const figures = findFigures(root);
  if (figures.length === 0) return false;
  const { default: mermaid } = await import('mermaid');
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    theme: scheme === 'dark' ? 'dark' : 'neutral',
    // The dark theme's own label background is too light for its text.
    themeVariables: scheme === 'dark' ? { edgeLabelBackground: '#1a2121' } : {},
    fontFamily: getComputedStyle(root).fontFamily,
    gantt: { useWidth: Math.max(608, root.clientWidth - 26), fontSize: 12, sectionFontSize: 12, barHeight: 24, leftPadding: 90, axisFormat: '%m-%d' },
  });
  for (const figure of figures) {
    counter += 1;
    const id = `diagram-${counter}`;
    try {
      const { svg } = await mermaid.render(id, figure.getAttribute(sourceAttribute) ?? '');
      if (!isCurrent()) return false;
      figure.className = 'diagram';
      figure.tabIndex = 0;
      figure.setAttribute('role', 'group');
      figure.setAttribute('aria-label', label);
      setSafeHtml(figure, svg, (content) => settle(content.querySelector('svg'), label));
    } catch {
      // Not a diagram that Mermaid understands: the reader sees what the author wrote.
      document.getElementById(`d${id}`)?.remove();
    }
  }
  return true;
}
