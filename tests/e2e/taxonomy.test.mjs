// What a curator does with phases, risks and tags: names, order, merge, map, split, undo; and where the crosswalk is
// shown. Against the binary of FUPAN_BIN; the mock server has no editing.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { axeFindings, useApp } from './app.mjs';

const skip = !process.env.FUPAN_BIN && !process.env.FUPAN_URL && 'needs the program';
const app = useApp({ args: ['--empty'] });
const { on, api, send } = app;

const lesson = (title, more) => send('POST', '/api/v1/lessons', { title, markdown: `${title}。`, state: 'published', ...more });
const value = async (list, id) => (await api('/api/v1/taxonomy'))[list].find((one) => one.id === id);
const row = (page, id) => page.locator(`[data-value="${id}"]`);

describe('the taxonomy page', { skip }, () => {
  before(async () => {
    await lesson('供应商延期三周', { risks: ['supplier'], tags: ['阿尔法'] });
    await lesson('灰度发布先行', { risks: ['supplier'] });
    await lesson('The weekly meeting was too long', { risks: ['supplier'], phases: ['planning'] });
    await send('POST', '/api/v1/searches', { name: '供应商', query: '', risk: ['supplier'] });
  });

  it('has no finding of axe, in light and dark, dialogs too, and fits 320 px', async () => {
    for (const scheme of ['light', 'dark']) {
      await on('/curate/taxonomy', { scheme, bypassCSP: true }, async (page) => {
        await row(page, 'planning').waitFor();
        assert.deepEqual(await axeFindings(page), []);
        await row(page, 'planning').getByRole('button', { name: '编辑' }).click();
        assert.deepEqual(await axeFindings(page), []);
        await page.keyboard.press('Escape');
        await row(page, 'execution').getByRole('button', { name: '拆分' }).click();
        await page.getByRole('dialog').waitFor();
        assert.deepEqual(await axeFindings(page), []);
      });
    }
    await on('/curate/taxonomy?facet=risk', { width: 320, locale: 'en-GB', allowed: [] }, async (page) => {
      await row(page, 'supplier').getByRole('button', { name: 'Merge' }).click();
      await page.getByRole('dialog').waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
      assert.equal(await page.evaluate(() => document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth), true);
    });
  });

  it('edits in place by keyboard; the new name is everywhere at once', () =>
    on('/curate/taxonomy?facet=risk', {}, async (page) => {
      const edit = row(page, 'supplier').getByRole('button', { name: '编辑' });
      await edit.focus();
      await page.keyboard.press('Enter');
      const field = page.getByLabel('中文名称');
      await field.fill('供方');
      await page.keyboard.press('Enter');
      await row(page, 'supplier').getByText('供方', { exact: true }).waitFor();
      assert.equal((await value('risks', 'supplier')).label.zh, '供方');
      await page.waitForFunction(() => document.activeElement?.closest('[data-value]')?.getAttribute('data-value') === 'supplier');
      const found = await (await fetch(`${app.origin}/api/v1/search?risk=%E4%BE%9B%E6%96%B9&facets=risk`, { headers: { 'Accept-Language': 'zh' } })).json();
      assert.ok(found.facets.risk.some(({ label }) => label === '供方'));
      await page.getByRole('button', { name: '撤销上一次修改' }).click();
      await row(page, 'supplier').getByText('供应商', { exact: true }).waitFor();
    }));

  it('moves a value by Alt and an arrow, and the keyboard goes along', () =>
    on('/curate/taxonomy', { locale: 'en-GB' }, async (page) => {
      const before = (await api('/api/v1/taxonomy')).phases.map(({ id }) => id);
      await row(page, before[1]).getByRole('button', { name: 'Move up' }).focus();
      await page.keyboard.press('Alt+ArrowUp');
      await page.waitForFunction((id) => document.querySelector('[data-value]')?.getAttribute('data-value') === id
        && document.activeElement?.closest('[data-value]')?.getAttribute('data-value') === id, before[1]);
      assert.deepEqual((await api('/api/v1/taxonomy')).phases.slice(0, 2).map(({ id }) => id), [before[1], before[0]]);
      await page.keyboard.press('Alt+ArrowDown');
      await page.waitForFunction((id) => document.querySelectorAll('[data-value]')[1]?.getAttribute('data-value') === id, before[1]);
    }));

  it('shows what a merge changes before it does it, and the old address goes on working', () =>
    on('/curate/taxonomy?facet=risk', { locale: 'en-GB' }, async (page) => {
      await row(page, 'supplier').getByRole('button', { name: 'Merge' }).click();
      const dialog = page.getByRole('dialog');
      const submit = dialog.getByRole('button', { name: 'Merge' });
      assert.equal(await submit.isDisabled(), true, 'nothing to do yet');
      await dialog.getByLabel('The value that stays').fill('External');
      await dialog.locator('[data-effect="lessons"][data-total="3"]').waitFor();
      await dialog.locator('[data-effect="searches"][data-total="1"]').waitFor();
      await dialog.getByText('供应商延期三周').first().waitFor();
      assert.ok(await value('risks', 'supplier'), 'a preview changes nothing');
      await submit.click();
      await dialog.waitFor({ state: 'detached' });
      await row(page, 'supplier').waitFor({ state: 'detached' });
      assert.deepEqual((await value('risks', 'external')).former, ['supplier']);
      for (let tries = 0; tries < 50 && (await api('/api/v1/search?risk=supplier')).total !== 3; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      assert.equal((await api('/api/v1/search?risk=supplier')).total, 3);
      await page.getByRole('button', { name: 'Undo the last change' }).click();
      await row(page, 'supplier').waitFor();
    }));

  it('maps a free word', () =>
    on('/curate/taxonomy?facet=tag', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('button', { name: 'Map a word' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('The word that labels have').fill('阿尔法');
      const first = (await api('/api/v1/taxonomy')).tags[0];
      await dialog.getByLabel('The value that stays').fill(first.label.en);
      await dialog.locator('[data-effect="lessons"][data-total="1"]').waitFor();
      await dialog.getByRole('button', { name: 'Map' }).click();
      await dialog.waitFor({ state: 'detached' });
      assert.ok((await value('tags', first.id)).former.includes('阿尔法'));
    }));

  it('splits by words and by hand; the rest waits in the queue', () =>
    on('/curate/taxonomy?facet=risk', { locale: 'en-GB' }, async (page) => {
      await row(page, 'supplier').getByRole('button', { name: 'Split' }).click();
      const dialog = page.getByRole('dialog');
      const one = dialog.locator('[data-part="1"]');
      await one.getByLabel('A new value').check();
      await one.getByLabel('English label').fill('Vendor delay');
      await one.getByLabel('Chinese label').fill('供应商延误');
      await one.getByLabel('Words').fill('延期');
      await dialog.locator('[data-part="2"]').locator('input[list]').fill('External');
      await dialog.getByText('2 that no rule decides').waitFor();
      await dialog.getByLabel('灰度发布先行').selectOption('external');
      await dialog.getByText('1 that no rule decides').waitFor();
      await dialog.getByRole('button', { name: 'Split' }).click();
      await dialog.waitFor({ state: 'detached' });
      await row(page, 'vendor-delay').waitFor();
      const queue = await api('/api/v1/queue?kind=uncertain_label');
      assert.equal(queue.total > 0, true);
    }));

  it('tells who was slower, and loses nothing', () =>
    on('/curate/taxonomy', { locale: 'en-GB', allowed: ['412'] }, async (page) => {
      await row(page, 'closing').getByRole('button', { name: 'Edit' }).click();
      await send('POST', '/api/v1/taxonomy/changes', { action: 'set', facet: 'phase', value: 'operation', label_en: 'Operations' });
      await page.getByLabel('English label').fill('Close');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Somebody changed the taxonomy meanwhile').waitFor();
      assert.equal(await page.getByLabel('English label').inputValue(), 'Close');
      await page.getByRole('button', { name: 'Save' }).click();
      await row(page, 'closing').getByText('Close', { exact: true }).waitFor();
      assert.equal((await value('phases', 'operation')).label.en, 'Operations');
    }));
});

describe('what PMBOK and PRINCE2 call a phase', { skip }, () => {
  const text = 'PMBOK: Planning · PRINCE2: Initiating a project';
  const shown = (page) => page.locator('.crosswalk').filter({ hasText: text }).first().waitFor();
  it('is shown with filters, in the profile of a brief, and where a lesson is labelled', async () => {
    await on('/?q=meeting', { locale: 'en-GB' }, shown);
    await on('/kickoff', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('textbox').first().fill('A plan');
      const open = page.getByRole('button', { name: /read|continue|next/i }).first();
      if (await open.count()) await open.click();
      await shown(page);
    });
    const { hits } = await api('/api/v1/search?type=lesson&phase=planning');
    await on(`/lessons/${hits[0].id}/edit`, { locale: 'en-GB' }, shown);
  });
});
