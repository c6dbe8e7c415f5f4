// Tells the server which questions people ask and whether they open an answer, so that curators see what nobody finds.
// Searching happens on submit only, so what is reported was meant; each question counts once as long as the page is
// open. Nothing but the words is sent. A report that fails is let go: it must not disturb the reader.
import { reportOpened, reportQuery, type Call, type SearchPage } from './api';
import { activeFilterCount, type SearchState } from './search_state';

export interface QueryReporter {
  asked(query: string, answer: Pick<SearchPage, 'total' | 'relaxed'>, call: Call): void;
  /** Counts once, and only after the question was reported. */
  opened(query: string, call: Call): void;
}

type Sender = { asked: typeof reportQuery; opened: typeof reportOpened };

export function createQueryReporter(send: Sender): QueryReporter {
  const sent = new Map<string, Promise<unknown>>();
  const openedOnes = new Set<string>();
  const keyOf = (query: string) => query.trim().replace(/\s+/g, ' ').toLowerCase();
  const forgive = () => undefined;
  return {
    asked(query, { total, relaxed }, call) {
      const key = keyOf(query);
      if (key === '' || sent.has(key)) return;
      sent.set(key, send.asked({ query: query.trim(), total, relaxed }, call).catch(forgive));
    },
    opened(query, call) {
      const key = keyOf(query);
      const asked = sent.get(key);
      if (!asked || openedOnes.has(key)) return;
      openedOnes.add(key);
      void asked.then(() => send.opened(query.trim(), call)).catch(forgive);
    },
  };
}

export const queryReporter = createQueryReporter({ asked: reportQuery, opened: reportOpened });

/** Only the first page of the whole library, in both languages, answers a question: filters take hits away that are there. */
export function isCounted(state: SearchState): boolean {
  return state.q.trim() !== '' && state.page === 1 && state.translate && state.match === '' && activeFilterCount(state) === 0;
}
