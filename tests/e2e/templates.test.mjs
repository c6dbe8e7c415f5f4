// Templates: the gallery, filling in, a release with its lessons, copies that drift and their update, rules of variants. Against the binary of
// FUPAN_BIN with its starter library; the mock server has no templates.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { axeFindings, useApp } from './app.mjs';

const skip = !process.env.FUPAN_BIN && !process.env.FUPAN_URL && 'needs the program';
const app = useApp();
const { on, api, send } = app;
const english = { locale: 'en-GB' };

let template;
const url = () => `/templates/${template}`;
const apiUrl = () => `/api/v1/templates/${template}`;
const sourceOf = async (id) => (await fetch(`${app.origin}/api/v1/documents/${id}?format=markdown`)).text();
const copyOf = (project) =>
  send('POST', `${apiUrl()}/copies`, { fields: { project_name: project }, project, into_library: true });
const stateOf = async (copy) => (await api(`${apiUrl()}/drift?limit=100`)).items.find(({ id }) => id === copy)?.state;

async function edit(document, from, to) {
  const { revision } = await api(`/api/v1/documents/${document}`);
  const source = await sourceOf(document);
  assert.ok(source.includes(from), `the document says "${from}"`);
  await send('PUT', `/api/v1/documents/${document}`, { markdown: source.replace(from, to) }, { 'If-Match': `"r${revision}"` });
}

async function findTemplate() {
  const { items } = await api('/api/v1/templates?lang=en&limit=100');
  template = items.find(({ title }) => title === 'Project charter').id;
}

const oldWords = 'Write down now what would make us stop';
const newWords = 'Write down on the first day what would make us stop';
const ownWords = 'Say what would make us stop';

