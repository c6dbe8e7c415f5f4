// What a reader does with the web app, in a real browser against a real server with its starter library.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { axeFindings, useApp } from './app.mjs';

const word = '供应商';
const resultsPath = `/?q=${encodeURIComponent(word)}`;

const app = useApp({}, () => haveSomethingToFollow());
const { on, api } = app;

const searchBox = (page) => page.locator('[data-search-input]');

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
    explained: `${resultsPath}&explain=true&translate=false`,
    lesson: `/lessons/${encodeURIComponent(lesson.id)}`, lines: `${document}#L${lesson.lines.join('-')}`,
    ...Object.fromEntries(hits.map((hit, index) => [`document ${index + 1}`, `/documents/${encodeURIComponent(hit.document.id)}`])),
    searches: '/searches', unanswered: '/insights/unanswered', missing: '/no/such/page',
  };
}

/** One saved search and one open question, so that the pages of both have something to show. */
async function haveSomethingToFollow() {
  const post = (path, body) =>
    fetch(app.origin + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const name = '供应商：一个很长很长的名字 with a_very_long_word_that_does_not_break_by_itself_anywhere';
  assert.equal((await post('/api/v1/searches', { name, query: word, phase: ['execution'] })).status, 201);
  assert.equal((await post('/api/v1/queries', { query: `${word}没有人写过的问题 nobody-wrote-this-down-and-it-is-long`, total: 0 })).status, 204);
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

describe('translations', () => {
  const badge = (page) => page.locator('.badge', { hasText: '译文匹配' });

  it('mark the hits that they find, and are turned off and on in the address', () =>
    on(resultsPath, {}, async (page) => {
      const direct = () => page.locator('.hits[aria-busy="false"] article').first();
      await direct().waitFor();
      const all = (await api(`/api/v1/search?q=${encodeURIComponent(word)}`)).total;
      const typed = (await api(`/api/v1/search?q=${encodeURIComponent(word)}&translate=false`)).total;
      assert.ok(typed > 0 && typed < all, `${typed} of ${all} have the word as typed`);
      assert.equal(await direct().locator('.badge', { hasText: '译文匹配' }).count(), 0, 'direct hits come first');

      await page.goto(`${resultsPath}&lang=en`, { waitUntil: 'networkidle' });
      assert.equal(await badge(page).first().getAttribute('title'), '通过另一种语言的词找到');
      assert.ok((await badge(page).count()) > 0);

      const toggle = page.getByRole('switch', { name: '双语搜索' });
      assert.ok(await toggle.isChecked());
      await toggle.click();
      await page.waitForURL((url) => url.searchParams.get('translate') === 'false');
      await badge(page).first().waitFor({ state: 'detached' });
      await page.reload({ waitUntil: 'networkidle' });
      assert.ok(!(await toggle.isChecked()));
      assert.equal(await badge(page).count(), 0);
      await page.getByRole('switch', { name: '双语搜索' }).focus();
      await page.keyboard.press('Space');
      await page.waitForURL((url) => !url.searchParams.has('translate'));
      await badge(page).first().waitFor();
    }));

  it('find Chinese for English words, and say so in English', () =>
    on('/?q=supplier&lang=zh', { locale: 'en-GB' }, async (page) => {
      const first = page.locator('.badge', { hasText: 'Translated match' }).first();
      await first.waitFor();
      assert.equal(await first.getAttribute('title'), 'found by words of the other language');
    }));

  it('are offered where nothing was found without', () =>
    on('/?q=zzqqxxyy&translate=false', {}, async (page) => {
      await page.getByRole('link', { name: '同时用中文和英文搜索。' }).click();
      await page.waitForURL((url) => !url.searchParams.has('translate'));
    }));
});

describe('few hits', () => {
  it('lead to those with fewer of the words, and back', () =>
    on('/?q=supplier%20late', { locale: 'en-GB' }, async (page) => {
      const usual = (await api('/api/v1/search?q=supplier%20late')).total;
      const any = (await api('/api/v1/search?q=supplier%20late&match=any')).total;
      assert.ok(usual > 0 && usual < 20 && any > usual, `${usual} of ${any} have both words`);
      const count = (total) => page.getByRole('heading', { name: new RegExp(`^${total} results?$`) }).waitFor();
      await count(usual);
      await page.getByRole('link', { name: 'Show results with fewer of them' }).click();
      await page.waitForURL((url) => url.searchParams.get('match') === 'any');
      await count(any);
      await page.reload({ waitUntil: 'networkidle' });
      await count(any);
      await page.getByRole('link', { name: 'Only results with all words' }).click();
      await page.waitForURL((url) => !url.searchParams.has('match'));
      await count(usual);
    }));
});

describe('ranking', () => {
  for (const [locale, toggle, why, total] of [
    ['zh-CN', '排序说明', '为什么排在这里？', '得分'], ['en-GB', 'Explain ranking', 'Why here?', 'Score'],
  ]) {
    it(`is explained on demand, part by part, ${locale}`, () =>
      on('/?q=supplier%20delay', { locale }, async (page) => {
        const button = page.getByRole('button', { name: why }).first();
        await page.locator('.hits[aria-busy="false"] article').first().waitFor();
        assert.equal(await button.count(), 0);
        await page.getByRole('switch', { name: toggle }).click();
        await page.waitForURL((url) => url.searchParams.get('explain') === 'true');
        await button.waitFor();
        assert.equal(await button.getAttribute('aria-expanded'), 'false');
        await button.focus();
        await page.keyboard.press('Enter');
        assert.equal(await button.getAttribute('aria-expanded'), 'true');

        const box = page.locator('.why-parts:visible');
        assert.ok((await box.locator('li').allTextContents()).some((text) => /[“”]/.test(text)), 'names what was looked for');
        assert.ok((await box.textContent()).includes(total));
        const number = (text) => Math.round(Number(text.replace(/,/g, '')) * 100);
        const parts = (await box.locator('li .why-weight').allTextContents()).map(number);
        assert.equal(parts.reduce((sum, part) => sum + part, 0), number(await box.locator('.why-total .why-weight').textContent()));
        assert.equal(await box.locator('.why-bar').count(), await box.locator('.why-share').count());

        await page.reload({ waitUntil: 'networkidle' });
        await button.waitFor();
        await page.getByRole('switch', { name: toggle }).click();
        await button.waitFor({ state: 'detached' });
        assert.ok(!new URL(page.url()).searchParams.has('explain'));
      }));
  }

  it('is explained at 320 px without scrolling sideways, and axe finds nothing, also of translated hits', async () => {
    for (const [locale, scheme] of [['zh-CN', 'light'], ['en-GB', 'dark']]) {
      for (const path of ['/?q=supplier%20delay&explain=true', `${resultsPath}&lang=en&explain=true`, `${resultsPath}&sort=newest&explain=true`]) {
        await on(path, { width: 320, locale, scheme, bypassCSP: true }, async (page) => {
          await page.locator('.why button').first().click();
          await page.locator('.why-parts:visible li').first().waitFor();
          const { scroll, client } = await page.evaluate(() => ({
            scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth,
          }));
          assert.ok(scroll <= client, `${path} in ${locale} is ${scroll} wide on ${client}`);
          assert.deepEqual(await axeFindings(page), [], `${path}, ${locale}, ${scheme}`);
        });
      }
    }
  });
});

describe('followed searches', () => {
  it('are saved from the results, opened, renamed and removed again', () =>
    on(`${resultsPath}&type=lesson`, {}, async (page) => {
      await page.getByRole('button', { name: '保存此搜索' }).click();
      const name = page.getByLabel('名称');
      assert.equal(await name.inputValue(), word);
      await page.keyboard.press('Escape');
      await name.waitFor({ state: 'hidden' });
      await page.keyboard.press('Enter'); // the button has the keyboard again
      await name.fill('供应商的教训');
      await page.keyboard.press('Enter');
      await page.getByText('已保存为“供应商的教训”。').waitFor();
      await page.locator('.save-search').getByRole('link', { name: '关注的搜索' }).click();
      await page.waitForURL(/\/searches$/);

      await page.getByRole('button', { name: '改名：供应商的教训' }).click();
      await page.getByLabel('名称').fill('Supplier lessons');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Supplier lessons', exact: true }).click();
      await page.waitForURL((url) => url.searchParams.get('q') === word && url.searchParams.get('type') === 'lesson');
      await page.goBack();
      await page.getByRole('button', { name: '移除：Supplier lessons' }).click();
      await page.getByText('已不再关注“Supplier lessons”。').waitFor();
      await page.getByRole('link', { name: 'Supplier lessons', exact: true }).waitFor({ state: 'detached' });
      const { items } = await api('/api/v1/searches');
      assert.ok(items.every((item) => item.name !== 'Supplier lessons'));
    }));

  it('are reached from the navigation and name their feeds', () =>
    on('/', { locale: 'en-GB' }, async (page) => {
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Followed searches' }).click();
      await page.waitForURL(/\/searches$/);
      const feed = await page.getByRole('link', { name: /^Feed: / }).first().getAttribute('href');
      assert.match(feed, /^\/feeds\/searches\/.+\.atom$/);
    }));
});

describe('unanswered questions', () => {
  it('are what was searched for in vain, and go when dismissed', () =>
    on('/', {}, async (page) => {
      const question = '没有答案zzqqyyxx';
      const reported = page.waitForResponse((response) => response.url().endsWith('/api/v1/queries'));
      await searchBox(page).fill(question);
      await page.keyboard.press('Enter');
      assert.equal((await reported).status(), 204);
      await page.getByRole('navigation', { name: '页面' }).getByRole('link', { name: '无人解答的问题' }).click();
      const row = page.getByRole('row', { name: new RegExp(question) });
      await row.waitFor();
      assert.equal(await row.getByRole('cell').first().textContent(), '1');
      await row.getByRole('link', { name: `再次搜索：${question}` }).click();
      await page.waitForURL((url) => url.searchParams.get('q') === question);
      await page.goBack();
      await row.getByRole('button', { name: `忽略：${question}` }).click();
      await row.waitFor({ state: 'detached' });
      await page.getByText(`已忽略“${question}”`).waitFor();
    }));

  it('are answered by opening a hit, and typing alone asks nothing', () =>
    on('/', {}, async (page) => {
      const reports = [];
      page.on('request', (request) => request.method() === 'POST' && reports.push(`${new URL(request.url()).pathname} ${request.postData()}`));
      await searchBox(page).pressSequentially(word, { delay: 20 });
      await page.getByRole('option').first().waitFor();
      assert.deepEqual(reports, []);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      await page.locator('article[data-hit] mark').first().waitFor();
      const opened = page.waitForResponse((response) => response.url().endsWith('/api/v1/queries/opened'));
      await page.locator('article[data-hit] h3 a').first().click();
      assert.equal((await opened).status(), 204);
      assert.equal(reports.length, 2, reports.join(' | '));
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
