// Answers to the lessons of one brief, sent one after the other, each on top of the state that the one before left. An
// answer shows at once. When somebody else changed the brief meanwhile, it is sent again on top of their change, unless
// they answered the very same lesson: that is a conflict for the person to settle.
import { ApiError } from './api';
import type { Answer, Brief } from './kickoff_api';

type Waiting = { lesson: string; answer: Answer; seen: string };

export type Conflict = { lesson: string; mine: Answer; theirs: Answer };
export type Failure = { lesson: string; answer: Answer; error: Error };

export type QueueState = {
  /** Answers that the server has not confirmed, by lesson. */
  waiting: ReadonlyMap<string, Answer>;
  conflict: Conflict | null;
  failure: Failure | null;
  /** Changes of somebody else came in with the last answer. */
  others: boolean;
};

export type QueuePorts = {
  /** The newest brief that is known. */
  current: () => Brief | undefined;
  send: (lesson: string, answer: Answer, revision: number) => Promise<Brief>;
  /** The brief as the server has it. */
  load: () => Promise<Brief>;
  /** A newer brief came in. */
  onBrief: (brief: Brief) => void;
  onState: (state: QueueState) => void;
};

const mostAttempts = 4;

export function answerOf(brief: Brief | undefined, id: string): Answer | null {
  const found = brief?.lessons.find(({ lesson }) => lesson.id === id);
  return found ? { decision: found.decision, note: found.note, followUp: found.follow_up } : null;
}

/** What tells two answers apart. */
const mark = (answer: Answer | null) => JSON.stringify([answer?.decision, answer?.note, answer?.followUp]);

const isConflict = (error: unknown) => error instanceof ApiError && (error.status === 412 || error.status === 409);

export function createDecisionQueue(ports: QueuePorts) {
  const line: Waiting[] = [];
  let state: QueueState = { waiting: new Map(), conflict: null, failure: null, others: false };
  let isSending = false;

  function tell(change: Partial<QueueState>) {
    // The last answer to a lesson is the one that counts.
    const waiting = new Map(line.map(({ lesson, answer }) => [lesson, answer]));
    state = { ...state, ...change, waiting };
    ports.onState(state);
  }

  /** True when the answer reached the server; false when somebody else answered the lesson. */
  async function deliver({ lesson, answer, seen }: Waiting): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      const revision = ports.current()?.revision ?? 0;
      try {
        ports.onBrief(await ports.send(lesson, answer, revision));
        return true;
      } catch (error) {
        if (!isConflict(error) || attempt === mostAttempts) throw error;
      }
      const newest = await ports.load();
      ports.onBrief(newest);
      state = { ...state, others: true };
      const theirs = answerOf(newest, lesson);
      if (theirs && mark(theirs) !== seen && mark(theirs) !== mark(answer)) {
        state = { ...state, conflict: { lesson, mine: answer, theirs } };
        return false;
      }
    }
  }

  async function run() {
    if (isSending) return;
    isSending = true;
    for (let next = line[0]; next; next = line[0]) {
      try {
        await deliver(next);
      } catch (error) {
        const failure = { lesson: next.lesson, answer: next.answer, error: error instanceof Error ? error : new Error(String(error)) };
        state = { ...state, failure };
      }
      line.shift();
      const after = answerOf(ports.current(), next.lesson);
      // What waits behind it for the same lesson was decided in sight of this answer.
      for (const later of line) if (later.lesson === next.lesson) later.seen = mark(after);
      tell({});
    }
    isSending = false;
  }

  function decide(lesson: string, answer: Answer) {
    const before = state.waiting.get(lesson) ?? answerOf(ports.current(), lesson);
    if (mark(before) === mark(answer) && !state.failure) return;
    line.push({ lesson, answer, seen: mark(answerOf(ports.current(), lesson)) });
    tell({ conflict: null, failure: null, others: false });
    void run();
  }

  return {
    decide,
    /** Sends the answer that failed once more. */
    retry: () => state.failure && decide(state.failure.lesson, state.failure.answer),
    /** Writes over what the other person said. */
    insist: () => state.conflict && decide(state.conflict.lesson, state.conflict.mine),
    dismiss: () => tell({ conflict: null, failure: null, others: false }),
  };
}

export type DecisionQueue = ReturnType<typeof createDecisionQueue>;
