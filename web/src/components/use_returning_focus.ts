import { useCallback, useRef } from 'react';

/**
 * Gives the keyboard back to an element that is rendered anew, such as the button that a form had taken the place of.
 * `ref` goes on the element; `returnFocus` is called when the form closes. The element has the focus with the very
 * rendering that brings it back, so that not one key is lost.
 */
export function useReturningFocus<T extends HTMLElement>() {
  const isWanted = useRef(false);
  const ref = useCallback((element: T | null) => {
    if (!element || !isWanted.current) return;
    isWanted.current = false;
    element.focus();
  }, []);
  const returnFocus = useCallback(() => {
    isWanted.current = true;
  }, []);
  return { ref, returnFocus };
}
