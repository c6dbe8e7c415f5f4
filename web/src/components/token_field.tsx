import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Option } from '../lib/type_ahead';
import { CrossIcon } from './icons';
import { useLanguage } from './use_language';
import { useNames } from './use_names';
import { useTokenField } from './use_token_field';

type Props = {
  label: string; hint: string;
  options: readonly Option[]; chosen: readonly string[]; onChange: (chosen: string[]) => void;
};

/** Tags as chips, and a field that finds more of them in either language. */
export function TokenField({ label, hint, options, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const language = useLanguage();
  const names = useNames();
  const input = useRef<HTMLInputElement>(null);
  const field = useTokenField({ options, chosen, onChange });
  const option = (index: number) => `${id}-option-${index}`;
  const other = language === 'zh' ? 'en' : 'zh';

  return (
    <div className="token-field">
      <label htmlFor={`${id}-input`}>{label}</label>
      <div className="token-box">
        {chosen.map((value) => (
          <button
            key={value} type="button" className="chip" data-on aria-label={t('kickoff.remove_tag', { name: names('tag', value) })}
            onClick={() => { field.remove(value); input.current?.focus(); }}
          >
            <span>{names('tag', value)}</span><CrossIcon size={12} />
          </button>
        ))}
        <input
          ref={input} id={`${id}-input`} type="text" role="combobox" autoComplete="off" aria-autocomplete="list" maxLength={100}
          aria-expanded={field.open} aria-controls={`${id}-list`} aria-describedby={`${id}-hint`}
          aria-activedescendant={field.open && field.active >= 0 ? option(field.active) : undefined}
          value={field.text} onChange={(event) => field.type(event.currentTarget.value)} onKeyDown={field.onKeyDown} onBlur={field.close}
          onCompositionStart={() => field.setComposing(true)} onCompositionEnd={() => field.setComposing(false)}
        />
      </div>
      <ul className="suggestions" id={`${id}-list`} role="listbox" aria-label={label} hidden={!field.open}>
        {field.items.map((item, index) => (
          <li
            key={item.id} id={option(index)} role="option" aria-selected={index === field.active}
            onPointerDown={(event) => event.preventDefault()} onPointerMove={() => field.setActive(index)} onClick={() => field.add(item.id)}
          >
            <span>{item.label[language]}</span><span>{item.label[other]}</span>
          </li>
        ))}
      </ul>
      <p className="dim small" id={`${id}-hint`}>{hint}</p>
      <span className="visually-hidden" role="status">
        {field.open ? t('search.suggestion_count', { count: field.items.length }) : ''}
      </span>
    </div>
  );
}
