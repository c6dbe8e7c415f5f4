// A few invented documents in both languages, rendered and cut into lessons as far as the mock server needs it.

const sources = [
  {
    id: 'd-erp', kind: 'retrospective', lang: 'zh', project: '华东仓储 ERP 升级', date: '2024-05-03', path: 'examples/zh/erp.md',
    facts: {
      sector: '物流', method: '瀑布', outcome: '延期上线', currency: 'CNY', start_date: '2023-09-01', end_date: '2024-04-18',
      budget: 3200000, planned_duration_days: 180, actual_duration_days: 231, planned_cost: 3200000, actual_cost: 3840000, health_score: 62,
    },
    phases: ['execution'], risks: ['supplier', 'schedule'], tags: ['erp', '数据迁移'],
    text: `# 华东仓储 ERP 升级项目复盘

项目把三个仓库的旧系统迁到新的 ERP。上线比计划晚了七周，成本超出预算两成。

## 过程

\`\`\`mermaid
gantt
  title 计划与实际
  dateFormat YYYY-MM-DD
  section 计划
  数据迁移 :a1, 2023-11-01, 60d
  section 实际
  数据迁移 :a2, 2023-11-20, 95d
\`\`\`

| 里程碑 | 计划日期 | 实际日期 | 偏差（天） | 说明 |
| --- | --- | --- | --- | --- |
| 接口联调完成 | 2023-12-15 | 2024-01-22 | 38 | 供应商的接口文档两次改版，双方对字段含义理解不同 |
| 数据迁移完成 | 2024-01-10 | 2024-03-05 | 55 | 主数据清洗比预计多花了三周 |
| 上线 | 2024-02-28 | 2024-04-18 | 50 | 第一次切换失败，回滚后重新安排 |

## 经验教训

### 做得好的

- 切换前做了两次完整的回滚演练，第一次切换失败时四十分钟内恢复了旧系统。
- 每周与仓库主管一起看未关闭的问题，问题平均三天内有人负责。

### 不足

- 供应商的接口文档没有版本号，联调时双方用的不是同一版，返工了三周。
- 需求变更没有书面评估影响，范围蔓延到报表模块。

### 根因

- 合同里没有写明供应商交付文档的验收标准，因此延期时没有可以依据的条款。

### 改进措施

- [x] 合同模板增加“接口文档验收”一节，由采购部门负责。
- [ ] 建立供应商交付物清单，每个里程碑前一周检查。

更多信息见[内部指南](https://example.org/guide)。
`,
  },
  {
    id: 'd-pay', kind: 'postmortem', lang: 'en', project: 'Payment gateway move', date: '2024-08-19', path: 'examples/en/payment.md',
    facts: { sector: 'Finance', method: 'Agile', currency: 'EUR', planned_duration_days: 90, actual_duration_days: 84, planned_cost: 410000, actual_cost: 398000 },
    phases: ['operation'], risks: ['technical', 'supplier'], tags: ['rollback', 'payments'],
    text: `# Post-mortem: payments declined after the gateway move

For 95 minutes one payment in five was declined. The rollback worked, but it started late.

## Timeline

\`\`\`
09:00  new gateway takes all traffic
09:12  first complaint from a shop, and this line is long enough that it has to scroll inside its own box on a narrow screen
10:35  rollback finished
\`\`\`

\`\`\`mermaid
flowchart LR
  shop[Shop] --> gateway{New gateway}
  gateway -->|card type known| paid[Paid]
  gateway -->|unknown| declined[Declined]
\`\`\`

\`\`\`mermaid
this is no diagram
\`\`\`

## Root cause

- The supplier's sandbox accepted card types that its production system rejects, and no test used the production rules.

## What went well

- The rollback plan had been rehearsed, so the switch back took four minutes once it was decided.

## What went wrong

- Nobody was named to decide on the rollback; the decision took an hour.
- The dashboard showed averages, which hid that a single card type failed completely.

## Recommendations

- Name one person before each release who may order a rollback without asking.
- Ask the supplier for the differences between sandbox and production before acceptance testing.
`,
  },
  {
    id: 'd-hosp', kind: 'retrospective', lang: 'en', project: 'Clinic booking portal', date: '2023-11-30', path: 'examples/en/clinic.md',
    facts: {}, phases: ['planning'], risks: ['stakeholder', 'scope'], tags: ['acceptance-testing'],
    text: `# Clinic booking portal: retrospective

## Lessons learned

- Receptionists saw the portal for the first time in acceptance testing; inviting two of them to each demo would have cost an hour a month.
- Scope changes were accepted in corridor talks. A one-page change request with cost and delay stopped this in the second half.
- The supplier delay of six weeks was visible in its own weekly reports, which nobody read.
`,
  },
  {
    id: 'd-guide', kind: 'guide', lang: 'zh', project: '', date: '2023-06-12', path: 'guides/zh/supplier.md',
    facts: {}, phases: ['initiation'], risks: ['supplier'], tags: [],
    text: `# 供应商管理指南

## 选择供应商

看过去三个项目的交付记录，而不只看报价。与供应商约定每两周一次的交付检查。

## 验收

验收标准写进合同，文档也是交付物。
`,
  },
];

