import { describe, expect, it } from 'vitest';
import { parseGlossary } from '../lib/glossary';
import { explainTerms, markTerms } from './glossary_terms';

const terms = parseGlossary([
  '| Lesson | 经验教训 | The unit of knowledge. 知识的基本单位。 | |',
  '| Guide | 指南 | A document that explains. 说明做法的文档。 | |',
].join('\n'));

function marked(html: string, language: 'en' | 'zh' = 'en'): HTMLElement {
  const root = document.createElement('div');
  root.innerHTML = html;
  markTerms(root, terms, language);
  document.body.append(root);
  return root;
}

describe('terms', () => {
  it('are marked once each, and not in headings, links or code', () => {
    const root = marked('<h2>Lesson</h2><p><a href="#">lesson</a> <code>lesson</code> A lesson, two lessons and a guide.</p>');
    expect([...root.querySelectorAll('.term')].map((term) => term.textContent)).toEqual(['lesson', 'guide']);
    expect(root.textContent).toBe('Lessonlesson lesson A lesson, two lessons and a guide.');
  });

  it('are found in Chinese', () => {
    expect(marked('<p>把经验教训写进指南。</p>', 'zh').querySelectorAll('.term')).toHaveLength(2);
  });

  it('explain themselves on focus until Escape', () => {
    const root = marked('<p>A lesson.</p>');
    const end = explainTerms(root, terms, 'en');
    const button = root.querySelector('button') as HTMLButtonElement;
    button.focus();
    const tip = document.querySelector('[role="tooltip"]') as HTMLElement;
    expect(tip.hidden).toBe(false);
    expect(tip.textContent).toContain('The unit of knowledge.');
    expect(button.getAttribute('aria-describedby')).toBe(tip.id);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(tip.hidden).toBe(true);
    expect(button.hasAttribute('aria-describedby')).toBe(false);
    end();
    expect(document.querySelector('[role="tooltip"]')).toBeNull();
  });
});
