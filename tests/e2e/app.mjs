// A running server and a browser for the tests of one file: `const { on, api } = useApp()` at its top.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before } from 'node:test';
import { launchBrowser } from './browser.mjs';
import { startServer } from './fupan_server.mjs';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe has to say against the page, one line a rule. The page must have been opened with bypassCSP. */
export async function axeFindings(page) {
  // Outside of the page's own policy only here: the checker is a script of the test.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`);
}

/** A page with its own storage. Anything the browser complains about fails the test that saw it. */
async function open(browser, origin, path, { locale = 'zh-CN', width = 1280, scheme = 'light', bypassCSP = false, allowed = [] } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 }, locale, colorScheme: scheme, reducedMotion: 'reduce', bypassCSP, baseURL: origin,
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

/**
 * Starts server and browser before the tests of the file that calls it, and ends them after. `server` are the options of
 * startServer(). `prepare` gives the server something to show; a hook of its own would not wait for the server.
 */
export function useApp(server = {}, prepare = async () => {}) {
  let running;
  let browser;
  before(async () => {
    running = await startServer(server);
    browser = await launchBrowser();
    await prepare();
  });
  after(async () => {
    await browser?.close();
    await running?.stop();
  });
  return {
    get origin() {
      return running.origin;
    },
    /** The data folder of the binary; undefined of any other server. */
    get data() {
      return running.data;
    },
    /** The JSON of GET path. */
    api: async (path) => (await fetch(running.origin + path)).json(),
    /** The JSON that a call answers; null when it answers nothing. A refusal fails the test. */
    send: async (method, path, body, headers = {}) => {
      const response = await fetch(running.origin + path, {
        method, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body),
      });
      const text = await response.text();
      assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
      return text === '' ? null : JSON.parse(text);
    },
    /** Runs body on a page and closes it whatever happens. Options: locale, width, scheme, bypassCSP, allowed. */
    on: async (path, options, body) => {
      const { page, close } = await open(browser, running.origin, path, options);
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
    },
  };
}
