// What a reader does with the web app, in a real browser against a real server with its starter library.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { launchBrowser } from './browser.mjs';
import { startServer } from './fupan_server.mjs';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const word = '供应商';
const resultsPath = `/?q=${encodeURIComponent(word)}`;

let server;
let browser;
before(async () => {
  server = await startServer();
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A page with its own storage. Anything the browser complains about fails the test that saw it. */
async function open(path, { locale = 'zh-CN', width = 1280, scheme = 'light', bypassCSP = false, allowed = [] } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 }, locale, colorScheme: scheme, reducedMotion: 'reduce', bypassCSP, baseURL: server.origin,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !allowed.some((text) => message.text().includes(text))) complaints.push(message.text());
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  const close = async () => {
    await context.close();
    assert.deepEqual(complaints, [], `the browser complained on ${path}`);
  };
  return { page, close };
}

/** Runs body on a page and closes it whatever happens. */
async function on(path, options, body) {
  const { page, close } = await open(path, options);
  let failed = true;
  try {
    await body(page);
    failed = false;
  } finally {
    // The first failure is the one to report.
    await close().catch((error) => {
      if (!failed) throw error;
    });
  }
}

const searchBox = (page) => page.locator('[data-search-input]');
const api = async (path) => (await fetch(server.origin + path)).json();

async function findLesson() {
  const { hits } = await api(`/api/v1/search?q=${encodeURIComponent(word)}&type=lesson&limit=1`);
  assert.ok(hits.length > 0, `the starter library has no lesson with ${word}`);
  return hits[0];
}

/** The pages that every check of all pages visits. */
async function allPages() {
  const lesson = await findLesson();
  const document = `/documents/${encodeURIComponent(lesson.document.id)}`;
  const { hits } = await api('/api/v1/search?type=document&limit=3');
  return {
    start: '/', results: resultsPath, filtered: `${resultsPath}&type=lesson&sort=newest&from=2000-01-01`, nothing: '/?q=zzqqxxyy&lang=zh',
    lesson: `/lessons/${encodeURIComponent(lesson.id)}`, lines: `${document}#L${lesson.lines.join('-')}`,
    ...Object.fromEntries(hits.map((hit, index) => [`document ${index + 1}`, `/documents/${encodeURIComponent(hit.document.id)}`])),
    missing: '/no/such/page',
  };
}

describe('search', () => {
  it('finds Chinese text, marks it, filters by a facet and shows lessons and their documents', () =>
    on('/', {}, async (page) => {
      await searchBox(page).fill(word);
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('q') === word);
      await page.locator('article[data-hit] mark').first().waitFor();
      assert.ok((await page.locator('mark').allTextContents()).some((text) => text.includes(word)));
      assert.match(await page.title(), new RegExp(word));

      const box = page.locator('fieldset[data-facet="risk"]:visible input').first();
      await box.check();
      await page.waitForURL((url) => url.searchParams.has('risk'));
      await page.locator('.hits[aria-busy="false"] article').first().waitFor();
      assert.equal(await page.locator('.active-filters .chip').count(), 1);
      await page.locator('.active-filters .chip').click();
      await page.waitForURL((url) => !url.searchParams.has('risk'));

      await page.getByRole('link', { name: '经验教训', exact: true }).click();
      await page.waitForURL((url) => url.searchParams.get('type') === 'lesson');
      await page.locator('.hits[aria-busy="false"] article[data-hit="lesson"] h3 a').first().click();
      await page.waitForURL(/\/lessons\//);
      await page.locator('.lesson-text').waitFor();

      await page.getByRole('link', { name: '在文档中阅读' }).click();
      await page.waitForURL(/\/documents\/.+#L\d+/);
      const marked = page.locator('.prose .line-mark').first();
      await marked.waitFor();
      const { y } = await marked.boundingBox();
      assert.ok(y >= 0 && y < 900, `the lesson's lines are in view, at ${y}`);

      await page.getByRole('link', { name: '返回搜索结果' }).click();
      await page.waitForURL((url) => url.pathname === '/' && url.searchParams.get('q') === word);
    }));

  it('keeps everything in the address: reload, back and forward show the same', () =>
    on(`${resultsPath}&type=lesson&sort=newest`, {}, async (page) => {
      const titles = () => page.locator('article[data-hit] h3').allTextContents();
      const first = await titles();
      assert.ok(first.length > 0);
      await page.reload({ waitUntil: 'networkidle' });
      assert.deepEqual(await titles(), first);
      await page.locator('article h3 a').first().click();
      await page.waitForURL(/\/lessons\//);
      await page.goBack();
      await page.locator('article[data-hit]').first().waitFor();
      assert.deepEqual(await titles(), first);
      assert.equal(await searchBox(page).inputValue(), word);
    }));

  it('suggests while typing and goes to what was chosen', () =>
    on('/', {}, async (page) => {
      await searchBox(page).pressSequentially(word.slice(0, 2), { delay: 30 });
      const options = page.getByRole('option');
      await options.first().waitFor();
      await page.keyboard.press('ArrowDown');
      assert.equal(await options.first().getAttribute('aria-selected'), 'true');
      await page.keyboard.press('Escape');
      await options.first().waitFor({ state: 'hidden' });
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.pathname !== '/' || url.search !== '');
    }));

  it('says what is wrong with a request the server refuses, and survives hostile words', () =>
    on('/', { allowed: ['400'] }, async (page) => {
      for (const text of ['"', '((', 'AND', '<script>alert(1)</script>', '%', 'field:', '-', '＊']) {
        await page.goto(`/?q=${encodeURIComponent(text)}`, { waitUntil: 'networkidle' });
        await page.locator('section h2, .notice').first().waitFor();
        assert.equal(await searchBox(page).inputValue(), text);
      }
      await page.goto(`/?q=x&lang=${encodeURIComponent('zh,en')}&page=400`, { waitUntil: 'networkidle' });
      await page.locator('section h2, .notice').first().waitFor();
    }));
});

describe('keyboard', () => {
  it('reaches the first hit with Tab and opens it with Enter', () =>
    on('/', {}, async (page) => {
      await page.locator('.hits article').first().waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type(word);
      await page.keyboard.press('Enter');
      await page.locator('article[data-hit] mark').first().waitFor();
      for (let step = 0; step < 20; step += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(() => document.activeElement?.matches('article h3 a'))) break;
      }
      const outline = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement);
        return document.activeElement.matches('article h3 a') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      });
      assert.ok(outline, 'the first hit has the keyboard and shows it');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/(lessons|documents)\//);
    }));

  it('skips to the content, and Ctrl-K finds the search box on every page', () =>
    on('/no/such/page', {}, async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
      await page.keyboard.press('Control+k');
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'combobox');
    }));
});

