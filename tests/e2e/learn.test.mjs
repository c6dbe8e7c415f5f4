// A newcomer's first week, in both languages, with the clock of server and browser set forward from day to day.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { axeFindings, useApp } from './app.mjs';

const run = promisify(execFile);
const daySeconds = 86_400;
const folder = await mkdtemp(join(tmpdir(), 'fupan-learn-'));
const clockFile = join(folder, 'clock');
await writeFile(clockFile, '0');

// Learning is recorded by the server: these tests need the program itself, with a clock of their own.
const isReal = Boolean(process.env.FUPAN_BIN) && !process.env.FUPAN_URL;

const texts = {
  en: {
    locale: 'en', guides: 'guides/en', title: 'First week', guide: 'The charter of a project', quiz: 'Questions on the charter', intro: 'Welcome to the project office.',
    modules: ['The basics', 'Practice'], task: 'Write a lesson of your own', search: 'Supplier lessons',
    questions: ['What is a charter for?', 'Which roles sign it?', 'In which order?', 'Which letters stand for earned value?', 'The sponsor leaves. What do you do?'],
    right: ['To authorise the project', 'Sponsor', 'Project manager', 'EV'], wrong: 'To list all tasks', order: ['Draft', 'Review', 'Sign'],
    feedback: 'A charter authorises.', outcome: 'The project was stopped for two months.', advice: 'Find another sponsor at once.', answer: 'Answer', outcomeWord: 'Outcome', quizWord: 'Quiz',
    start: 'Start', check: 'Check', next: 'Next question', finish: 'Finish', well: /^Well/, reveal: 'Show what happened', done: 'Done', back: 'Back to the path',
    doneAndBack: 'Done, back to the path', startReview: 'Start the review', certificate: 'Certificate', up: 'Move up', learn: 'Learn', score: '4 of 5 right.', notPassed: 'when 4 questions were right', five: '5 of 5 steps done',
    glossaryText: 'A lesson is written in the template.', term: 'lesson', meaning: 'The unit of knowledge',
  },
  zh: {
    locale: 'zh-CN', guides: 'guides/zh', title: '第一周', guide: '项目章程', quiz: '章程测验', intro: '欢迎来到项目管理办公室。',
    modules: ['基础', '实践'], task: '自己写一条教训', search: '供应商教训',
    questions: ['章程有什么作用？', '哪些角色签字？', '按什么顺序？', '挣值的英文缩写是什么？', '发起人离职了，您会怎么做？'],
    right: ['授权项目', '发起人', '项目经理', 'EV'], wrong: '列出所有任务', order: ['起草', '评审', '签字'],
    feedback: '章程用于授权。', outcome: '项目停了两个月。', advice: '马上找新的发起人。', answer: '答案', outcomeWord: '结果', quizWord: '测验',
    start: '开始', check: '检查答案', next: '下一题', finish: '完成', well: /^掌握/, reveal: '看看发生了什么', done: '完成', back: '返回路径',
    doneAndBack: '已完成，返回路径', startReview: '开始复习', certificate: '结业证书', up: '上移', learn: '学习', score: '5 题中答对 4 题。', notPassed: '最近一次答对 4 题', five: '已完成 5 / 5 步',
    glossaryText: '每条经验教训都写进模板。', term: '经验教训', meaning: '知识的基本单位',
  },
};

const guide = (t, lang) => `---
kind: guide
title: ${t.guide}
lang: ${lang}
phase: initiation
---
# ${t.guide}

${t.glossaryText} [${t.search}](/?risk=supplier&type=lesson)

## ${t.quizWord}

### ${t.questions[0]}

- [x] ${t.right[0]}
- [ ] ${t.wrong}
  > ${t.advice}

> ${t.feedback}

### ${t.questions[1]}

- [x] ${t.right[1]}
- [x] ${t.right[2]}
- [ ] ${t.wrong}

### ${t.questions[2]}

1. ${t.order[0]}
2. ${t.order[1]}
3. ${t.order[2]}

### ${t.questions[3]}

${t.answer}: EV

### ${t.questions[4]}

${t.outcomeWord}: ${t.outcome}

> ${t.advice}
`;

const path = (t, lang, slug) => `---
kind: path
path: ${slug}
title: ${t.title}
lang: ${lang}
role: pmo-assistant
level: 1
---
${t.intro}

## ${t.modules[0]}

1. [${t.guide}](../${t.guides}/charter.md) (10 min)
2. [${t.quiz}](../${t.guides}/charter.md#quiz) (5 min)

## ${t.modules[1]}

1. [${t.search}](/?risk=supplier&type=lesson&sort=newest) (5 min)
2. ${t.task} (20 min)
3. [${t.learn}](/learn) (1 min)
`;

