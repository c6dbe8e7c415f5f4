// Changes to rendered Markdown before it is shown: what reading with keyboard and screen reader needs, and what
// keeps a page from becoming wider than its screen. Works on the parsed fragment; nothing here makes HTML from text.
import i18next from 'i18next';

function wrapTables(root: DocumentFragment): void {
  for (const table of root.querySelectorAll('table')) {
    const box = document.createElement('div');
    box.className = 'scroll-box';
    box.tabIndex = 0;
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', i18next.t('document.table'));
    table.replaceWith(box);
    box.append(table);
    for (const cell of table.querySelectorAll('th, td')) {
      // Dates, numbers and single words do not break in two.
      if ((cell.textContent ?? '').length <= 14) cell.classList.add('short');
    }
  }
}

function nameCheckboxes(root: DocumentFragment): void {
  for (const box of root.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')) {
    box.setAttribute('aria-label', i18next.t(box.hasAttribute('checked') ? 'document.task_done' : 'document.task_open'));
  }
}

function focusCode(root: DocumentFragment): void {
  for (const block of root.querySelectorAll('pre')) {
    block.tabIndex = 0;
    block.setAttribute('role', 'group');
    block.setAttribute('aria-label', i18next.t('document.code'));
  }
}

/** Empty header cells, common in registers, say nothing: they become plain cells. */
function dropEmptyHeaders(root: DocumentFragment): void {
  for (const cell of root.querySelectorAll('th')) {
    if (cell.textContent?.trim()) continue;
    const plain = document.createElement('td');
    for (const { name, value } of [...cell.attributes]) plain.setAttribute(name, value);
    cell.replaceWith(plain);
  }
}

/** Headings continue below the page's own h1, without skipped levels. */
function levelHeadings(root: DocumentFragment): void {
  const open: number[] = [];
  for (const heading of root.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const level = Number(heading.tagName.slice(1));
    while (open.length > 0 && (open[open.length - 1] ?? 0) >= level) open.pop();
    open.push(level);
    const shifted = document.createElement(`h${Math.min(6, open.length + 1)}`);
    for (const { name, value } of [...heading.attributes]) shifted.setAttribute(name, value);
    shifted.append(...heading.childNodes);
    heading.replaceWith(shifted);
  }
}

/** A link to a neighbouring file leads nowhere here: its text stays, its target becomes a hint. */
function settleLinks(root: DocumentFragment): void {
  for (const link of root.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    const target = link.getAttribute('href') ?? '';
    if (/^https?:/i.test(target)) link.rel = 'noopener noreferrer';
    else if (!/^(mailto:|#|\/)/i.test(target)) {
      const text = document.createElement('span');
      text.title = target;
      text.append(...link.childNodes);
      link.replaceWith(text);
    }
  }
}

export function prepareProse(root: DocumentFragment): void {
  dropEmptyHeaders(root);
  wrapTables(root);
  nameCheckboxes(root);
  focusCode(root);
  levelHeadings(root);
  settleLinks(root);
}
