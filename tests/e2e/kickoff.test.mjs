// From a charter to an answered brief, in a real browser against the real server with its starter library.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { axeFindings, useApp } from './app.mjs';

const app = useApp();
const { on, api } = app;
const needsServer = { skip: !process.env.FUPAN_BIN && !process.env.FUPAN_URL && 'briefs need the real server' };

const charters = {
  zh: `# 仓储系统二期\n\n由供应商交付标准仓储系统，我方迁移 4 万条主数据并完成接口联调。预算 1200 万元，计划工期 10 个月，一个周末完成上线切换，
准备回滚方案。已知风险：供应商交付延期、需求变更、验收测试。`,
  en: `# Depot system\n\nA supplier delivers a standard warehouse system; we migrate master data of 40,000 articles and test the interfaces.
Budget 1.8 million EUR, planned duration 9 months, cutover in one weekend with a rollback plan. Late delivery by the supplier, changes of requirements.`,
};
const words = {
  zh: { locale: 'zh-CN', read: '解读章程', create: '生成简报', accept: '采纳', reject: '拒绝', later: '暂缓', undo: '撤销', answered: /^已答复 (\d+)\/(\d+)/, why: '计划中已有' },
  en: { locale: 'en-GB', read: 'Read the charter', create: 'Get the brief', accept: 'Accept', reject: 'Reject', later: 'Later', undo: 'Undo', answered: /^(\d+) of (\d+) answered/, why: 'Already in the plan' },
};

const send = (method, path, body, language = 'zh') => app.send(method, path, body, { 'Accept-Language': language });

/** A brief as the page would make it. */
async function makeBrief(language = 'zh') {
  const charter = { title: charters[language].split('\n')[0].slice(2), description: charters[language] };
  const { phases, risks, tags, budget, currency, duration_days: duration } = await send('POST', '/api/v1/briefs/proposal', charter);
  const size = { ...(budget && { budget, currency }), ...(duration && { duration_days: duration }) };
  return send('POST', '/api/v1/briefs', { ...charter, phases, risks, tags, ...size }, language);
}

const cards = (page) => page.locator('.brief-lesson');
const progress = (page) => page.locator('.brief-progress [role=status]');
const decisionOf = (id, lesson) => api(`/api/v1/briefs/${id}`).then(({ lessons }) => lessons.find((item) => item.lesson.id === lesson).decision);

/** Waits until the server has heard everything: the page's answers are shown before they are sent. */
async function untilDecided(id, lesson, decision) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if ((await decisionOf(id, lesson)) === decision) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(await decisionOf(id, lesson), decision);
}

/** Pastes as a person does: through the clipboard's event, not key by key. */
async function paste(page, text) {
  await page.locator('#charter').focus();
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
  await page.keyboard.insertText(text);
}

