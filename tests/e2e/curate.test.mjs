// What a curator does: empties a queue by keyboard alone, edits beside somebody else without losing a word, looks into
// histories. Against the binary of FUPAN_BIN; the mock server has no curation.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { axeFindings, useApp } from './app.mjs';

const skip = !process.env.FUPAN_BIN && !process.env.FUPAN_URL && 'needs the program';
const app = useApp({ args: ['--empty'] });
const { on, api, send } = app;

const words = ('supplier rollback budget scope testing review contract interface migration schedule training vendor audit release '
  + 'capacity monitoring handover estimate workshop prototype licence staging backlog sponsor translation hardware network '
  + 'security approval milestone dependency rehearsal inventory procurement acceptance cutover warranty forecast 供应商 回滚 灰度发布 '
  + '干系人 需求变更 里程碑 验收 预算 培训 采购 合同 接口 迁移 排期 演练 监控 容量 评审').split(' ');

/** A sentence that is like no other. */
function sentence(seed) {
  let state = seed * 2654435761 % 4294967296;
  const next = () => (state = (state * 1664525 + 1013904223) % 4294967296) / 4294967296;
  return Array.from({ length: 14 }, () => words[Math.floor(next() * words.length)]).join(' ');
}

let seed = 1;
const writeLesson = (more = {}) =>
  send('POST', '/api/v1/lessons', { title: `经验 ${(seed += 1)}`, markdown: sentence(seed), state: 'published', ...more });

async function fillQueue({ review, unmapped, pairs, overdue, questions }) {
  for (let i = 0; i < review; i += 1) await writeLesson({ state: 'in_review' });
  for (let i = 0; i < unmapped; i += 1) {
    const { source } = await writeLesson();
    seed += 1;
    const markdown = `---\nphase: integration\n---\n# 复盘 ${seed}\n\n## 经验教训\n\n- ${sentence(seed)}\n`;
    await send('PUT', `/api/v1/documents/${source.document_id}`, { markdown });
  }
  for (let i = 0; i < pairs; i += 1) {
    const { markdown } = await writeLesson();
    await writeLesson({ markdown: `${markdown}!` });
  }
  for (let i = 0; i < overdue; i += 1) {
    const { id } = await writeLesson();
    await send('PATCH', `/api/v1/lessons/${id}`, { review_by: '2020-01-01' });
  }
  for (let i = 0; i < questions; i += 1) await send('POST', '/api/v1/queries', { query: `nobody knows ${words[i]} ${i}`, total: 0 });
}

const current = (page) => page.evaluate(() => document.activeElement?.closest('[data-item]')?.getAttribute('data-item') ?? '');
const total = (page) => page.evaluate(() => Number(document.querySelector('.queue')?.getAttribute('data-total') ?? -1));

/** Waits until the queue has this many items, and an item has the keyboard when there is one. */
async function settled(page, count) {
  await page.waitForFunction((expected) => {
    const queue = document.querySelector('.queue[aria-busy="false"]');
    const hasKeyboard = document.activeElement?.closest('.queue') !== null;
    return queue?.getAttribute('data-total') === String(expected) && hasKeyboard;
  }, count);
}

/** Decides about the item that has the keyboard, by keys alone. */
async function decide(page) {
  const kind = (await current(page)).split('~')[0];
  if (kind === 'near_duplicate') {
    await page.keyboard.press('m');
    await page.keyboard.press('Enter');
  } else if (kind === 'unmapped_label') {
    await page.keyboard.press('l');
    await page.keyboard.type('Execution');
    await page.keyboard.press('Enter');
  } else {
    await page.keyboard.press('a');
  }
  return kind;
}

describe('the queue', { skip }, () => {
  before(() => fillQueue({ review: 40, unmapped: 20, pairs: 20, overdue: 10, questions: 10 }));

  it('has no finding of axe, in light and dark, and fits 320 px', async () => {
    for (const scheme of ['light', 'dark']) {
      await on('/curate', { scheme, bypassCSP: true }, async (page) => {
        await page.locator('.queue-card').first().waitFor();
        assert.deepEqual(await axeFindings(page), []);
      });
    }
    await on('/curate', { width: 320, locale: 'en-GB' }, async (page) => {
      await page.locator('.queue-card').first().waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
    });
  });

  it('shows its keys, moves, chooses, asks for a reason, and undoes', () =>
    on('/curate', { locale: 'en-GB' }, async (page) => {
      await settled(page, 100);
      const first = await current(page);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      assert.equal(await current(page), first, 'the keyboard is back in the list');
      await page.keyboard.press('j');
      const second = await current(page);
      assert.notEqual(second, first);
      await page.keyboard.press('k');
      assert.equal(await current(page), first);

      await page.keyboard.press('r');
      await page.keyboard.type('Too vague');
      await page.keyboard.press('Enter');
      await settled(page, 99);
      assert.equal((await api(`/api/v1/lessons/${first.split('~')[1]}`)).state, 'rejected');
      await page.keyboard.press('u');
      await settled(page, 100);

      await page.keyboard.press('x');
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await page.keyboard.press('a');
      await settled(page, 98);
      await page.keyboard.press('u');
      await settled(page, 100);
    }));

  it('is emptied of 100 mixed items by keyboard alone, each in the audit trail', () =>
    on('/curate', { locale: 'en-GB' }, async (page) => {
      await settled(page, 100);
      const seen = {};
      const { total: before } = await api('/api/v1/audit?limit=1');
      for (let left = 99; left >= 0; left -= 1) {
        const kind = await decide(page);
        seen[kind] = (seen[kind] ?? 0) + 1;
        await settled(page, left);
      }
      assert.deepEqual(seen, { to_review: 40, overdue_review: 10, unmapped_label: 20, near_duplicate: 20, unanswered: 10 });
      assert.equal(await total(page), 0);
      const { total: after } = await api('/api/v1/audit?limit=1');
      assert.equal(after - before, 100);
      await page.keyboard.press('u');
      await settled(page, 1);
      await decide(page);
      await settled(page, 0);
    }));
});