async function prepare() {
  const sources = join(folder, 'sources');
  for (const [lang, t] of Object.entries(texts)) {
    await mkdir(join(sources, t.guides), { recursive: true });
    await mkdir(join(sources, 'paths'), { recursive: true });
    await writeFile(join(sources, t.guides, 'charter.md'), guide(t, lang));
    // A path of each language of its own: the two weeks do not meet.
    await writeFile(join(sources, 'paths', `week.${lang}.md`), path(t, lang, `e2e-week-${lang}`));
  }
  await run(process.env.FUPAN_BIN, ['import', sources, '--collection', 'e2e', '--data', app.data]);
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    const { items } = await app.api('/api/v1/paths?limit=100');
    if (items.filter(({ id }) => id.startsWith('e2e-')).length === 2) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the imported paths are not there');
}

const app = useApp({ env: { FUPAN_CLOCK_OFFSET: clockFile } }, async () => {
  if (isReal) await prepare();
});
after(() => rm(folder, { recursive: true, force: true }));

/** Both clocks stand `days` ahead; the page must be told before it is opened. */
let daysAhead = 0;
async function setDay(days) {
  daysAhead = days;
  await writeFile(clockFile, String(days * daySeconds));
}

const onDay = (address, options, body) =>
  app.on('/searches', options, async (page) => {
    await page.clock.setSystemTime(new Date(Date.now() + daysAhead * daySeconds * 1000));
    await page.goto(address, { waitUntil: 'networkidle' });
    await body(page);
  });

const button = (page, name) => page.getByRole('button', { name, exact: typeof name === 'string' });
const feedback = (page) => page.locator('#feedback-title');

/** Puts the items of an ordering right by its buttons, by keyboard. */
async function putInOrder(page, t, { order }) {
  for (let place = 0; place < order.length; place += 1) {
    for (;;) {
      const items = await page.locator('.ordering li > span:first-child').allTextContents();
      const at = items.indexOf(order[place]);
      if (at === place) break;
      await page.getByRole('button', { name: `${t.up}` }).nth(at).focus();
      await page.keyboard.press('Enter');
    }
  }
}

/**
 * Answers the question that is shown, by keyboard where that says more than a click. In the second week the cards of the
 * first, in the other language, come back too.
 */
async function answer(page, t, { isWrong = false } = {}) {
  const prompt = await page.locator('.player h2').textContent();
  const content = Object.values(texts).find(({ questions }) => questions.includes(prompt));
  assert.ok(content, `an unknown question: ${prompt}`);
  const kind = content.questions.indexOf(prompt);
  if (kind === 0) await page.getByLabel(isWrong ? content.wrong : content.right[0], { exact: false }).check();
  if (kind === 1) for (const role of isWrong ? [content.wrong] : [content.right[1], content.right[2]]) await page.getByLabel(role, { exact: false }).check();
  if (kind === 2) await putInOrder(page, t, content);
  if (kind === 3) {
    await page.locator('.short-answer input').fill(' ev ');
    await page.keyboard.press('Enter');
  } else if (kind === 4) {
    await button(page, t.reveal).click();
  } else {
    await button(page, t.check).click();
  }
  await feedback(page).waitFor();
  assert.equal(await feedback(page).evaluate((element) => element === document.activeElement), true, 'the keyboard is at the feedback');
  return kind;
}

/** The first `wrong` questions wrong, the others right. */
async function takeQuiz(page, t, wrong) {
  for (let number = 0; number < t.questions.length; number += 1) {
    const kind = await answer(page, t, { isWrong: number < wrong });
    if (kind === 0) {
      await page.locator('.choice .option-feedback', { hasText: t.advice }).waitFor();
      await page.locator('.feedback', { hasText: t.feedback }).waitFor();
    }
    if (kind === 4) {
      await page.locator('.feedback', { hasText: t.outcome }).waitFor();
      await button(page, t.well).click();
    } else {
      await button(page, number + 1 === t.questions.length ? t.finish : t.next).click();
    }
  }
  await page.locator('.quiz-end').waitFor();
}

/** The daily review: everything right. Returns how many cards came. */
async function review(page, t) {
  let cards = 0;
  while (!(await page.locator('.quiz-end, .player, .notice[role="status"]').first().getAttribute('class')).includes('quiz-end')) {
    if ((await page.locator('.player').count()) === 0) return cards;
    const before = await page.locator('.player h2').textContent();
    await answer(page, t);
    await button(page, t.well).click();
    cards += 1;
    await page.waitForFunction((last) => document.querySelector('.player h2')?.textContent !== last, before);
  }
  return cards;
}