describe('templates', { skip }, () => {
  before(findTemplate);

  it('are shown in the language of the reader, by phase and family, with what is in the address', async () => {
    await on('/templates', { locale: 'zh-CN' }, async (page) => {
      const { total } = await api('/api/v1/templates?lang=zh&limit=1');
      await page.getByText(`${total} 个模板`, { exact: true }).waitFor();
      assert.equal(await page.getByRole('link', { name: '模板', exact: true }).getAttribute('aria-current'), 'page');
      await page.getByLabel('系列').selectOption('project-charter');
      await page.getByRole('link', { name: '项目章程', exact: true }).waitFor();
      assert.match(page.url(), /family=project-charter/);
      await page.getByLabel('语言').selectOption('');
      const all = await api('/api/v1/templates?family=project-charter');
      await page.getByText(`${all.total} 个模板`, { exact: true }).waitFor();
    });
    await on('/templates?q=charter&phase=initiation', english, async (page) => {
      await page.getByRole('link', { name: 'Project charter', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Project charter' }).waitFor();
      await page.getByRole('heading', { name: 'Releases' }).waitFor();
      await page.getByText('What hurts today, for whom', { exact: false }).waitFor();
      await page.getByRole('link', { name: 'Light project charter' }).waitFor();
    });
  });

  it('are filled in by keyboard: errors by field, a preview, a file, a document with its lineage', () =>
    on(`${url()}/fill`, english, async (page) => {
      await page.locator('#field-project_name').focus();
      await page.keyboard.type('Gateway 2');
      await page.locator('.fill-paper').getByText('Project charter: Gateway 2').waitFor();
      await page.locator('#field-budget').fill('a lot');
      await page.getByRole('button', { name: 'Put into the library' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Please write a number').waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.id), 'field-budget', 'the wrong field has the keyboard');
      assert.equal(await page.locator('#field-budget').getAttribute('aria-invalid'), 'true');
      await page.locator('#field-budget').fill('1,800,000');
      await page.locator('.fill-paper').getByText('1800000 EUR').waitFor();
      await page.getByLabel('Project', { exact: true }).fill('Gateway 2');
      await page.reload();
      assert.equal(await page.locator('#field-budget').inputValue(), '1,800,000', 'what was typed outlives a reload');

      await page.getByRole('button', { name: 'Put into the library' }).click();
      const link = page.getByRole('link', { name: 'Open the copy' });
      await link.waitFor();
      const document = (await link.getAttribute('href')).split('/').at(-1);
      const source = await sourceOf(document);
      assert.match(source, new RegExp(`template: \\{id: "?${template}`));
      assert.match(source, /\| Budget requested \| 1800000 EUR \|/);

      const arrived = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download Markdown' }).click();
      const file = await arrived;
      assert.match(file.suggestedFilename(), /\.md$/);
      assert.match(await readFile(await file.path(), 'utf8'), /# Project charter: Gateway 2/);
      assert.equal((await api(`${apiUrl()}/drift`)).total, 1, 'a second file of the same filling is of the same copy');
    }));

  it('have no finding of axe in light and dark, and fit 320 px', async () => {
    const pages = [
      [`/templates`, '.template-card'], [url(), '.template-field'], [`${url()}?tab=drift`, '.copy-row'], [`${url()}/fill`, '.fill-paper h2'],
      [`${url()}/release`, '.release-form'], ['/templates/rules', '.try-rules'],
    ];
    for (const [path, part] of pages) {
      for (const scheme of ['light', 'dark']) {
        await on(path, { scheme, bypassCSP: true, ...(scheme === 'dark' ? english : {}) }, async (page) => {
          await page.locator(part).first().waitFor();
          assert.deepEqual(await axeFindings(page), [], path);
        });
      }
      for (const locale of ['en-GB', 'zh-CN']) {
        await on(path, { width: 320, locale }, async (page) => {
          await page.locator(part).first().waitFor();
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, `${path} ${locale}`);
        });
      }
    }
  });

  it('are reached from guides', async () => {
    const { hits } = await api('/api/v1/search?type=document&kind=guide&lang=en&q=writing%20a%20lesson&limit=5');
    const paths = await Promise.all(hits.map(async ({ id }) => [id, await (await fetch(`${app.origin}/api/v1/documents/${id}?format=html`)).text()]));
    const { items } = await api('/api/v1/templates?limit=100');
    const ids = new Set(items.map(({ id }) => id));
    const guide = paths.find(([, html]) => [...html.matchAll(/href="\/documents\/([^"#]+)"/g)].some(([, id]) => ids.has(id)));
    assert.ok(guide, 'a guide recommends a template');
    await on(`/documents/${guide[0]}`, english, (page) => page.locator('.prose a[href^="/templates/"]').first().waitFor());
  });
});

describe('a release', { skip }, () => {
  let copy;
  let changed;
  before(async () => {
    if (!template) await findTemplate();
    copy = await copyOf('Untouched');
    changed = await copyOf('Rewritten');
    await copyOf('Late');
    await edit(changed.document, oldWords, ownWords);
  });

  it('tells what is wrong, then goes out with new words, notes and the lesson that caused it', async () => {
    const { version } = await api(apiUrl());
    const source = await sourceOf(template);
    await on(`${url()}/release`, english, async (page) => {
      const submit = page.locator('.release-form button[type=submit]');
      await page.getByRole('textbox', { name: 'New version' }).fill(version);
      await submit.click();
      await page.getByText(`It has to be higher than ${version}.`).waitFor();
      await page.getByText('Please say what is new.').waitFor();
      await page.getByRole('button', { name: /^New edition/ }).click();
      assert.equal(await page.getByRole('textbox', { name: 'New version' }).inputValue(), '2.0.0');
      await page.getByLabel('Release notes, for those who have copies').fill('The business need has **numbers**.');
      await page.getByText('Edit the text in the same step').click();
      await page.locator('.release-source textarea').fill(source.replace(oldWords, newWords));

      const lessons = page.getByRole('combobox', { name: 'Lessons that caused the change' });
      await lessons.focus();
      await page.keyboard.type('supplier');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.locator('.lesson-picker .chip').waitFor();
      await submit.click();
      await page.waitForURL(new RegExp(`${url()}$`));
      await page.getByRole('heading', { name: 'Version 2.0.0' }).waitFor();
      await page.locator('.release strong').filter({ hasText: 'numbers' }).waitFor();
    });
    const [release] = (await api(apiUrl())).releases;
    assert.equal(release.version, '2.0.0');
    assert.equal(release.lessons.length, 1);
    await on(`/lessons/${release.lessons[0].id}`, english, async (page) => {
      await page.getByRole('heading', { name: 'Changed these templates' }).waitFor();
      assert.equal(await page.getByRole('link', { name: 'Project charter', exact: true }).getAttribute('href'), url());
    });
  });

  it('leaves copies behind, which the queue says', async () => {
    const { behind, behind_changed } = (await api(`${apiUrl()}/drift`)).counts;
    assert.equal(behind_changed, 1);
    await on('/curate', english, async (page) => {
      await page.locator('[data-kind=drift]').click();
      const card = page.locator('.queue-card').filter({ hasText: 'Project charter' });
      await card.getByText(`Copies behind: ${behind + behind_changed}; changed by hand: 1`).waitFor();
      await card.getByRole('link', { name: 'See the copies' }).click();
      await page.waitForURL(/tab=drift/);
      await page.locator('.copy-row').nth(2).waitFor();
      await page.locator('[data-state=behind_changed]').click();
      await page.locator(`[data-copy="${changed.id}"]`).waitFor();
      await page.locator(`[data-copy="${copy.id}"]`).waitFor({ state: 'detached' });
    });
  });

  it('brings copies up to date: as it is, and with a choice where both changed the same words', async () => {
    await on(`${url()}?tab=drift`, english, async (page) => {
      const dialog = page.getByRole('dialog');
      await page.locator(`[data-copy="${copy.id}"] button`).focus();
      await page.keyboard.press('Enter');
      await dialog.locator('ins').filter({ hasText: 'on the first day' }).first().waitFor();
      await dialog.getByText('The business need has numbers.').waitFor();
      await dialog.getByRole('button', { name: 'Update to version 2.0.0' }).focus();
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('status').filter({ hasText: 'is now of version 2.0.0' }).waitFor();
      assert.equal(await stateOf(copy.id), 'current');

      await page.locator(`[data-copy="${changed.id}"] button`).click();
      await dialog.getByText('1 place where both changed the same lines').waitFor();
      const both = await dialog.locator('.merge-conflict').textContent();
      assert.ok(both.includes(ownWords) && both.includes(newWords));
      await dialog.getByRole('button', { name: 'The template’s words' }).click();
      await dialog.getByRole('button', { name: 'Update to version 2.0.0' }).click();
      await dialog.waitFor({ state: 'detached' });
      const source = await sourceOf(changed.document);
      assert.ok(source.includes(newWords) && !source.includes(ownWords));
      assert.equal(await stateOf(changed.id), 'current');
    });
  });

  it('does not write over what somebody changed meanwhile', () =>
    on(`${url()}?tab=drift`, { ...english, allowed: ['412'] }, async (page) => {
      const late = (await api(`${apiUrl()}/drift?state=behind`)).items[0];
      const dialog = page.getByRole('dialog');
      await page.locator(`[data-copy="${late.id}"] button`).click();
      await dialog.locator('ins').first().waitFor();
      await edit(late.document.id, '## 1. Business need', '## 1. Why we do this');
      await dialog.getByRole('button', { name: 'Update to version 2.0.0' }).click();
      await dialog.getByText('Somebody changed the copy meanwhile').waitFor();
      await dialog.getByRole('button', { name: 'Update to version 2.0.0' }).click();
      await dialog.waitFor({ state: 'detached' });
      const source = await sourceOf(late.document.id);
      assert.ok(source.includes('## 1. Why we do this') && source.includes(newWords));
      assert.equal(await stateOf(late.id), 'changed');
    }));
});

describe('rules of variants', { skip }, () => {
  const rules = async () => (await api('/api/v1/template-rules')).rules;
  const name = (page, text) => page.getByRole('form', { name: 'Add a rule' }).getByLabel(text, { exact: true });

  it('are written, ordered and tried by keyboard, and a brief follows them', async () => {
    await on('/templates/rules?family=project-charter', english, async (page) => {
      for (const [variant, months, reason] of [['light', '', 'Everything else is small'], ['fast-track', '4', 'A trial has to be quick']]) {
        await page.getByRole('button', { name: 'Add a rule' }).focus();
        await page.keyboard.press('Enter');
        await name(page, 'Variant').focus();
        await page.keyboard.type(variant);
        await name(page, 'Months below').focus();
        await page.keyboard.type(months);
        await name(page, 'Reason').focus();
        await page.keyboard.type(reason);
        await page.keyboard.press('Enter');
        await page.locator('.rule-row, .rule-list').getByText(reason).waitFor();
      }
      assert.deepEqual((await rules()).map(({ variant }) => variant), ['light', 'fast-track']);
      assert.equal((await rules())[1].when.months_below, 4);

      await page.locator('[data-rule="1"] [data-move=up]').focus();
      await page.keyboard.press('Alt+ArrowUp');
      await page.locator('[data-rule="0"]').getByText('A trial has to be quick').waitFor();
      await page.waitForFunction(() => document.activeElement?.closest('[data-rule="0"]') !== null);
      assert.deepEqual((await rules()).map(({ variant }) => variant), ['fast-track', 'light']);

      const form = page.getByRole('form', { name: 'Try a project' });
      await form.getByLabel('Duration in months').fill('2');
      await page.keyboard.press('Enter');
      await page.locator('.choice[data-rule="0"]').waitFor();
      await page.locator('[data-rule="0"][data-held]').waitFor();
      await form.getByLabel('Duration in months').fill('12');
      await page.keyboard.press('Enter');
      await page.locator('.choice[data-rule="1"]').waitFor();
    });
    const request = { title: 'A charter for a short trial', description: 'Initiation of a project: charter, sponsor, decision.', phases: ['initiation'], duration_days: 60, lang: 'en' };
    const brief = await send('POST', '/api/v1/briefs', request);
    await on(`/briefs/${brief.id}`, english, async (page) => {
      await page.locator('#templates').getByText('A trial has to be quick').waitFor();
      await page.locator('#templates a[href^="/templates/"]').first().waitFor();
    });
  });

  it('tell who was slower, and keep what was typed', () =>
    on('/templates/rules', { ...english, allowed: ['412'] }, async (page) => {
      await page.locator('[data-rule="0"] [data-edit]').click();
      const form = page.getByRole('form', { name: 'Change the rule' });
      await form.getByLabel('Reason', { exact: true }).fill('Quick, and cheap');
      const { rules: [first, second], revision } = await api('/api/v1/template-rules');
      const others = [{ ...second, reason: 'Nearly everything is small' }, first];
      await send('PUT', '/api/v1/template-rules', { rules: others }, { 'If-Match': `"r${revision}"` });
      await form.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Somebody changed the rules meanwhile').waitFor();
      assert.equal(await form.getByLabel('Reason', { exact: true }).inputValue(), 'Quick, and cheap');
      await form.getByRole('button', { name: 'Save' }).click();
      await form.waitFor({ state: 'detached' });
      assert.deepEqual((await rules()).map(({ reason }) => reason), ['Nearly everything is small', 'Quick, and cheap']);
    }));
});