describe('editing', { skip }, () => {
  const edit = (id) => `/lessons/${id}/edit`;
  const textOf = (page) => page.locator('textarea');
  const titleOf = (page) => page.locator('.edit-form input').first();

  it('previews Markdown as the server would show it', async () => {
    const { id } = await writeLesson();
    await on(edit(id), {}, async (page) => {
      await textOf(page).fill('**粗体** <script>alert(1)</script>');
      await page.locator('.preview strong', { hasText: '粗体' }).waitFor();
      assert.equal(await page.locator('.preview script').count(), 0);
    });
  });

  it('loses nothing when two people edit one lesson', async () => {
    const { id } = await writeLesson({ markdown: '第一行\n\n第二行\n\n第三行' });
    await on(edit(id), { locale: 'en-GB', allowed: ['412'] }, (mine) =>
      on(edit(id), { locale: 'zh-CN' }, async (theirs) => {
        await textOf(mine).waitFor();
        await textOf(theirs).fill('第一行，她改了\n\n第二行\n\n第三行，她的');
        await titleOf(theirs).fill('她的标题');
        await theirs.getByRole('checkbox').check();
        await theirs.getByRole('button', { name: '保存' }).click();
        await theirs.waitForURL((url) => url.pathname === `/lessons/${id}`);

        await textOf(mine).fill('第一行\n\n第二行，他改了\n\n第三行，他的');
        await mine.getByRole('checkbox').check();
        await mine.getByRole('button', { name: 'Save', exact: true }).click();
        const dialog = mine.getByRole('dialog');
        await dialog.waitFor();
        for (const text of ['第三行，他的', '第三行，她的']) await dialog.getByText(text).waitFor();
        await dialog.getByRole('button', { name: 'Take this into the form' }).click();
        const merged = await textOf(mine).inputValue();
        for (const text of ['第一行，她改了', '第二行，他改了', '第三行，他的', '第三行，她的']) assert.ok(merged.includes(text), merged);
        await mine.getByRole('button', { name: 'Save', exact: true }).click();
        await mine.waitForURL((url) => url.pathname === `/lessons/${id}`);
      }));
    const lesson = await api(`/api/v1/lessons/${id}`);
    assert.equal(lesson.title, '她的标题');
    for (const text of ['第一行，她改了', '第二行，他改了', '第三行，他的', '第三行，她的']) assert.ok(lesson.markdown.includes(text));
  });

  it('shows what was changed word by word and brings an earlier state back', async () => {
    const { id } = await writeLesson({ markdown: '供应商延期三周。' });
    await send('PATCH', `/api/v1/lessons/${id}`, { markdown: '供应商延期两周。', publish: true });
    await send('PATCH', `/api/v1/lessons/${id}`, { markdown: '供应商延期一周。', publish: true });
    await on(`/lessons/${id}/history`, {}, async (page) => {
      assert.match(await page.locator('.word-diff del').first().innerText(), /删除：\s*两/);
      assert.match(await page.locator('.word-diff ins').first().innerText(), /一/);
      await page.getByRole('button', { name: /恢复/ }).nth(1).click();
      await page.getByText('已恢复', { exact: false }).first().waitFor();
    });
    assert.equal((await api(`/api/v1/lessons/${id}`)).markdown, '供应商延期两周。');
  });

  it('keeps the revisions of a document and their differences', async () => {
    const { source } = await writeLesson();
    const path = `/documents/${source.document_id}`;
    await on(`${path}/edit`, { locale: 'en-GB' }, async (page) => {
      await textOf(page).waitFor();
      await textOf(page).fill(`${await textOf(page).inputValue()}\nAnother paragraph.\n`);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.waitForURL((url) => url.pathname === path);
    });
    await on(`${path}/history`, { locale: 'en-GB' }, async (page) => {
      await page.getByRole('button', { name: 'Show what changed in revision 2' }).click();
      await page.locator('.word-diff ins', { hasText: 'Another paragraph' }).waitFor();
      await page.getByRole('button', { name: /Restore/ }).click();
      await page.getByText('Revision 3').waitFor();
    });
  });

  it('has no finding of axe on forms and histories, and fits 320 px', async () => {
    const { id, source } = await writeLesson();
    await send('PATCH', `/api/v1/lessons/${id}`, { title: '新标题 new title', publish: true });
    const pages = [edit(id), '/lessons/new', `/lessons/${id}/history`, `/documents/${source.document_id}/edit`, `/documents/${source.document_id}/history`];
    for (const path of pages) {
      for (const scheme of ['light', 'dark']) {
        await on(path, { scheme, bypassCSP: true }, async (page) => {
          await page.locator('h1').waitFor();
          assert.deepEqual(await axeFindings(page), [], path);
        });
      }
      await on(path, { width: 320, locale: 'en-GB' }, async (page) => {
        await page.locator('h1').waitFor();
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, path);
      });
    }
  });
});
