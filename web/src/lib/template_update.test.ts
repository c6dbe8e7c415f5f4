import { describe, expect, it } from 'vitest';
import { withChoices, type Side } from './template_update';

const proposal = ['# Charter', 'mine one', 'mine two', 'same', 'mine three', ''].join('\n');
const conflicts = [
  { line: 2, base: 'old', yours: 'mine one\nmine two\n', template: 'new' },
  { line: 5, base: 'old three', yours: 'mine three', template: 'new three\nand more\n' },
];
const taken = (...choices: Side[]) => withChoices(proposal, conflicts, choices);

describe('the update of a copy', () => {
  it('keeps the words of the copy unless others are chosen', () => {
    expect(taken()).toBe(proposal);
    expect(taken('yours', 'yours')).toBe(proposal);
  });

  it('takes the words of the template, or both', () => {
    expect(taken('template', 'template')).toBe('# Charter\nnew\nsame\nnew three\nand more\n');
    expect(taken('both', 'yours')).toBe('# Charter\nmine one\nmine two\nnew\nsame\nmine three\n');
    expect(taken('yours', 'both')).toBe('# Charter\nmine one\nmine two\nsame\nmine three\nnew three\nand more\n');
  });

  it('puts back what the copy had struck out, and strikes out what the template did', () => {
    const struck = [{ line: 2, base: 'old', yours: '', template: 'changed' }];
    expect(withChoices('a\nb', struck, ['yours'])).toBe('a\nb');
    expect(withChoices('a\nb', struck, ['template'])).toBe('a\nchanged\nb');
    expect(withChoices('a\nmine\nb', [{ line: 2, base: 'old', yours: 'mine', template: '' }], ['template'])).toBe('a\nb');
  });
});
