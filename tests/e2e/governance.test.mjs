// What an administrator decides about approvals, and the trail of it. Against the binary of FUPAN_BIN.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { axeFindings, useApp } from './app.mjs';

const skip = !process.env.FUPAN_BIN && !process.env.FUPAN_URL && 'needs the program';
const app = useApp({ args: ['--empty'] });
const { on, api } = app;

async function putTier(tier) {
  const response = await fetch(`${app.origin}/api/v1/settings/authority`, {
    method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(tier),
  });
  assert.ok(response.ok, await response.text());
}

describe('governance', { skip }, () => {
  it('sets the preset and rows of the table of authority by keyboard, and shows them in the audit trail', async () => {
    await on('/admin/governance', { locale: 'zh-CN' }, async (page) => {
      await page.getByRole('radio', { name: /支持型/ }).focus();
      await page.keyboard.press('ArrowDown');
      await page.getByText('已保存').waitFor();
      assert.equal((await api('/api/v1/settings')).governance, 'controlling');

      await page.getByRole('combobox', { name: '分类中的风险' }).focus();
      await page.keyboard.type('合规');
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Tab');
      await page.keyboard.type('王芳、李雷');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: '风险: 合规' }).waitFor();
      assert.deepEqual((await api('/api/v1/settings')).authority, [
        { facet: 'risk', value: 'compliance', role: 'administrator', accounts: ['王芳', '李雷'] },
      ]);
    });
    await on('/admin/governance', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('button', { name: 'Change Risk: Compliance' }).click();
      const form = page.getByRole('form', { name: 'Change' });
      await form.getByRole('combobox').selectOption('curator');
      await form.getByRole('textbox').fill('');
      await form.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Approved by: Curator or above.').waitFor();
      await page.getByRole('button', { name: 'Remove Risk: Compliance' }).click();
      await page.getByText('No rows').waitFor();
      await page.getByRole('link', { name: 'Audit trail' }).click();
      await page.getByText('4 records').waitFor();
      await page.getByRole('combobox', { name: 'What' }).selectOption('settings');
      await page.getByRole('textbox', { name: 'Who' }).fill('nobody of this name');
      await page.getByRole('button', { name: 'Show' }).click();
      await page.getByText('0 records').waitFor();
    });
  });

  it('refuses what somebody else changed meanwhile, and shows what is stored', async () => {
    await on('/admin/governance', { locale: 'en-GB', allowed: ['412'] }, async (page) => {
      await page.getByRole('radio', { name: /Controlling/ }).waitFor();
      await putTier({ facet: 'phase', value: 'closing', role: 'curator' });
      await page.getByRole('radio', { name: /Strategic/ }).check({ force: true }).catch(() => undefined);
      await page.getByRole('alert').waitFor();
      await page.getByRole('heading', { name: 'Phase: Closing' }).waitFor();
      assert.equal((await api('/api/v1/settings')).governance, 'controlling');
    });
  });

  it('has no finding of axe in light and dark, and fits 320 px', async () => {
    await putTier({ facet: 'risk', value: 'safety', role: 'administrator', accounts: ['一个名字很长很长很长很长很长很长很长很长的人'] });
    for (const path of ['/admin/governance', '/admin/audit']) {
      for (const scheme of ['light', 'dark']) {
        await on(path, { scheme, bypassCSP: true }, async (page) => {
          await page.locator('.tier, .history-step').first().waitFor();
          assert.deepEqual(await axeFindings(page), [], path);
        });
      }
      await on(path, { width: 320, locale: 'en-GB' }, async (page) => {
        await page.locator('.tier, .history-step').first().waitFor();
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, path);
      });
    }
  });
});
