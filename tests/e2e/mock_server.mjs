// Serves web/dist and a small imitation of the API, for developing the web app and its browser test without the
// fupan binary. `node mock_server.mjs [port]`. It prints its address as fupan does.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { answerFollow } from './mock_follow.mjs';
import { adoptionCounts, answerAdoptions } from './mock_adoptions.mjs';
import { documents, escape, lessons, taxonomy, translations } from './mock_library.mjs';

const dist = fileURLToPath(new URL('../../web/dist/', import.meta.url));
const csp =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; connect-src 'self'; " +
  "font-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml',
};
const kinds = {
  lesson: ['Lesson', '经验教训'], worked: ['Worked', '做得好'], failed: ['Went wrong', '出了问题'], cause: ['Cause', '原因'],
  recommendation: ['Recommendation', '建议'], action: ['Action', '行动项'], retrospective: ['Retrospective', '项目复盘'],
  postmortem: ['Post-mortem', '事故复盘'], guide: ['Guide', '指南'],
};
const searchParameters = [
  'q', 'type', 'kind', 'phase', 'risk', 'tag', 'project', 'lang', 'state', 'collection', 'from', 'to', 'sort', 'limit', 'offset', 'facets', 'match', 'translate',
  'explain',
];

class Refusal extends Error {
  constructor(status, code, detail, field) {
    super(detail);
    Object.assign(this, { status, code, field });
  }
}

/** Values of one parameter are separated by bare commas. */
function parseParameters(search, allowed) {
  const values = {};
  for (const part of search.replace(/^\?/, '').split('&').filter(Boolean)) {
    const [name, text = ''] = part.split('=');
    if (!allowed.includes(name)) throw new Refusal(400, 'invalid_argument', `unknown parameter "${name}"`, name);
    const list = text.split(',').map(decodeURIComponent).filter(Boolean);
    if (list.length > 0) values[name] = list;
  }
  return values;
}

function label(facet, id, language) {
  const known = { phase: taxonomy.phases, risk: taxonomy.risks, tag: taxonomy.tags }[facet]?.find((item) => item.id === id);
  if (known) return known.label[language];
  if (facet === 'kind' && kinds[id]) return kinds[id][language === 'zh' ? 1 : 0];
  if (facet === 'lang') return { zh: ['Chinese', '中文'], en: ['English', '英文'] }[id][language === 'zh' ? 1 : 0];
  return id;
}

