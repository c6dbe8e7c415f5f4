// Keys for the list of lessons. They work while the keyboard is on a lesson, so that they are in nobody's way elsewhere.
import { useCallback, useRef, useState, type KeyboardEvent } from 'react';

export type LessonAction = 'accept' | 'reject' | 'later' | 'undo' | 'open';

const actions: Record<string, LessonAction> = { a: 'accept', r: 'reject', l: 'later', u: 'undo', o: 'open' };
const steps: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

const isTyping = (target: EventTarget) => target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

/** `ids` in the order of the page. One lesson is in the order of Tab: the one that had the keyboard last. */
export function useLessonKeys(ids: readonly string[], onAction: (id: string, action: LessonAction) => void) {
  const articles = useRef(new Map<string, HTMLElement>());
  const [current, setCurrent] = useState<string | null>(null);
  const tabStop = current !== null && ids.includes(current) ? current : ids[0];

  const focus = useCallback((id: string | undefined) => {
    const article = id === undefined ? undefined : articles.current.get(id);
    article?.focus({ preventScroll: true });
    article?.scrollIntoView({ block: 'nearest' });
  }, []);

  function onKeyDown(event: KeyboardEvent, id: string) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing || isTyping(event.target)) return;
    const step = steps[event.key];
    const action = actions[event.key.toLowerCase()];
    if (step !== undefined) {
      // Arrows scroll unless the lesson itself has the keyboard.
      if (event.key.startsWith('Arrow') && event.target !== event.currentTarget) return;
      focus(ids[ids.indexOf(id) + step]);
    } else if (action) onAction(id, action);
    else return;
    event.preventDefault();
  }

  const propsOf = (id: string) => ({
    ref: (element: HTMLElement | null) => {
      if (element) articles.current.set(id, element);
      else articles.current.delete(id);
    },
    tabIndex: id === tabStop ? 0 : -1,
    onFocus: () => setCurrent(id),
    onKeyDown: (event: KeyboardEvent) => onKeyDown(event, id),
  });
  return { propsOf, focus };
}
