import { describe, expect, it } from 'vitest';
import { ApiError } from './api';
import { createDecisionQueue, type QueueState } from './decision_queue';
import type { Answer, Brief, BriefLesson } from './kickoff_api';

const accepted: Answer = { decision: 'accepted', note: '', followUp: '2027-01-01' };
const later: Answer = { decision: 'later', note: '', followUp: '' };
const rejected: Answer = { decision: 'rejected', note: '已有', followUp: '' };

const changed = (brief: Brief, id: string, answer: Answer): Brief => ({
  ...brief, revision: brief.revision + 1,
  lessons: brief.lessons.map((item) => (item.lesson.id === id
    ? { ...item, decision: answer.decision, note: answer.note, follow_up: answer.followUp } : item)),
});

/** A server with two lessons, and a page that looks at it. */
function setUp() {
  const item = (id: string) => ({ lesson: { id }, decision: 'open', note: '', follow_up: '' }) as BriefLesson;
  let server = { revision: 1, lessons: [item('a'), item('b')] } as Brief;
  let page = server;
  let state: QueueState | undefined;
  let failing: Error | null = null;
  const sent: [string, string, number][] = [];
  const queue = createDecisionQueue({
    current: () => page,
    load: async () => server,
    send: async (lesson, answer, revision) => {
      sent.push([lesson, answer.decision, revision]);
      await Promise.resolve();
      if (failing) throw failing;
      if (revision !== server.revision) throw new ApiError(412, null, '');
      server = changed(server, lesson, answer);
      return server;
    },
    onBrief: (brief) => { page = brief; },
    onState: (next) => { state = next; },
  });
  const settled = async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  return {
    queue, sent, settled, state: () => state as QueueState, server: () => server, page: () => page,
    somebodyElse: (id: string, answer: Answer) => { server = changed(server, id, answer); },
    fail: (error: Error | null) => { failing = error; },
  };
}

const decisions = (brief: Brief) => brief.lessons.map(({ decision }) => decision);

describe('answers to a brief', () => {
  it('show at once and are sent one after the other, each on the newest revision', async () => {
    const { queue, sent, settled, state, server } = setUp();
    queue.decide('a', accepted);
    queue.decide('b', later);
    expect([...state().waiting.keys()]).toEqual(['a', 'b']);
    await settled();
    expect(sent).toEqual([['a', 'accepted', 1], ['b', 'later', 2]]);
    expect(decisions(server())).toEqual(['accepted', 'later']);
    expect(state()).toMatchObject({ conflict: null, failure: null, others: false });
    expect(state().waiting.size).toBe(0);
  });

  it('change a mind faster than the network', async () => {
    const { queue, settled, state, server } = setUp();
    queue.decide('a', accepted);
    queue.decide('a', rejected);
    expect(state().waiting.get('a')).toBe(rejected);
    await settled();
    expect(decisions(server())).toEqual(['rejected', 'open']);
    expect(state().conflict).toBeNull();
  });

  it('go on top of what somebody else answered to another lesson', async () => {
    const { queue, settled, state, server, somebodyElse } = setUp();
    somebodyElse('b', later);
    queue.decide('a', accepted);
    await settled();
    expect(decisions(server())).toEqual(['accepted', 'later']);
    expect(state()).toMatchObject({ conflict: null, others: true });
  });

  it('are a conflict when somebody else answered the same lesson, until one of them is chosen', async () => {
    const { queue, settled, state, server, page, somebodyElse } = setUp();
    somebodyElse('a', rejected);
    queue.decide('a', accepted);
    await settled();
    expect(state().conflict).toEqual({ lesson: 'a', mine: accepted, theirs: rejected });
    expect(decisions(page())).toEqual(['rejected', 'open']);
    queue.insist();
    await settled();
    expect(decisions(server())).toEqual(['accepted', 'open']);
    expect(state().conflict).toBeNull();
  });

  it('are no conflict when both say the same', async () => {
    const { queue, settled, state, somebodyElse } = setUp();
    somebodyElse('a', later);
    queue.decide('a', later);
    await settled();
    expect(state()).toMatchObject({ conflict: null, failure: null });
  });

  it('that fail are taken back, and can be sent again with all that was typed', async () => {
    const { queue, settled, state, page, server, fail } = setUp();
    fail(new TypeError('network'));
    queue.decide('a', rejected);
    await settled();
    expect(state().failure).toMatchObject({ lesson: 'a', answer: rejected });
    expect(decisions(page())).toEqual(['open', 'open']);
    fail(null);
    queue.retry();
    await settled();
    expect(server().lessons[0]).toMatchObject({ decision: 'rejected', note: '已有' });
    expect(state().failure).toBeNull();
  });
});