function mark(text, words) {
  const html = escape(text);
  if (words.length === 0) return html;
  const pattern = new RegExp(words.map((word) => escape(word).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'gi');
  return html.replace(pattern, (match) => `<mark>${match}</mark>`);
}

const documentOf = ({ id, title, kind, project, date, path, example }) => ({ id, title, kind, project, date, collection: 'starter', path, example });
const facetsOf = (entry) => ({
  phase: entry.phases, risk: entry.risks, tag: entry.tags, kind: [entry.kind], project: entry.document.project ? [entry.document.project] : [],
  lang: [entry.lang], year: [entry.document.date.slice(0, 4)], state: ['published'], collection: ['starter'],
});

function entries(type) {
  const wholes = documents.map((document) => ({ ...document, type: 'document', lines: [1, 1], heading_path: [], document }));
  const parts = lessons.map((lesson) => ({ ...lesson, type: 'lesson' }));
  if (type === 'lesson') return parts;
  return type === 'document' ? wholes : type === 'section' ? [] : [...parts, ...wholes];
}

function matches(entry, values, except) {
  const own = facetsOf(entry);
  const date = entry.document.date;
  if (except !== 'year' && ((values.from && date < values.from[0]) || (values.to && date > values.to[0]))) return false;
  return ['phase', 'risk', 'tag', 'kind', 'project', 'lang'].every(
    (name) => name === except || !values[name] || values[name].some((value) => own[name].includes(value)),
  );
}

function onePerDocument(list) {
  const best = new Map();
  for (const entry of list) {
    const seen = best.get(entry.document.id);
    if (seen) seen.further += 1;
    else best.set(entry.document.id, { ...entry, further: 0 });
  }
  return [...best.values()];
}

function flag(values, name, usual) {
  const [text = String(usual)] = values[name] ?? [];
  if (!['true', 'false'].includes(text)) throw new Refusal(400, 'invalid_argument', `${name}: must be true or false`, name);
  return text === 'true';
}

/** Parts of all kinds, which add up to the score that search() gives. */
function explain(words, translation) {
  const boost = (part, weight) => ({ part, field: 'boost', weight });
  if (translation) return [{ part: translation, field: 'translation', weight: 2 }];
  return [
    ...words.map((part) => ({ part, field: 'text', weight: 2.7 / words.length })),
    boost('proximity', 0.8), boost('feedback', 1.1), boost('all words', 1), boost('exact run', 100000),
  ];
}

function search(values, language) {
  const q = (values.q ?? []).join(',');
  if ((q.match(/"/g) ?? []).length % 2) {
    throw Object.assign(new Refusal(400, 'invalid_argument', 'a quotation mark is not closed', 'q'), { position: q.lastIndexOf('"') });
  }
  const words = q.replace(/"/g, ' ').split(/\s+/).filter(Boolean);
  const has = (entry, list) => list.every((word) => `${entry.title} ${entry.text}`.toLowerCase().includes(word.toLowerCase()));
  const all = entries(values.type?.[0]);
  const direct = all.filter((entry) => has(entry, words));
  const other = flag(values, 'translate', true) ? translations.get(q.trim().toLowerCase()) : undefined;
  const translated = other ? all.filter((entry) => !direct.includes(entry) && has(entry, [other])) : [];
  let found = [...direct, ...translated];
  const relaxed = (found.length === 0 || values.match?.[0] === 'any') && words.length > 1;
  if (relaxed) found = entries(values.type?.[0]).filter((entry) => words.some((word) => has(entry, [word])));
  if (words.length === 0 || values.sort?.[0] === 'newest') found.sort((a, b) => b.document.date.localeCompare(a.document.date));
  const list = found.filter((entry) => matches(entry, values));
  const collapsed = values.type ? list.map((entry) => ({ ...entry, further: 0 })) : onePerDocument(list);
  const isTranslated = (entry) => translated.some(({ id, type }) => id === entry.id && type === entry.type);
  const explainsScore = flag(values, 'explain', false) && words.length > 0;
  const offset = Number(values.offset?.[0] ?? 0);
  const facets = {};
  for (const name of values.facets ?? []) {
    const counts = new Map();
    for (const entry of found.filter((item) => matches(item, values, name))) {
      for (const value of facetsOf(entry)[name]) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    facets[name] = [...counts].map(([value, count]) => ({ value, label: label(name, value, language), count })).sort((a, b) => b.count - a.count);
  }
  const snippet = (entry) => entry.text.replace(/[#`|]|- (\[[ x]\] )?/g, ' ').trim().slice(0, 220);
  return {
    query: q, total: collapsed.length, took_ms: 1.8, did_you_mean: q === 'suplier' ? 'supplier' : null, relaxed, facets, facets_exact: true,
    hits: collapsed.slice(offset, offset + Number(values.limit?.[0] ?? 20)).map((entry) => ({
      id: entry.id, type: entry.type, kind: entry.kind, title: mark(entry.title, words), snippet: mark(snippet(entry), words),
      score: isTranslated(entry) ? 2 : 100005.6, translated: isTranslated(entry),
      heading_path: entry.heading_path, lines: entry.lines, further: entry.further, document: documentOf(entry.document),
      phases: entry.phases, risks: entry.risks, tags: entry.tags, state: 'published', lang: entry.lang,
      ...(explainsScore && { explain: explain(words, isTranslated(entry) ? other : undefined) }),
    })),
  };
}

function suggest(values, language) {
  const q = (values.q ?? []).join(',').toLowerCase();
  const known = [
    ...taxonomy.tags.map((tag) => ({ text: tag.label[language], type: 'tag', id: tag.id })),
    ...['供应商', '供应商延期', 'supplier', 'supplier delay', 'rollback'].map((text) => ({ text, type: 'word', id: '' })),
    ...documents.map(({ id, title }) => ({ text: title, type: 'title', id })),
    ...documents.filter(({ project }) => project).map(({ project }) => ({ text: project, type: 'project', id: '' })),
  ];
  const items = q ? known.filter(({ text }) => text.toLowerCase().includes(q)).slice(0, Number(values.limit?.[0] ?? 10)) : [];
  return { total: items.length, items };
}

const origins = ['author', 'rule', 'model', 'curator'];
function labelsOf(record, language) {
  const all = [['phase', record.phases], ['risk', record.risks], ['tag', record.tags]];
  return all.flatMap(([facet, list]) => list.map((value) => [facet, value])).map(([facet, value], index) => {
    const origin = origins[index % origins.length];
    return {
      facet, value, label: label(facet, value, language), origin, mapped: label(facet, value, 'en') !== value || value === 'erp',
      confidence: origin === 'model' ? 0.82 : 1,
    };
  });
}

function lessonRecord(id, language) {
  const index = lessons.findIndex((lesson) => lesson.id === id);
  const lesson = lessons[index];
  if (!lesson) throw new Refusal(404, 'not_found', `no lesson "${id}"`);
  const near = (step) => (lessons[index + step]?.document === lesson.document ? lessons[index + step].id : null);
  const { document } = lesson;
  const isCause = lesson.kind === 'cause';
  return {
    id, title: lesson.title, kind: lesson.kind, state: 'published', lang: lesson.lang, markdown: lesson.text, html: `<p>${escape(lesson.text)}</p>`,
    event: '', cause: isCause ? lesson.text : '', impact: isCause ? (lesson.lang === 'zh' ? '返工三周，无法索赔。' : 'One payment in five was declined.') : '',
    recommendation: '', applies_when: isCause ? (lesson.lang === 'zh' ? '有外部供应商交付接口时' : 'A release depends on an outside system') : '',
    owner: '', due_date: lesson.kind === 'action' ? '2024-06-30' : '', labels: labelsOf(lesson, language), revision: 1,
    source: {
      document_id: document.id, document_title: document.title, document_kind: document.kind, collection: 'starter', path: document.path,
      project: document.project, date: document.date, heading_path: lesson.heading_path, lines: lesson.lines, example: document.example,
    },
    previous: near(-1), next: near(1), adoptions: adoptionCounts(lesson.id), relations: [], templates: [],
  };
}

function documentRecord(document, language) {
  return {
    ...documentOf(document), lang: document.lang, state: 'published', encoding: 'UTF-8', content_hash: '9f2c'.repeat(16),
    source_bytes: Buffer.byteLength(document.text), imported_at: '2024-09-01T08:30:00Z', revision: 3, source_revision: 1,
    metadata: [{ key: 'project', value: document.project }, { key: 'date', value: document.date }], facts: document.facts,
    labels: labelsOf(document, language), sections: [],
    lessons: lessons.filter((lesson) => lesson.document === document).map(({ id, title, kind, lines, phases, risks, tags }) =>
      ({ id, title, kind, state: 'published', lines, phases, risks, tags })),
  };
}

function answerApi(method, path, query, language, text) {
  const json = (body, status = 200) => ({ type: 'application/json', status, body: body && JSON.stringify(body) });
  const parts = path.split('/').slice(3).map(decodeURIComponent);
  const [name, id = ''] = parts;
  if (['searches', 'queries', 'insights'].includes(name)) {
    const answer = answerFollow(method, parts, parseParameters(query, ['limit', 'offset']), text ? JSON.parse(text) : {});
    if (!answer) throw new Refusal(404, 'not_found', `nothing at ${path}`);
    return json(answer.body, answer.status);
  }
  if (name === 'search') return json(search(parseParameters(query, searchParameters), language));
  if (name === 'suggest') return json(suggest(parseParameters(query, ['q', 'limit']), language));
  if (name === 'taxonomy') return json(taxonomy);
  if (name === 'session') {
    return json({ signed_in: false, is_owner: true, account: '', name: '', role: 'administrator', scope: 'admin', has_accounts: false, may_read: true });
  }
  if (name === 'stats') {
    return json({
      documents: documents.length, lessons: lessons.length, sections: 12, projects: 3, collections: 1, sequence: 24, applied_sequence: 24,
      store_bytes: 1 << 20, index_bytes: 1 << 19,
    });
  }
  // Nobody has begun to learn here; the tests of learning need the real server.
  if (name === 'learn' && id === 'progress') {
    return json({ name: '', streak: 0, best_streak: 0, answers: 0, right: 0, cards: 0, due: 0, reviewed: 0, first_day: '', last_day: '', weak: [], paths: [] });
  }
  // Nothing is like anything else here, and briefs need the real server.
  if (parts[2] === 'similar' || (name === 'briefs' && method === 'GET' && !id)) return json({ total: 0, items: [] });
  if (name === 'lessons' && parts[2] === 'adoptions') {
    const answer = answerAdoptions(method, id, text ? JSON.parse(text) : {});
    return json(answer.body, answer.status);
  }
  if (name === 'lessons' && id) return json(lessonRecord(id, language));
  const document = name === 'documents' && documents.find((item) => item.id === id);
  if (!document) throw new Refusal(404, 'not_found', `nothing at ${path}`);
  const { format = ['json'] } = parseParameters(query, ['format', 'revision']);
  if (format[0] === 'html') return { type: 'text/html; charset=utf-8', body: document.html };
  if (format[0] === 'markdown') return { type: 'text/markdown; charset=utf-8', body: document.text };
  return json(documentRecord(document, language));
}

async function answerFile(path) {
  const file = extname(path) ? normalize(path) : '/index.html';
  const body = await readFile(join(dist, file)).catch(() => {
    throw new Refusal(404, 'not_found', `nothing at ${path}`);
  });
  return { type: types[extname(file)] ?? 'application/octet-stream', body };
}

async function readBody(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

let requests = 0;
async function handle(request, response) {
  const { pathname, search: query } = new URL(request.url, 'http://localhost');
  const language = /^zh/.test(request.headers['accept-language'] ?? '') ? 'zh' : 'en';
  requests += 1;
  const headers = { 'Content-Security-Policy': csp, 'X-Request-Id': `mock-${requests}`, 'X-Content-Type-Options': 'nosniff' };
  try {
    const sent = await readBody(request);
    const { type, body, status = 200 } = pathname.startsWith('/api/')
      ? answerApi(request.method, pathname, query, language, sent) : await answerFile(decodeURIComponent(pathname));
    response.writeHead(status, { ...headers, 'Content-Type': type }).end(body);
  } catch (error) {
    const status = error.status ?? 500;
    const { code = 'internal', field, position } = error;
    const problem = { type: 'about:blank', title: code, status, code, detail: error.message, request_id: headers['X-Request-Id'], field, position };
    response.writeHead(status, { ...headers, 'Content-Type': 'application/problem+json' }).end(JSON.stringify(problem));
  }
}

export function startMockServer(port = 0) {
  const server = createServer((request, response) => void handle(request, response));
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve({ server, origin: `http://127.0.0.1:${server.address().port}` }));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { origin } = await startMockServer(Number(process.argv[2] ?? 8080));
  console.log(`fupan mock: ${origin}`);
}
