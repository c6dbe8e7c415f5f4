// Projects, gates, follow-up and relations of lessons, in a real browser against the program with its starter library.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { axeFindings, useApp } from './app.mjs';

// The mock of mock_server.mjs knows no projects.
const skip = process.env.FUPAN_BIN || process.env.FUPAN_URL ? false : 'needs the program';
const app = useApp();
const { on, api } = app;
const name = `网关二期 ${Date.now()} with_a_very_long_word_that_does_not_break_by_itself_anywhere`;
let project;
let brief;

const send = async (method, path, body) => {
  const response = await fetch(app.origin + path, {
    method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  return { status: response.status, json: await response.json().catch(() => null) };
};
const projectPath = () => `/projects/${project.id}`;
const govern = (governance) => send('PUT', '/api/v1/settings', { governance });

/** A project with a brief of which one lesson is accepted and the others are open. */
async function haveAProject() {
  project = (await send('POST', '/api/v1/projects', { name, sector: '制造', budget: 9800000, currency: 'CNY', planned_duration_days: 420 })).json;
  const request = { title: '网关二期启动', description: '网关的关键器件由单一供应商供货，采购合同要写明延期责任；软件开发外包，验收测试和移交按合同管理。', project: name, risks: ['supplier'], tags: ['procurement', 'contract-management'] };
  brief = (await send('POST', '/api/v1/briefs', request)).json;
  assert.ok(brief.lessons.length > 1, 'the starter library has lessons for the charter');
  const lesson = brief.lessons[0].lesson.id;
  assert.equal((await send('PATCH', `/api/v1/briefs/${brief.id}/lessons/${lesson}`, { decision: 'accepted' })).status, 200);
}

const choose = (page, phase) => page.locator('#gate-phase').selectOption(phase);

describe('gates', { skip }, () => {
  before(haveAProject);

  describe('projects', () => {
    it('are listed by phase, and a new one is made', () =>
      on('/projects', {}, async (page) => {
        await page.getByRole('link', { name }).waitFor();
        await page.locator('#project-phase').selectOption('closing');
        await page.locator('.project-page .notice').waitFor();
        const fresh = `新项目 ${Date.now()}`;
        await page.locator('#project-name').fill(fresh);
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/projects\/[0-9a-v]+$/);
        await page.getByRole('heading', { level: 1, name: fresh }).waitFor();
        assert.match(await page.title(), new RegExp(fresh));
      }));

    it('say why a gate is closed, and the way to open it', async () => {
      await govern('strategic');
      try {
        await on(projectPath(), {}, async (page) => {
          const refusal = page.locator('#gate-refusal');
          await refusal.waitFor();
          const open = (await api(`/api/v1/projects/${project.id}`)).briefs[0].open;
          assert.match(await refusal.textContent(), new RegExp(`还有 ${open} 条经验没有答复`));
          assert.equal(await refusal.getByRole('link').getAttribute('href'), `/briefs/${brief.id}`);
          assert.ok(await page.locator('.gate-form button[type=submit]').isDisabled());
        });
      } finally {
        await govern('supportive');
      }
    });

    it('pass a gate by keyboard: lessons arrive, and what was accepted is asked about', () =>
      on(projectPath(), {}, async (page) => {
        await choose(page, 'planning');
        await page.locator('#gate-note').fill('有条件通过');
        await page.keyboard.press('Enter');
        await page.getByRole('status').filter({ hasText: '项目已进入“规划”' }).waitFor();
        const step = page.locator('.phase-stepper [aria-current=step]');
        assert.match(await step.textContent(), /规划.*PMBOK.*PRINCE2/);
        assert.match(await page.locator('.gate-history').textContent(), /有条件通过/);
        const lessons = page.locator('.delivery').first().locator('.delivered');
        const delivered = (await api(`/api/v1/projects/${project.id}`)).deliveries[0].lessons;
        assert.ok(delivered.length > 0 && delivered.length <= 10);
        assert.equal(await lessons.count(), delivered.length);
        assert.ok(await lessons.first().locator('ul li').count() > 0, 'every lesson says why');

        const row = page.locator('.due-row');
        assert.equal(await row.count(), 1);
        await row.locator('input').fill('合同用上了');
        await row.getByRole('button', { name: '没用' }).focus();
        await page.keyboard.press('Enter');
        await page.getByRole('status').filter({ hasText: '已记下' }).waitFor();
        await row.waitFor({ state: 'detached' });
        const { items } = await api(`/api/v1/adoptions?project=${project.id}`);
        assert.equal(items[0].state, 'not_helped');
        assert.equal(items[0].note, '合同用上了');
      }));

    it('have a feed that holds what was delivered', () =>
      on(projectPath(), {}, async (page) => {
        const feed = await page.locator('a[type="application/atom+xml"]').getAttribute('href');
        const xml = await (await fetch(app.origin + feed)).text();
        const { deliveries } = await api(`/api/v1/projects/${project.id}`);
        for (const { id } of deliveries[0].lessons) assert.ok(xml.includes(`/lessons/${id}`), id);
      }));

    it('that are not there are said to be missing', () =>
      on('/projects/nothing', { allowed: ['404'] }, async (page) => {
        await page.getByText('没有这个项目').waitFor();
      }));

    for (const locale of ['zh-CN', 'en-GB']) {
      for (const scheme of ['light', 'dark']) {
        it(`have nothing for axe to find, ${locale}, ${scheme}`, async () => {
          for (const path of ['/projects', projectPath()]) {
            await on(path, { locale, scheme, bypassCSP: true }, async (page) => {
              await page.locator('.project-list, .delivery').first().waitFor();
              assert.deepEqual(await axeFindings(page), [], path);
            });
          }
        });
      }
      it(`fit into 320 pixels, ${locale}`, async () => {
        for (const path of ['/projects', projectPath()]) {
          await on(path, { locale, width: 320 }, async (page) => {
            await page.locator('.project-list, .delivery').first().waitFor();
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), path);
          });
        }
      });
    }
  });

  describe('relations of lessons', () => {
    it('are added by searching the other lesson, shown at both, and removed', async () => {
      const { hits } = await api(`/api/v1/search?type=lesson&limit=2&q=${encodeURIComponent('供应商')}`);
      const [own, other] = hits.map(({ id }) => id);
      const title = (await api(`/api/v1/lessons/${other}`)).title;
      await on(`/lessons/${own}`, {}, async (page) => {
        await page.getByRole('button', { name: '添加关系' }).click();
        await page.locator('#relation-kind').selectOption('supersedes');
        await page.locator('#relation-words').fill('供应商');
        await page.keyboard.press('Enter');
        await page.locator('.relation-choice').getByRole('button', { name: title }).click();
        await page.locator('.relations li').filter({ hasText: '取代了' }).waitFor();
      });
      await on(`/lessons/${other}`, { bypassCSP: true }, async (page) => {
        const row = page.locator('.relations li').filter({ hasText: '已被取代' });
        await row.waitFor();
        assert.equal(await row.getByRole('link').getAttribute('href'), `/lessons/${own}`);
        assert.deepEqual(await axeFindings(page), []);
        await row.getByRole('button').click();
        await row.waitFor({ state: 'detached' });
      });
      assert.deepEqual((await api(`/api/v1/lessons/${own}`)).relations, []);
    });
  });
});