describe('preferences', () => {
  it('starts in the browser’s language, switches, and remembers', () =>
    on(resultsPath, { locale: 'en-GB' }, async (page) => {
      const lang = () => page.evaluate(() => document.documentElement.lang);
      assert.equal(await lang(), 'en');
      await page.getByRole('button', { name: '中文' }).click();
      assert.equal(await lang(), 'zh-CN');
      await page.getByRole('button', { name: '搜索', exact: true }).waitFor();
      await page.reload({ waitUntil: 'networkidle' });
      assert.equal(await lang(), 'zh-CN');
    }));

  it('follows the system’s colours until one is chosen, and remembers the choice', () =>
    on('/', { locale: 'en-GB', scheme: 'dark' }, async (page) => {
      const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const dark = await background();
      assert.ok(dark.match(/\d+/g).every((part) => Number(part) < 60), `${dark} is dark`);
      await page.getByRole('button', { name: /Colour scheme/ }).click();
      assert.notEqual(await background(), dark);
      await page.reload({ waitUntil: 'networkidle' });
      assert.notEqual(await background(), dark);
    }));
});

describe('narrow screens', () => {
  it('show every page at 320 px without scrolling sideways', async () => {
    for (const [name, path] of Object.entries(await allPages())) {
      for (const locale of ['zh-CN', 'en-GB']) {
        await on(path, { width: 320, locale }, async (page) => {
          const { scroll, client } = await page.evaluate(() => ({
            scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth,
          }));
          assert.ok(scroll <= client, `${name} in ${locale} is ${scroll} wide on ${client}`);
        });
      }
    }
  });

  it('have the filters in a drawer', () =>
    on(resultsPath, { width: 320 }, async (page) => {
      await page.getByRole('button', { name: /筛选/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('fieldset[data-facet="lang"] input').first().check();
      await page.waitForURL((url) => url.searchParams.has('lang'));
      await dialog.getByRole('button', { name: '查看结果' }).click();
      await dialog.waitFor({ state: 'hidden' });
      assert.equal(await page.locator('.active-filters .chip').count(), 1);
    }));
});

async function axeFindings(page) {
  // Outside of the page's own policy only here: the checker is a script of the test.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`);
}

describe('accessibility', () => {
  for (const [scheme, locale] of [['light', 'zh-CN'], ['dark', 'en-GB']]) {
    it(`axe finds nothing on any page, ${scheme}, ${locale}`, async () => {
      for (const [name, path] of Object.entries(await allPages())) {
        await on(path, { scheme, locale, bypassCSP: true }, async (page) => {
          assert.deepEqual(await axeFindings(page), [], `${name}, ${scheme}`);
        });
      }
    });
  }

  it('axe finds nothing with suggestions or drawer open', async () => {
    await on('/', { bypassCSP: true }, async (page) => {
      await searchBox(page).pressSequentially(word.slice(0, 2));
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      assert.deepEqual(await axeFindings(page), [], 'suggestions');
    });
    await on(resultsPath, { bypassCSP: true, width: 320, scheme: 'dark' }, async (page) => {
      await page.getByRole('button', { name: /筛选/ }).click();
      await page.getByRole('dialog').locator('fieldset').first().waitFor();
      assert.deepEqual(await axeFindings(page), [], 'drawer');
    });
  });
});
