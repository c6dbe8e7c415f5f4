// Completions while typing: waits for a pause, cancels what is no longer wanted, and never lets a late answer
// replace a newer one. No DOM, no React.

export type Fetcher<T> = (text: string, signal: AbortSignal) => Promise<T[]>;

export interface Suggester {
  /** Asks for completions of text after the pause; an empty text clears at once. */
  ask(text: string): void;
  /** Forgets what is under way: no answer arrives after this. */
  cancel(): void;
}

export function createSuggester<T>(
  fetcher: Fetcher<T>,
  onAnswer: (items: T[], text: string) => void,
  pauseMs = 200,
): Suggester {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let controller: AbortController | undefined;

  function cancel() {
    clearTimeout(timer);
    controller?.abort();
    controller = undefined;
  }

  async function run(text: string) {
    const mine = new AbortController();
    controller = mine;
    let items: T[] = [];
    try {
      items = await fetcher(text, mine.signal);
    } catch {
      // Completions are a convenience: a failure shows none.
    }
    if (!mine.signal.aborted) onAnswer(items, text);
  }

  function ask(text: string) {
    cancel();
    const wanted = text.trim();
    if (wanted === '') onAnswer([], '');
    else timer = setTimeout(() => void run(wanted), pauseMs);
  }

  return { ask, cancel };
}
