import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { SafeHtml } from './safe_html';

afterEach(cleanup);

describe('SafeHtml', () => {
  it('keeps marks and turns any other element into its text', () => {
    const html = '项目<mark onclick="x()">延期</mark> &lt;b&gt; <img src=x><a href="/x">link</a>';
    const { container } = render(<SafeHtml as="span" html={html} marksOnly />);
    expect(container.innerHTML).toBe('<span>项目<mark>延期</mark> &lt;b&gt; link</span>');
  });

  it('shows new content when the html changes', () => {
    const { container, rerender } = render(<SafeHtml html="<p>one</p>" />);
    rerender(<SafeHtml html="<p>two</p>" />);
    expect(container.innerHTML).toBe('<div><p>two</p></div>');
  });
});
