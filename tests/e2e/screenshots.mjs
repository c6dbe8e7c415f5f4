// Pictures of every page, for looking at: both languages, light and dark, wide and narrow.
// `node screenshots.mjs OUT_DIR [name-filter]`; FUPAN_URL points at a running server, otherwise the mock is used.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { startMockServer } from './mock_server.mjs';

const [out = 'screenshots', filter = ''] = process.argv.slice(2);
const mock = process.env.FUPAN_URL ? null : await startMockServer();
const origin = process.env.FUPAN_URL ?? mock.origin;
const api = async (path) => (await fetch(origin + path)).json();

const { hits: [lesson] } = await api(`/api/v1/search?q=${encodeURIComponent('供应商')}&type=lesson&limit=1`);
const { hits: [english] } = await api('/api/v1/search?q=rollback&lang=en&limit=1');
const pages = {
  start: '/',
  results: `/?q=${encodeURIComponent('供应商')}`,
  filtered: `/?q=supplier&type=lesson&risk=supplier&from=2023-01-01&to=2024-12-31`,
  relaxed: `/?q=${encodeURIComponent('rollback 供应商')}`,
  none: '/?q=zzzzqqq&lang=zh',
  error: `/?q=${encodeURIComponent('"open')}`,
  lesson: `/lessons/${encodeURIComponent(lesson.id)}`,
  document: `/documents/${encodeURIComponent(lesson.document.id)}`,
  lines: `/documents/${encodeURIComponent(lesson.document.id)}#L${lesson.lines.join('-')}`,
  english: `/documents/${encodeURIComponent(english.document.id)}`,
  missing: '/no/such/page',
};
const variants = [
  ['zh', 'light', 1280], ['en', 'dark', 1280], ['en', 'light', 1280], ['zh', 'dark', 1280], ['zh', 'light', 320], ['en', 'dark', 320],
];

await mkdir(out, { recursive: true });
const browser = await launchBrowser();
for (const [language, scheme, width] of variants) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, locale: language === 'zh' ? 'zh-CN' : 'en-GB' });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && console.log(`${language} ${scheme} ${width}: ${message.text()}`));
  page.on('pageerror', (error) => console.log(`${language} ${scheme} ${width}: ${error.message}`));
  for (const [name, path] of Object.entries(pages)) {
    const file = `${name}-${language}-${scheme}-${width}.png`;
    if (!file.includes(filter)) continue;
    await page.goto(origin + path, { waitUntil: 'networkidle' });
    await page.screenshot({ path: join(out, file), fullPage: !path.includes('#L') });
  }
  await context.close();
}
await browser.close();
mock?.server.close();