const lessonHeadings = [
  [/做得好|went well/i, 'worked'], [/不足|went wrong/i, 'failed'], [/根因|root cause/i, 'cause'],
  [/建议|recommendation/i, 'recommendation'], [/改进措施|action/i, 'action'], [/经验教训|lessons learned/i, 'lesson'],
];

export const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const inline = (text) =>
  escape(text).replace(/\[([^\]]+)\]\((https?:[^)]+)\)/g, '<a href="$2">$1</a>').replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>');
const position = (first, last, width) => `data-sourcepos="${first}:1-${last}:${width}"`;

function renderTable(rows, first) {
  const cells = (row) => row.trim().replace(/^\||\|$/g, '').split('|').map((cell) => inline(cell.trim()));
  const head = cells(rows[0]).map((cell) => `<th>${cell}</th>`).join('');
  const body = rows.slice(2).map((row, index) =>
    `<tr ${position(first + 2 + index, first + 2 + index, row.length)}>${cells(row).map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return `<table ${position(first, first + rows.length - 1, 9)}><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function renderList(rows, first) {
  const items = rows.map((row, index) => {
    const line = first + index;
    const task = /^- \[( |x)\] (.*)$/.exec(row);
    const box = task ? `<input type="checkbox" disabled="" ${task[1] === 'x' ? 'checked="" ' : ''}/> ` : '';
    return `<li ${position(line, line, row.length)}>${box}${inline(task ? task[2] : row.slice(2))}</li>`;
  });
  return `<ul ${position(first, first + rows.length - 1, 9)}>${items.join('\n')}</ul>`;
}

/** Enough Markdown for the documents above. */
function render(text) {
  const lines = text.split('\n');
  const html = [];
  const take = (start, test) => {
    let end = start;
    while (end < lines.length && test(lines[end])) end += 1;
    return lines.slice(start, end);
  };
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    const number = index + 1;
    const heading = /^(#{1,6}) (.*)$/.exec(line);
    if (heading) html.push(`<h${heading[1].length} ${position(number, number, line.length)}>${inline(heading[2])}</h${heading[1].length}>`);
    else if (line.startsWith('```')) {
      const code = take(index + 1, (row) => !row.startsWith('```'));
      const name = line.slice(3);
      html.push(`<pre ${position(number, number + code.length + 1, 3)}><code${name ? ` class="language-${name}"` : ''}>${escape(code.join('\n'))}\n</code></pre>`);
      index += code.length + 1;
    } else if (line.startsWith('|') || line.startsWith('- ')) {
      const rows = take(index, (row) => row.startsWith(line[0]));
      html.push(line.startsWith('|') ? renderTable(rows, number) : renderList(rows, number));
      index += rows.length - 1;
    } else if (line.trim()) html.push(`<p ${position(number, number, line.length)}>${inline(line)}</p>`);
  }
  return html.join('\n');
}

function findLessons(document) {
  const lessons = [];
  const path = [];
  document.text.split('\n').forEach((line, index) => {
    const heading = /^(#{1,6}) (.*)$/.exec(line);
    if (heading) {
      path.length = heading[1].length - 1;
      path.push(heading[2]);
      return;
    }
    const found = lessonHeadings.find(([pattern]) => pattern.test(path[path.length - 1] ?? ''));
    if (!found || !line.startsWith('- ')) return;
    const text = line.replace(/^- (\[[ x]\] )?/, '');
    const supplier = /供应商|supplier/i.test(text);
    lessons.push({
      id: `${document.id}-l${index + 1}`, title: text.split(/[，。,;.：]/)[0], text, kind: found[1], lines: [index + 1, index + 1],
      heading_path: path.slice(1).filter(Boolean), phases: document.phases, risks: supplier ? ['supplier'] : document.risks.slice(-1),
      tags: document.tags.slice(0, supplier ? 2 : 1), lang: document.lang, document,
    });
  });
  return lessons;
}

export const documents = sources.map((source) => ({
  ...source, title: /^# (.*)$/m.exec(source.text)[1], html: render(source.text), example: source.path.startsWith('examples/'),
}));
export const lessons = documents.flatMap(findLessons);

const value = (id, en, zh, more = {}) => ({ id, label: { en, zh }, aliases: [], ...more });
export const taxonomy = {
  revision: 0,
  upgrade: [],
  phases: [
    value('initiation', 'Initiation', '启动'), value('planning', 'Planning', '规划'), value('execution', 'Execution', '执行'),
    value('monitoring', 'Monitoring', '监控'), value('closing', 'Closing', '收尾'), value('operation', 'Operation', '运维'),
  ],
  risks: [
    value('technical', 'Technical', '技术'), value('schedule', 'Schedule', '进度'), value('scope', 'Scope', '范围'),
    value('supplier', 'Supplier', '供应商'), value('stakeholder', 'Stakeholder', '干系人'),
  ],
  tags: [
    value('rollback', 'Rollback', '回滚'), value('payments', 'Payments', '支付'), value('erp', 'ERP', 'ERP'),
    value('acceptance-testing', 'Acceptance testing', '验收测试'),
  ],
};

const pairs = [['供应商', 'supplier'], ['供应商延期', 'supplier delay'], ['回滚', 'rollback']];
/** Phrases by what they are in the other language. */
export const translations = new Map(pairs.flatMap(([zh, en]) => [[zh, en], [en, zh]]));