describe('kickoff', needsServer, () => {
  for (const language of ['zh', 'en']) {
    const say = words[language];
    it(`leads from a pasted charter to a brief in two clicks (${language})`, () =>
      on('/', { locale: say.locale }, async (page) => {
        await page.locator('.kickoff-entry').click();
        await page.waitForURL(/\/kickoff$/);
        await paste(page, charters[language]);
        assert.equal(await page.locator('#kickoff-title').inputValue(), charters[language].split('\n')[0].slice(2));
        await page.getByRole('button', { name: say.read, exact: true }).click();
        await page.getByRole('button', { name: say.create, exact: true }).click();
        await page.waitForURL(/\/briefs\/[0-9a-v]+$/);
        await cards(page).first().waitFor();

        const id = new URL(page.url()).pathname.split('/').pop();
        const brief = await api(`/api/v1/briefs/${id}`);
        assert.equal(brief.profile.duration_days, language === 'zh' ? 300 : 270, 'what the charter says is in the profile');
        assert.equal(await cards(page).count(), brief.lessons.length);
        const all = brief.lessons.length;
        assert.ok(all >= 3 && all <= 10, `${all} lessons`);
        assert.deepEqual((await progress(page).innerText()).match(say.answered)?.slice(1), ['0', String(all)]);

        const card = cards(page).nth(1);
        await card.getByRole('button', { name: say.accept }).click();
        await progress(page).getByText(language === 'zh' ? `已答复 1/${all}` : `1 of ${all} answered`).waitFor();
        assert.match(await card.locator('input[type=date]').inputValue(), /^\d{4}-\d\d-\d\d$/, 'a follow-up is proposed');
        await cards(page).nth(2).getByRole('button', { name: say.reject }).click();
        await page.getByRole('button', { name: say.why }).click();
        await cards(page).nth(2).getByText(say.why).waitFor();
        await cards(page).nth(3).getByRole('button', { name: say.later }).click();
        const putOff = (await cards(page).nth(3).getAttribute('aria-labelledby')).replace('lesson-', '');
        // Answers go one after the other: with the last one all have arrived.
        await untilDecided(id, putOff, 'later');

        await page.reload({ waitUntil: 'networkidle' });
        for (const decision of ['accepted', 'rejected', 'later']) assert.equal(await page.locator(`[data-decision=${decision}]`).count(), 1, decision);
        assert.match(await card.locator('input[type=date]').inputValue(), /^\d{4}-\d\d-\d\d$/, 'the follow-up is kept');
        await card.getByRole('button', { name: say.undo }).click();
        await page.locator('[data-decision=accepted]').waitFor({ state: 'detached' });

        await page.locator('.back-link').click();
        assert.equal(await page.locator('#charter').inputValue(), '', 'a charter that became a brief is not offered again');
        await page.locator('.earlier li').first().waitFor();
      }));
  }

  it('keeps what was typed over a reload, and over a refusal', () =>
    on('/kickoff', { allowed: ['400'] }, async (page) => {
      await page.locator('#kickoff-title').fill('二期');
      await page.locator('#charter').fill(charters.zh);
      await page.getByRole('button', { name: '解读章程' }).click();
      const budget = page.locator('#profile-budget');
      await budget.fill('很多');
      await page.getByRole('checkbox', { name: '安全', exact: true }).check();
      assert.equal(await budget.getAttribute('aria-invalid'), 'true');
      assert.ok(await page.getByRole('button', { name: '生成简报' }).isDisabled());
      await page.reload({ waitUntil: 'networkidle' });
      assert.equal(await page.locator('#kickoff-title').inputValue(), '二期');
      assert.equal(await page.locator('#charter').inputValue(), charters.zh);
      assert.equal(await budget.inputValue(), '很多');
      assert.ok(await page.getByRole('checkbox', { name: '安全', exact: true }).isChecked());

      await budget.fill('180万');
      await page.locator('#profile-currency').fill('x'.repeat(200));
      await page.route('**/api/v1/briefs', (route) => (route.request().method() === 'POST' ? route.fulfill({
        status: 400, contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'about:blank', title: 'Bad Request', status: 400, code: 'invalid_argument', detail: 'currency: no', request_id: 'r' }),
      }) : route.continue()));
      await page.getByRole('button', { name: '生成简报' }).click();
      await page.getByRole('alert').waitFor();
      assert.equal(await budget.inputValue(), '180万');
      assert.equal(await page.locator('#charter').inputValue(), charters.zh);
    }));

  it('takes a file in the encoding of the office, and says so when a server cannot read DOCX', () =>
    on('/kickoff', { allowed: ['404'] }, async (page) => {
      const folder = await mkdtemp(join(tmpdir(), 'fupan-charter-'));
      const file = join(folder, '章程.txt');
      // "章程" in GB18030
      await writeFile(file, Buffer.from([0xd5, 0xc2, 0xb3, 0xcc]));
      await page.locator('input[type=file]').setInputFiles(file);
      await page.waitForFunction(() => document.querySelector('#charter').value === '章程');
      await page.route('**/api/v1/briefs/charter', (route) => route.fulfill({ status: 404, contentType: 'application/json', body: '{}' }));
      await page.locator('input[type=file]').setInputFiles({ name: 'plan.docx', mimeType: '', buffer: Buffer.from('PK') });
      await page.getByText('这台服务器不能读取 DOCX').waitFor();
      await page.locator('input[type=file]').setInputFiles({ name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
      await page.getByText('“plan.pdf”').waitFor();
      assert.equal(await page.locator('#charter').inputValue(), '章程', 'a file that cannot be read changes nothing');
      await rm(folder, { recursive: true });
    }));

  it('finds tags in the other language, by keyboard', () =>
    on('/kickoff', {}, async (page) => {
      await page.locator('#charter').fill('x');
      await page.getByRole('button', { name: '解读章程' }).click();
      const field = page.getByRole('combobox', { name: '标签' });
      await field.fill('acceptance');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '去掉标签 用户验收测试' }).waitFor();
      await page.keyboard.press('Backspace');
      await page.getByRole('button', { name: '去掉标签 用户验收测试' }).waitFor({ state: 'detached' });
    }));
});

