// Saved searches and unanswered questions of the mock server, in memory.

const listNames = ['kind', 'phase', 'risk', 'tag', 'project', 'lang', 'state', 'collection'];
const searches = new Map();
const queries = new Map();
let made = 0;

const fold = (text) => text.trim().replace(/\s+/g, ' ').toLowerCase();
const page = (items, values) => {
  const offset = Number(values.offset?.[0] ?? 0);
  return { total: items.length, items: items.slice(offset, offset + Number(values.limit?.[0] ?? 20)) };
};

function makeSearch(body) {
  made += 1;
  const lists = Object.fromEntries(listNames.map((name) => [name, body[name] ?? []]));
  return {
    id: `saved${made}`, name: body.name, query: body.query ?? '', type: body.type ?? '', ...lists, from: body.from ?? '', to: body.to ?? '',
    sort: body.sort ?? 'relevance', created_at: '2024-09-01T08:30:00Z', seen_at: '2024-09-01T08:30:00Z', new: 2, sequence: 24,
    feed: `/feeds/searches/saved${made}.atom`, revision: 1,
  };
}

function changeSearch(method, search, action, body) {
  if (method === 'DELETE') {
    searches.delete(search.id);
    return { status: 204 };
  }
  if (action === 'seen') Object.assign(search, { new: 0, revision: search.revision + 1 });
  else if (method === 'PATCH') Object.assign(search, { name: body.name, revision: search.revision + 1 });
  return { body: search };
}

function answerSearches({ method, id, action, values, body }) {
  if (!id && method === 'GET') return { body: page([...searches.values()].sort((a, b) => a.name.localeCompare(b.name)), values) };
  if (!id && method === 'POST') {
    const search = makeSearch(body);
    searches.set(search.id, search);
    return { status: 201, body: search };
  }
  const search = searches.get(id);
  return search && changeSearch(method, search, action, body);
}

function countQuery(id, body) {
  const key = fold(body.query);
  if (id === 'opened') {
    if (queries.has(key)) queries.get(key).opened += 1;
    return { status: 204 };
  }
  const known = queries.get(key) ?? { id: `q${queries.size + 1}`, query: key, asked: 0, without_result: 0, relaxed: 0, opened: 0, first_day: '2024-09-01', last_day: '2024-09-01' };
  known.asked += 1;
  if (body.total === 0) known.without_result += 1;
  if (body.relaxed) known.relaxed += 1;
  queries.set(key, known);
  return { status: 204 };
}

function answerUnanswered({ method, rest, values }) {
  if (method === 'GET') {
    const open = [...queries.values()].filter((item) => item.opened === 0 || item.without_result > item.opened);
    return { body: page(open.sort((a, b) => b.asked - b.opened - (a.asked - a.opened)), values) };
  }
  const found = [...queries].find(([, item]) => item.id === rest);
  return found && queries.delete(found[0]) && { status: 204 };
}

/** `{status, body}`, or nothing when there is no such thing. path: ["searches", id, action] and so on. */
export function answerFollow(method, [name, id, rest], values, body) {
  if (name === 'searches') return answerSearches({ method, id, action: rest, values, body });
  if (name === 'queries' && method === 'POST') return countQuery(id, body);
  if (name === 'insights' && id === 'unanswered') return answerUnanswered({ method, rest, values });
  return undefined;
}
