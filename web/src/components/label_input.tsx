import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import { getTaxonomy, type Taxonomy } from '../lib/api';
import type { LabelFacet } from '../lib/labels';
import type { Language } from '../lib/language';
import { isOffered } from '../lib/taxonomy_api';
import { crosswalkText } from './crosswalk';
import { useLanguage } from './use_language';

type Entry = { id: string; label: string; others: string[]; crosswalk: string };

/** What a value may be called while typing: its label in either language, its id, its aliases. */
export function entriesOf(taxonomy: Taxonomy | undefined, facet: LabelFacet, language: Language): Entry[] {
  const values = { phase: taxonomy?.phases, risk: taxonomy?.risks, tag: taxonomy?.tags }[facet] ?? [];
  return values.filter(isOffered).map((value) => ({
    id: value.id, label: value.label[language] || value.id,
    others: [value.id, value.label.en, value.label.zh, ...value.aliases, ...(value.former ?? [])], crosswalk: crosswalkText(value),
  }));
}

/** The id that the text names; '' for none. */
export function idOf(entries: Entry[], text: string): string {
  const typed = text.trim().toLowerCase();
  if (typed === '') return '';
  const isNamed = ({ label, others }: Entry) => [label, ...others].some((name) => name.toLowerCase() === typed);
  return entries.find(isNamed)?.id ?? '';
}

type Props = {
  facet: LabelFacet; name: string; onValue: (id: string) => void; autoFocus?: boolean;
  /** Tags are free words: what the taxonomy does not know is taken as typed. */
  isFree?: boolean;
  /** Told on Enter; the field is emptied. Without it Enter submits the form around. */
  onEnter?: (id: string) => void;
};

/** A field that completes from the taxonomy, by any name in either language. */
export function LabelInput({ facet, name, onValue, autoFocus, isFree = false, onEnter }: Props) {
  const language = useLanguage();
  const list = useId();
  const [text, setText] = useState('');
  const { data } = useQuery({
    queryKey: ['taxonomy'], queryFn: ({ signal }) => getTaxonomy({ language, signal }), staleTime: 10 * 60_000,
  });
  const entries = useMemo(() => entriesOf(data, facet, language), [data, facet, language]);
  const valueOf = (typed: string) => idOf(entries, typed) || (isFree ? typed.trim() : '');
  const enter = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || !onEnter || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const value = valueOf(text);
    if (!value) return;
    onEnter(value);
    setText('');
    onValue('');
  };
  return (
    <label className="field">
      <span>{name}</span>
      <input
        className="text-input" list={list} autoComplete="off" autoFocus={autoFocus} value={text} onKeyDown={enter}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onValue(valueOf(event.currentTarget.value));
        }}
      />
      <datalist id={list}>
        {entries.map(({ id, label, others, crosswalk }) => <option key={id} value={label}>{crosswalk || others.slice(0, 3).join(' · ')}</option>)}
      </datalist>
    </label>
  );
}
