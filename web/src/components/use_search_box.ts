// Behaviour of the search box: what is typed, the suggestions for it, and what choosing one does.
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { getSuggestions, type Suggestion } from '../lib/api';
import { completeQuery } from '../lib/complete_query';
import { addFilter, changeSearch, emptySearch, formatSearchState, parseSearchState } from '../lib/search_state';
import { createSuggester } from '../lib/suggester';
import { useLanguage } from './use_language';

export function useSearchBox() {
  const language = useLanguage();
  const navigate = useNavigate();
  const location = useLocation();
  const state = useMemo(
    () => (location.pathname === '/' ? parseSearchState(location.search) : emptySearch),
    [location.pathname, location.search],
  );
  const [text, setText] = useState(state.q);
  const [items, setItems] = useState<Suggestion[]>([]);
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(false);
  const composing = useRef(false);

  const suggester = useMemo(
    () => createSuggester<Suggestion>(
      async (q, signal) => (await getSuggestions(q, { language, signal })).items,
      (answer) => {
        setItems(answer);
        setActive(-1);
        setOpen(answer.length > 0);
      },
    ),
    [language],
  );
  useEffect(() => suggester.cancel, [suggester]);
  // The box follows the URL: back, forward and links change what it shows.
  useEffect(() => {
    setText(state.q);
    close();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [location.key, state.q]);

  function close() {
    suggester.cancel();
    setOpen(false);
    setActive(-1);
  }

  function type(value: string) {
    setText(value);
    // While an input method is composing, the box holds pinyin, not what is meant.
    if (!composing.current) suggester.ask(value);
  }

  function submit(q = text) {
    close();
    setText(q.trim());
    navigate({ pathname: '/', search: formatSearchState(changeSearch(state, { q: q.trim() })) });
  }

  function choose(item: Suggestion) {
    close();
    if (item.type === 'title') navigate(`/documents/${encodeURIComponent(item.id)}`);
    else if (item.type === 'tag') {
      setText(state.q);
      navigate({ pathname: '/', search: formatSearchState(addFilter(state, 'tag', item.id || item.text)) });
    } else submit(completeQuery(text, item.text));
  }

  function move(step: number) {
    if (items.length === 0) return;
    setOpen(true);
    // -1 is the text itself, between the last suggestion and the first.
    const places = items.length + 1;
    setActive((index) => ((index + 1 + step + places) % places) - 1);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (composing.current || event.nativeEvent.isComposing) return;
    const item = open ? items[active] : undefined;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && item) {
      event.preventDefault();
      choose(item);
    } else if (event.key === 'Escape') {
      if (open) close();
      else setText('');
      event.preventDefault();
    }
  }

  function setComposing(on: boolean, value: string) {
    composing.current = on;
    if (!on) suggester.ask(value);
  }

  return { text, items, active, open, type, submit, choose, close, setActive, onKeyDown, setComposing };
}