describe('brief', needsServer, () => {
  it('is answered by keyboard alone', async () => {
    const brief = await makeBrief();
    await on(`/briefs/${brief.id}`, {}, async (page) => {
      await cards(page).first().waitFor();
      const inFocus = () => page.evaluate(() => document.activeElement.closest('.brief-lesson')?.getAttribute('aria-labelledby')?.replace('lesson-', ''));
      const link = page.locator('.brief-contents a').last();
      await link.focus();
      await page.keyboard.press('Tab');
      const first = await inFocus();
      assert.ok(first, 'the first lesson is the next stop');
      await page.keyboard.press('a');
      await page.keyboard.press('j');
      const second = await inFocus();
      assert.notEqual(second, first);
      await page.keyboard.press('r');
      await page.keyboard.type('a 我们已经有了');
      await page.keyboard.press('Enter');
      await page.keyboard.press('j');
      const third = await inFocus();
      assert.ok(third && third !== second, 'the keyboard came back to the lesson');
      await page.keyboard.press('l');
      await page.keyboard.press('k');
      assert.equal(await inFocus(), second);
      await untilDecided(brief.id, first, 'accepted');
      await untilDecided(brief.id, second, 'rejected');
      await untilDecided(brief.id, third, 'later');
      await page.keyboard.press('u');
      await untilDecided(brief.id, second, 'open');
      await page.keyboard.press('o');
      await page.waitForURL(`**/lessons/${second}`);
    });
  });

  it('settles two answers to one lesson, and goes on top of answers to others', async () => {
    const brief = await makeBrief();
    const [one, two] = brief.lessons.map(({ lesson }) => lesson.id);
    const answer = (lesson, body) => send('PATCH', `/api/v1/briefs/${brief.id}/lessons/${lesson}`, body);
    await on(`/briefs/${brief.id}`, { allowed: ['412'] }, async (page) => {
      const card = (id) => page.locator(`[aria-labelledby="lesson-${id}"]`);
      await card(one).waitFor();
      await answer(two, { decision: 'later' });
      await card(one).getByRole('button', { name: '采纳' }).click();
      await untilDecided(brief.id, one, 'accepted');
      await page.getByText('还有人在答复这份简报').waitFor();
      assert.equal(await card(two).getAttribute('data-decision'), 'later');

      await answer(two, { decision: 'rejected', note: '对方的理由' });
      await card(two).getByRole('button', { name: '采纳' }).click();
      const conflict = page.locator('.conflict');
      await conflict.getByText('拒绝：对方的理由').waitFor();
      assert.equal(await decisionOf(brief.id, two), 'rejected', 'nothing is written over unasked');
      await conflict.getByRole('button', { name: '以我的为准' }).click();
      await untilDecided(brief.id, two, 'accepted');
      await conflict.waitFor({ state: 'detached' });
    });
  });

  it('takes an answer back when it cannot be saved, and keeps its reason for another try', async () => {
    const brief = await makeBrief();
    const id = brief.lessons[0].lesson.id;
    await on(`/briefs/${brief.id}`, { allowed: ['503'] }, async (page) => {
      const card = page.locator(`[aria-labelledby="lesson-${id}"]`);
      await card.getByRole('button', { name: '拒绝' }).click();
      await page.route('**/lessons/*', (route) => route.fulfill({ status: 503, contentType: 'application/json', body: '{}' }), { times: 1 });
      await card.getByRole('textbox').fill('很长的理由');
      await page.keyboard.press('Enter');
      await page.getByText('未能保存').waitFor();
      assert.equal(await card.getAttribute('data-decision'), 'open');
      await page.getByRole('button', { name: '重试' }).click();
      await untilDecided(brief.id, id, 'rejected');
      await card.getByText('很长的理由').waitFor();
    });
  });

  it('chooses anew: accepted lessons stay, rejected ones do not come back', async () => {
    const brief = await makeBrief('en');
    const [one, two] = brief.lessons.map(({ lesson }) => lesson.id);
    await send('PATCH', `/api/v1/briefs/${brief.id}/lessons/${one}`, { decision: 'accepted' });
    await send('PATCH', `/api/v1/briefs/${brief.id}/lessons/${two}`, { decision: 'rejected', note: 'no' });
    await on(`/briefs/${brief.id}`, { locale: 'en-GB' }, async (page) => {
      await page.getByRole('button', { name: 'Choose anew' }).click();
      await page.getByText('Chosen anew').waitFor();
      await page.locator(`[aria-labelledby="lesson-${two}"]`).waitFor({ state: 'detached' });
      assert.equal(await page.locator(`[aria-labelledby="lesson-${one}"]`).getAttribute('data-decision'), 'accepted');
    });
  });

  it('draws what the API says: heat map, base rates, the reference class', async () => {
    const brief = await makeBrief('en');
    await on(`/briefs/${brief.id}`, { locale: 'en-GB' }, async (page) => {
      const cells = await page.locator('.heat tbody td').allInnerTexts();
      const labels = brief.lessons.reduce((sum, { lesson }) => sum + lesson.phases.length * lesson.risks.length, 0);
      assert.equal(cells.reduce((sum, text) => sum + Number(text), 0), labels);
      const [risk] = brief.risks;
      await page.locator('.rate-row').first().getByText(`${risk.hit} of ${risk.similar}`).first().waitFor();
      if (risk.verdict === 'too_little_history') await page.getByText('Too little history for a forecast').waitFor();
      const withCost = brief.reference_class.projects.filter((one) => one.cost_overrun !== null);
      assert.equal(await page.locator('.spread').last().locator('circle').count(), withCost.length);
      for (const { name } of withCost) assert.ok(await page.locator('.projects-behind a', { hasText: name }).count(), name);
      await page.locator('.folded .link-button').first().click().catch(() => assert.ok(brief.lessons.every(({ folded }) => folded.length === 0)));
    });
  });

  it('is taken along in every format that the server knows', async () => {
    const brief = await makeBrief();
    await on(`/briefs/${brief.id}`, {}, async (page) => {
      const links = page.locator('.brief-exports a');
      const { paths } = await api('/openapi.json');
      const formats = paths['/api/v1/briefs/{id}'].get.parameters.find(({ name }) => name === 'format').schema.enum.filter((one) => one !== 'json');
      await links.first().waitFor();
      assert.equal(await links.count(), formats.length);
      for (let index = 0; index < formats.length; index += 1) {
        const [download] = await Promise.all([page.waitForEvent('download'), links.nth(index).click()]);
        assert.match(download.suggestedFilename(), /^(启动简报|风险登记册) 仓储系统二期\.(md|csv|xlsx|docx)$/);
        const content = await readFile(await download.path());
        assert.ok(content.length > 100);
        if (formats[index] === 'markdown') assert.match(content.toString(), /启动简报/, 'in the language of the page');
      }
    });
  });

  it('prints on at most two pages of A4, in both languages', async () => {
    for (const language of ['zh', 'en']) {
      const brief = await makeBrief(language);
      await on(`/briefs/${brief.id}`, { locale: words[language].locale, scheme: 'dark' }, async (page) => {
        await cards(page).first().waitFor();
        const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
        const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length;
        assert.ok(pages === 1 || pages === 2, `${language}: ${pages}`);
      });
    }
  });
});

