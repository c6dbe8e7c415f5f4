// Behaviour of the field that finds lessons: what is typed, what is found for it, and the keys.
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useLanguage } from '../../components/use_language';
import type { Hit } from '../../lib/api';
import { findLessons } from '../../lib/relation_api';
import { createSuggester } from '../../lib/suggester';

/** A lesson that was chosen; its title is HTML with marks, as the search gives it. */
export type ChosenLesson = { id: string; title: string; lang: string };

export function useLessonPicker(chosen: ChosenLesson[], onChange: (chosen: ChosenLesson[]) => void) {
  const language = useLanguage();
  const [text, setText] = useState('');
  const [found, setFound] = useState<Hit[]>([]);
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(false);
  const composing = useRef(false);
  const suggester = useMemo(
    () => createSuggester<Hit>((q, signal) => findLessons(q, { language, signal }), (hits) => {
      setFound(hits);
      setActive(-1);
      setOpen(hits.length > 0);
    }),
    [language],
  );
  useEffect(() => suggester.cancel, [suggester]);
  const items = found.filter(({ id }) => !chosen.some((one) => one.id === id));

  const close = () => {
    suggester.cancel();
    setOpen(false);
    setActive(-1);
  };
  const type = (value: string) => {
    setText(value);
    if (!composing.current) suggester.ask(value);
  };
  const setComposing = (on: boolean, value: string) => {
    composing.current = on;
    if (!on) suggester.ask(value);
  };
  const add = ({ id, title, lang }: Hit) => {
    onChange([...chosen, { id, title, lang }]);
    setText('');
    setFound([]);
    close();
  };
  const remove = (id: string) => onChange(chosen.filter((one) => one.id !== id));
  const move = (step: number) => {
    const places = items.length + 1;
    setOpen(true);
    setActive((index) => ((index + 1 + step + places) % places) - 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (composing.current || event.nativeEvent.isComposing) return;
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && items.length > 0) {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      // Never sends the form around: a word half typed is no wish to publish.
      event.preventDefault();
      const item = open ? items[active] : undefined;
      if (item) add(item);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      close();
    } else if (event.key === 'Backspace' && text === '' && chosen.length > 0) {
      remove((chosen[chosen.length - 1] as ChosenLesson).id);
    }
  };
  return { text, items, active, open: open && items.length > 0, type, add, remove, setActive, setComposing, onKeyDown, close };
}
