// Behaviour of the field for tags: what is typed, what the taxonomy has for it, and the keys.
import { useMemo, useState, type KeyboardEvent } from 'react';
import { matchOptions, type Option } from '../lib/type_ahead';

type Props = { options: readonly Option[]; chosen: readonly string[]; onChange: (chosen: string[]) => void };

export function useTokenField({ options, chosen, onChange }: Props) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(-1);
  const [isComposing, setComposing] = useState(false);
  const [isClosed, setClosed] = useState(false);
  const items = useMemo(
    () => (text.trim() === '' || isComposing ? [] : matchOptions(options, text, chosen)), [options, text, chosen, isComposing],
  );
  const open = items.length > 0 && !isClosed;

  function type(value: string) {
    setText(value);
    setActive(-1);
    setClosed(false);
  }

  function add(value: string) {
    if (value && !chosen.includes(value)) onChange([...chosen, value]);
    type('');
  }

  const remove = (value: string) => onChange(chosen.filter((one) => one !== value));

  function move(step: number) {
    const places = items.length + 1;
    setClosed(false);
    setActive((index) => ((index + 1 + step + places) % places) - 1);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing || event.nativeEvent.isComposing) return;
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && items.length > 0) {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if ((event.key === 'Enter' || event.key === ',' || event.key === '，' || event.key === '、') && text.trim() !== '') {
      event.preventDefault();
      // An author's own word is a tag too; a word that the taxonomy knows is meant as that.
      add((items[active] ?? items[0])?.id ?? text.trim());
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setClosed(true);
    } else if (event.key === 'Backspace' && text === '' && chosen.length > 0) {
      remove(chosen[chosen.length - 1] as string);
    }
  }

  return { text, items, active, open, type, add, remove, setActive, setComposing, onKeyDown, close: () => setClosed(true) };
}
