// People: the first account, signing in and out, what each role sees, administration. Needs the binary: FUPAN_BIN.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { axeFindings, useApp } from './app.mjs';

const password = 'correct horse battery';
const skip = process.env.FUPAN_BIN ? false : 'needs FUPAN_BIN';
const app = useApp();
const { on } = app;
// What the browser says of an answer 401 or 403 that is expected.
const refused = { allowed: ['status of 401', 'status of 403'] };

let cookie = '';

async function call(method, path, body) {
  const headers = { 'X-Requested-With': 'test', ...(body && { 'Content-Type': 'application/json' }), ...(cookie && { Cookie: cookie }) };
  return fetch(app.origin + path, { method, headers, body: body && JSON.stringify(body) });
}

async function signIn(page, name, secret = password) {
  await page.goto('/sign-in', { waitUntil: 'networkidle' });
  await page.locator('input[autocomplete="username"]').fill(name);
  await page.locator('input[autocomplete="current-password"]').fill(secret);
  await page.keyboard.press('Enter');
}

async function signedIn(page, name) {
  await signIn(page, name);
  await page.waitForURL((url) => url.pathname === '/');
  await page.locator('.account-menu').waitFor();
}

const isWide = (page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe('people', { skip }, () => {
  before(async () => {
    if (skip) return;
    await on('/admin', { locale: 'en-GB', ...refused }, async (page) => {
      await page.getByText('There are no accounts yet').waitFor();
      await page.getByLabel('Name', { exact: true }).first().fill('林 Lin');
      await page.locator('input[autocomplete="new-password"]').fill(password);
      await page.getByRole('button', { name: 'Add an account' }).click();
      await page.getByRole('heading', { name: 'Sign in to read' }).waitFor();
    });
    const answer = await call('POST', '/api/v1/session', { name: '林 Lin', password });
    assert.equal(answer.status, 200);
    [cookie] = answer.headers.get('set-cookie').split(';');
    for (const [name, role] of [['Rhea', 'reader'], ['Curt', 'curator']]) {
      assert.equal((await call('POST', '/api/v1/accounts', { name, role, password })).status, 201);
    }
  });

  it('sign in is asked for, says what is wrong in the language of the page, and leads back', () =>
    on('/?q=supplier', refused, async (page) => {
      await page.getByRole('heading', { name: '请登录后阅读' }).waitFor();
      await page.locator('main').getByRole('link', { name: '登录' }).click();
      await page.locator('input[autocomplete="username"]').fill('林 LIN');
      await page.locator('input[autocomplete="current-password"]').fill('not the password');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').getByText('用户名或密码不正确').waitFor();
      await page.locator('input[autocomplete="current-password"]').fill(password);
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.pathname === '/' && url.searchParams.get('q') === 'supplier');
      await page.locator('article[data-hit]').first().waitFor();
      await page.getByRole('button', { name: '退出' }).click();
      await page.waitForURL(/sign-in/);
      assert.equal((await page.context().cookies()).length, 0);
    }));

  it('each role is shown what it may do', () =>
    on('/sign-in', { locale: 'en-GB', ...refused }, async (page) => {
      const links = () => page.locator('.main-nav a').allTextContents();
      await signedIn(page, 'rhea');
      assert.deepEqual((await links()).filter((name) => /Unanswered|Administration/.test(name)), []);
      await page.goto('/admin', { waitUntil: 'networkidle' });
      await page.getByText('This page is for administrators').waitFor();
      await signedIn(page, 'Curt');
      assert.ok((await links()).includes('Unanswered questions'));
      assert.ok(!(await links()).includes('Administration'));
      await signedIn(page, '林 Lin');
      assert.ok((await links()).includes('Administration'));
    }));

  it('a restricted collection vanishes for those who are not named, and comes back', () =>
    on('/sign-in', { locale: 'en-GB', ...refused }, async (page) => {
      const hits = async () => (await (await page.request.get('/api/v1/search?limit=1')).json()).total;
      await signedIn(page, '林 Lin');
      const all = await hits();
      assert.ok(all > 0);
      await page.goto('/admin', { waitUntil: 'networkidle' });
      const { items } = await (await page.request.get('/api/v1/collections')).json();
      for (const { name } of items) {
        await page.getByLabel(`Visibility: ${name}`).selectOption('restricted');
        await page.getByText(`Who sees ${name} is changed`).waitFor();
      }
      await signedIn(page, 'Rhea');
      assert.equal(await hits(), 0);
      await signedIn(page, '林 Lin');
      await page.goto('/admin', { waitUntil: 'networkidle' });
      for (const { name } of items) {
        await page.getByRole('group', { name: `People who see ${name}` }).getByLabel('Rhea').check();
        await page.getByText(`Who sees ${name} is changed`).waitFor();
      }
      await signedIn(page, 'Rhea');
      assert.equal(await hits(), all);
    }));

  it('accounts are added, changed, disabled and removed by keyboard, and the last administrator stays', () =>
    on('/sign-in', { locale: 'en-GB', ...refused, allowed: ['status of 4'] }, async (page) => {
      await signedIn(page, '林 Lin');
      await page.getByRole('link', { name: 'Administration' }).click();
      await page.getByLabel('Name', { exact: true }).first().fill('Ann');
      await page.locator('form input[autocomplete="new-password"]').fill(password);
      await page.keyboard.press('Enter');
      await page.getByText('Ann is added.').waitFor();
      await page.getByLabel('Role: Ann').selectOption('contributor');
      await page.getByText('Ann has another role.').waitFor();
      await page.getByRole('button', { name: 'Disable: Ann' }).press('Enter');
      await page.getByText('Ann is disabled.').waitFor();
      const remove = page.getByRole('button', { name: 'Remove: Ann' });
      await remove.press('Enter');
      await page.keyboard.press('Escape');
      assert.ok(await remove.evaluate((element) => element === document.activeElement), 'the keyboard is back on the button');
      await remove.press('Enter');
      await page.getByRole('button', { name: 'Remove', exact: true }).press('Enter');
      await page.getByText('Ann is removed.').waitFor();
      await page.getByRole('button', { name: 'Disable: 林 Lin' }).press('Enter');
      await page.getByRole('alert').getByText('One administrator must stay').waitFor();
    }));

  it('a token is shown once, works, and works no more when it is revoked', () =>
    on('/sign-in', { locale: 'en-GB', ...refused }, async (page) => {
      await signedIn(page, 'Curt');
      await page.getByRole('link', { name: 'My account: Curt' }).click();
      await page.getByLabel('What for').fill('夜间 import');
      await page.getByRole('button', { name: 'Make a token' }).click();
      const token = await page.locator('.people-secret').textContent();
      const status = async () => (await fetch(`${app.origin}/api/v1/stats`, { headers: { Authorization: `Bearer ${token}` } })).status;
      assert.equal(await status(), 200);
      await page.getByRole('button', { name: 'Revoke: 夜间 import' }).click();
      await page.getByText('There are no tokens.').waitFor();
      assert.equal(await status(), 401);
    }));

  it('a changed password is the only one from then on', () =>
    on('/sign-in', { locale: 'en-GB', ...refused }, async (page) => {
      await signedIn(page, 'Curt');
      await page.getByRole('link', { name: 'My account: Curt' }).click();
      await page.getByLabel('Present password').fill('wrong one');
      await page.getByLabel('New password').fill('another long one');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').getByText('The present password is not right').waitFor();
      await page.getByLabel('Present password').fill(password);
      await page.keyboard.press('Enter');
      await page.getByText('The password is changed').waitFor();
      await page.reload({ waitUntil: 'networkidle' });
      await page.locator('.account-menu').waitFor();
      assert.equal((await call('POST', '/api/v1/session', { name: 'Curt', password })).status, 401);
      assert.equal((await call('POST', '/api/v1/session', { name: 'Curt', password: 'another long one' })).status, 200);
    }));

  it('all pages fit 320 px, and axe finds nothing, in both languages and both schemes', async () => {
    for (const [locale, scheme] of [['zh-CN', 'light'], ['en-GB', 'dark'], ['zh-CN', 'dark'], ['en-GB', 'light']]) {
      await on('/sign-in', { locale, scheme, width: 320, bypassCSP: true, ...refused }, async (page) => {
        const check = async (name) => {
          assert.ok(!(await isWide(page)), `${name} in ${locale} scrolls sideways`);
          assert.deepEqual(await axeFindings(page), [], `${name}, ${locale}, ${scheme}`);
        };
        await check('sign-in');
        await page.goto('/', { waitUntil: 'networkidle' });
        await check('sign-in notice');
        await signedIn(page, '林 Lin');
        for (const path of ['/account', '/admin']) {
          await page.goto(path, { waitUntil: 'networkidle' });
          await page.locator('h2').first().waitFor();
          await check(path);
        }
      });
    }
  });
});
