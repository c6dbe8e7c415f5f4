import { describe, expect, it } from 'vitest';
import { elementsOfLines } from './line_marks';
import { leadToTemplates } from './guide_parts';
import { prepareDocument, readToc } from './prepare_document';

function fragment(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

function prepared(html: string, title = ''): HTMLElement {
  const content = fragment(html);
  prepareDocument(content, title);
  const element = document.createElement('div');
  element.append(content);
  return element;
}

describe('prepareDocument', () => {
  it('drops the heading that repeats the title', () => {
    expect(prepared('<h1>项目  复盘</h1><h2>背景</h2>', '项目 复盘').innerHTML).toBe('<h2 id="section-1" tabindex="-1">背景</h2>');
  });

  it('closes gaps between heading levels', () => {
    const element = prepared('<h1>A</h1><h4>B</h4><h2>C</h2><h6>D</h6><h1>E</h1>');
    expect(readToc(element).map(({ text, level }) => `${text}${level}`)).toEqual(['A1', 'B2', 'C2', 'D3', 'E1']);
  });

  it('leads links to headings, and keeps only the text of links that lead nowhere', () => {
    const element = prepared('<h2>Root cause: 延期</h2><a href="#root-cause-%E5%BB%B6%E6%9C%9F">a</a><a href="#gone">b</a><a href="../other.md">c</a>');
    expect([...element.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual(['#section-1']);
    expect(element.textContent).toBe('Root cause: 延期abc');
  });

  it('lets wide tables scroll and names check boxes', () => {
    const element = prepared('<table><tr><th></th></tr></table><ul><li><input type="checkbox" disabled checked> x</li></ul>');
    expect(element.querySelector('.scroll-box > table')).not.toBeNull();
    expect(element.querySelector('th')).toBeNull();
    expect(element.querySelector('input')?.hasAttribute('aria-label')).toBe(true);
  });
});

describe('elementsOfLines', () => {
  const root = document.createElement('div');
  root.append(fragment(
    '<h2 data-sourcepos="1:1-1:9" id="h">T</h2>' +
    '<ul data-sourcepos="3:1-8:9" id="ul"><li data-sourcepos="3:1-4:9" id="a"><p data-sourcepos="3:1-4:9">a</p></li>' +
    '<li data-sourcepos="5:1-8:9" id="b">b</li></ul>' +
    '<div class="scroll-box"><table data-sourcepos="10:1-13:9" id="t"><tbody><tr data-sourcepos="12:1-12:9" id="r"><td>x</td></tr></tbody></table></div>',
  ));
  it.each([
    [3, 4, ['a']], [3, 8, ['ul']], [6, 6, ['b']], [4, 6, ['a', 'b']], [12, 12, ['r']], [1, 8, ['h', 'ul']], [13, 13, ['t']], [2, 2, []],
  ])('lines %i to %i', (first, last, expected) => {
    const ids = elementsOfLines(root, { first, last }).map((element) => element.id || element.closest('[id]')?.id);
    expect(ids).toEqual(expected);
  });
});

describe('links of a guide', () => {
  it('lead to templates where the document is one', () => {
    const root = fragment('<a href="/documents/t1">a</a><a href="/documents/d1">b</a><a href="/documents/t1#L3">c</a><a href="/lessons/t1">d</a>');
    leadToTemplates(root, new Set(['t1']));
    expect([...root.querySelectorAll('a')].map((link) => link.getAttribute('href')))
      .toEqual(['/templates/t1', '/documents/d1', '/documents/t1#L3', '/lessons/t1']);
  });
});