describe('a lesson', needsServer, () => {
  it('shows what is like it, and hears that it was applied', async () => {
    const { hits } = await api(`/api/v1/search?q=${encodeURIComponent('供应商')}&type=lesson&limit=1`);
    const path = `/api/v1/lessons/${encodeURIComponent(hits[0].id)}`;
    const { items } = await api(`${path}/similar?limit=6`);
    const before = (await api(path)).adoptions.helped;
    await on(`/lessons/${encodeURIComponent(hits[0].id)}`, {}, async (page) => {
      await page.locator('.similar li').first().waitFor();
      assert.equal(await page.locator('.similar li').count(), items.length);
      await page.getByText(`共同之处：${items[0].matched.join('、')}`).first().waitFor();
      const open = page.getByRole('button', { name: '我应用了这一条' });
      await open.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('radio', { name: '有帮助', exact: true }).waitFor();
      await page.getByLabel('项目', { exact: true }).fill('二期');
      await page.getByLabel('说明').fill('省了两周');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('已保存，会计入之后的简报').waitFor();
      await page.locator('.adoptions').getByText('省了两周').waitFor();
      await page.getByText(`其中 ${before + 1} 次有帮助`).waitFor();
      assert.ok(await open.evaluate((button) => button === document.activeElement), 'the keyboard is back on the button');
    });
    assert.equal((await api(path)).adoptions.helped, before + 1);
  });

  it('of a document: similar documents', async () => {
    const { hits } = await api('/api/v1/search?type=document&limit=1&q=ERP');
    const { items } = await api(`/api/v1/documents/${hits[0].id}/similar?limit=6`);
    await on(`/documents/${hits[0].id}`, {}, async (page) => {
      await page.locator('.similar li').first().waitFor();
      assert.deepEqual(await page.locator('.similar li > a').allInnerTexts(), items.map(({ title }) => title));
    });
  });
});