/** The start page leads to the review when cards are due, else to the path that was begun. */
async function saysWhatIsNext(options, path) {
  const { items } = await app.api('/api/v1/reviews/due');
  await onDay('/', options, async (page) => {
    const entry = page.locator('.learn-entry');
    await entry.waitFor();
    assert.equal(await entry.getAttribute('href'), items.length > 0 ? '/learn/review' : path);
  });
}

describe('a newcomer’s first week', { skip: !isReal && 'needs FUPAN_BIN' }, () => {
  for (const [lang, t] of Object.entries(texts)) {
    const address = `/learn/e2e-week-${lang}`;
    const options = { locale: t.locale };

    it(`${lang}: the first day: the guide, its quiz, feedback with its source`, async () => {
      await setDay(lang === 'en' ? 0 : 40);
      await onDay('/learn', options, async (page) => {
        await page.getByRole('link', { name: t.title, exact: true }).click();
        await page.waitForURL(`**${address}`);
        await page.getByText(t.intro).waitFor();
        await page.locator('.live-hits a').first().waitFor();
        await page.getByRole('link', { name: t.start, exact: true }).click();
        await page.waitForURL(/\/documents\//);
        await page.getByRole('heading', { level: 1, name: t.guide }).waitFor();
        assert.equal(await page.getByText(t.right[0]).count(), 0, 'a guide does not tell the answers of its quiz');
        await button(page, t.doneAndBack).click();
        await page.waitForURL(`**${address}`);
        await page.getByRole('link', { name: t.quiz, exact: true }).click();
        await page.locator('.player').waitFor();
        await takeQuiz(page, t, 2);
        await page.locator('.quiz-end .notice', { hasText: t.notPassed }).waitFor();
        await page.locator('.quiz-end').getByRole('link', { name: t.back }).click();
        await page.locator('.path-step[data-done]').first().waitFor();  // progress comes after the path
        assert.equal(await page.locator('.path-step[data-done]').count(), 1, 'three of five are not enough');
        await page.getByRole('link', { name: t.quiz, exact: true }).click();
        await page.locator('.player').waitFor();
        await takeQuiz(page, t, 1);
        await page.locator('.quiz-end', { hasText: t.score }).waitFor();
        await page.locator('.quiz-end').getByRole('link', { name: t.back }).click();
        await page.waitForURL(`**${address}`);
        await page.locator('.path-step[data-done]').nth(1).waitFor();
      });
    });

    it(`${lang}: a term explains itself on focus until Escape`, () =>
      onDay(address, options, async (page) => {
        await page.getByRole('link', { name: t.guide, exact: true }).click();
        const term = page.locator('.prose .term', { hasText: t.term });
        await term.first().focus();
        await page.locator('[role="tooltip"]', { hasText: t.meaning }).waitFor();
        await page.locator('[role="tooltip"]').hover();
        assert.equal(await page.locator('[role="tooltip"]').isVisible(), true);
        await page.keyboard.press('Escape');
        assert.equal(await page.locator('[role="tooltip"]').isVisible(), false);
        assert.equal(await page.locator('.prose a', { hasText: t.search }).getAttribute('href'), '/?risk=supplier&type=lesson');
      }));

    it(`${lang}: the days after: cards come back, later each time`, async () => {
      const start = daysAhead;
      const seen = [];
      for (let day = 1; day <= 7; day += 1) {
        await setDay(start + day);
        await saysWhatIsNext(options, `/learn/e2e-week-${lang}`);
        await onDay('/learn/review', options, async (page) => {
          seen.push(await review(page, t));
        });
      }
      // What was not known comes back first; nothing comes twice a day; the week has fewer cards at its end.
      const total = seen.reduce((sum, cards) => sum + cards, 0);
      assert.ok(seen[0] + seen[1] >= 1, `something comes back within two days: ${seen}`);
      assert.ok(total >= 5, `every card comes back within the week: ${seen}`);
      assert.ok(seen.every((cards) => cards <= 10), `at most ten a day: ${seen}`);
      await onDay('/learn', options, async (page) => {
        await page.locator('.learn-today').waitFor();
      });
    });

    it(`${lang}: the rest of the path, and a certificate`, () =>
      onDay(address, options, async (page) => {
        const boxes = page.locator('.path-step input');
        for (const number of [2, 3, 4]) {
          await boxes.nth(number).check();
          await page.locator('.path-step').nth(number).and(page.locator('[data-done]')).waitFor();
        }
        await page.getByText(t.five).waitFor();
        await page.getByRole('link', { name: t.certificate }).click();
        await page.locator('.certificate', { hasText: t.title }).getByText('80%').waitFor();
      }));
  }
});

describe('the pages of learning', { skip: !isReal && 'needs FUPAN_BIN' }, () => {
  const pages = async () => {
    const found = await app.api('/api/v1/paths/e2e-week-en');
    const quiz = found.outline[0].steps.find(({ kind }) => kind === 'quiz');
    return ['/learn', `/learn/${found.id}`, quiz.address, '/learn/review', '/learn/report', '/learn/cases', '/learn/cases?state=draft',
      `/learn/${found.id}/certificate`, '/learn/no-such-path', `/documents/${found.outline[0].steps[0].document}`];
  };

  it('have nothing that axe finds, in both languages and both colour schemes', async () => {
    for (const address of await pages()) {
      for (const [locale, scheme] of [['en', 'light'], ['zh-CN', 'dark']]) {
        await app.on('/searches', { locale, scheme, bypassCSP: true, allowed: ['404', '400'] }, async (page) => {
          await page.clock.setSystemTime(new Date(Date.now() + daysAhead * daySeconds * 1000));
          await page.goto(address, { waitUntil: 'networkidle' });
          assert.deepEqual(await axeFindings(page), [], `${address} ${locale} ${scheme}`);
        });
      }
    }
  });

  it('fit on 320 pixels', async () => {
    for (const address of await pages()) {
      await app.on('/searches', { width: 320, allowed: ['404', '400'] }, async (page) => {
        await page.clock.setSystemTime(new Date(Date.now() + daysAhead * daySeconds * 1000));
        await page.goto(address, { waitUntil: 'networkidle' });
        const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
        assert.ok(scroll <= client, `${address} is ${scroll} wide`);
      });
    }
  });

  it('show every path of the starter library in both languages, and no step leads nowhere', async () => {
    for (const locale of ['en', 'zh-CN']) {
      const answer = await fetch(`${app.origin}/api/v1/paths?limit=100`, { headers: { 'Accept-Language': locale } });
      const starter = (await answer.json()).items.filter(({ id }) => !id.startsWith('e2e-'));
      assert.ok(starter.length >= 4, `${starter.length} paths of the starter library`);
      for (const { id, title, lang, progress } of starter) {
        assert.equal(lang, locale.slice(0, 2), `${id} in ${locale}`);
        await app.on(`/learn/${id}`, { locale }, async (page) => {
          await page.getByRole('heading', { level: 1, name: title }).waitFor();
          await page.locator('.path-step').first().waitFor();
          assert.equal(await page.locator('.path-step').count(), progress.steps);
          assert.equal(await page.locator('.path-step .badge').count(), 0, `dead steps in ${id} (${locale})`);
        });
      }
    }
  });

  it('show the report and its CSV', () =>
    app.on('/learn/report', { locale: 'en' }, async (page) => {
      await page.getByRole('table').first().waitFor();
      const csv = await (await fetch(`${app.origin}/api/v1/learn/report?format=csv`)).text();
      assert.match(csv, /e2e-week-en/);
    }));

  it('make a case of a lesson, complete it, approve it and play it', async () => {
    const { hits } = await app.api('/api/v1/search?type=lesson&kind=failed,cause&limit=50');
    let made;
    for (const { id } of hits) {
      const answer = await fetch(`${app.origin}/api/v1/lessons/${id}/case`, { method: 'POST' });
      if (answer.status === 201) {
        made = await answer.json();
        break;
      }
    }
    assert.ok(made, 'no lesson of the starter library says enough for a case');
    await onDay('/learn/cases?state=draft', { locale: 'en' }, async (page) => {
      const row = page.locator('.case-row').first();
      assert.equal(made.recommendation, '', 'what went wrong does not say what to do');
      await button(row, 'Approve').click();
      assert.equal(await row.getByLabel('What is recommended').evaluate((field) => field === document.activeElement), true, 'the gap is shown');
      await row.getByLabel('What is recommended').fill('Ask for a delivery plan.');
      await row.getByLabel('What came of it').fill('Three weeks were lost.');
      await button(row, 'Approve').click();
      await row.waitFor({ state: 'detached' });
      await button(page, 'Approved').click();
      await page.getByRole('link', { name: 'Practise' }).click();
      await button(page, 'Show what happened').click();
      await feedback(page).waitFor();
      await button(page, /^Well/).click();
      await page.locator('.quiz-end').waitFor();
    });
  });
});