describe('every page of the brief', needsServer, () => {
  it('is no wider than 320 px, and has nothing for axe to say, light and dark', async () => {
    const brief = await makeBrief();
    const [one, two] = brief.lessons.map(({ lesson }) => lesson.id);
    await send('PATCH', `/api/v1/briefs/${brief.id}/lessons/${one}`, { decision: 'accepted', follow_up: '2027-03-01' });
    await send('PATCH', `/api/v1/briefs/${brief.id}/lessons/${two}`, { decision: 'rejected', note: '计划中已有' });
    const openForm = async (page) => {
      await page.locator('#charter').fill(charters.zh);
      await page.locator('.kickoff-form button[type=submit]').click();
      await page.locator('.profile-panel').waitFor();
    };
    const openReject = async (page) => {
      await cards(page).nth(2).locator('[data-action=reject]').click();
      await page.locator('.reject-form').waitFor();
    };
    for (const [path, act] of [['/kickoff', openForm], [`/briefs/${brief.id}`, openReject]]) {
      for (const [scheme, width] of [['light', 320], ['dark', 1280], ['light', 1280], ['dark', 320]]) {
        await on(path, { scheme, width, locale: width === 320 ? 'en-GB' : 'zh-CN', bypassCSP: true }, async (page) => {
          await act(page);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(over <= 0, `${path} at ${width} px is ${over} px too wide`);
          assert.deepEqual(await axeFindings(page), [], `${path} ${scheme} ${width}`);
        });
      }
    }
  });
});
