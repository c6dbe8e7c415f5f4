import { useId, useRef, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CrossIcon, SearchIcon } from './icons';
import { useNames } from './use_names';
import { useSearchBox } from './use_search_box';

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** The search field with suggestions. One on every page: large on the search page, in the header elsewhere. */
export function SearchBox({ large = false }: { large?: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const box = useSearchBox();
  const names = useNames();
  const option = (index: number) => `${id}-option-${index}`;

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    box.submit();
  };
  const clear = () => {
    box.type('');
    input.current?.focus();
  };

  return (
    <form className="search-box" data-large={large || undefined} role="search" onSubmit={onSubmit}>
      <div className="search-field">
        <SearchIcon />
        <input
          ref={input} data-search-input type="text" enterKeyHint="search" autoComplete="off" autoCapitalize="off"
          spellCheck={false} maxLength={500} role="combobox" aria-label={t('search.label')} aria-autocomplete="list"
          aria-expanded={box.open} aria-controls={`${id}-list`}
          aria-activedescendant={box.open && box.active >= 0 ? option(box.active) : undefined}
          placeholder={t('search.placeholder')}
          value={box.text}
          onChange={(event) => box.type(event.currentTarget.value)}
          onKeyDown={box.onKeyDown}
          onBlur={box.close}
          onCompositionStart={(event) => box.setComposing(true, event.currentTarget.value)}
          onCompositionEnd={(event) => box.setComposing(false, event.currentTarget.value)}
        />
        {box.text !== '' ? (
          <button type="button" className="search-clear" aria-label={t('search.clear_text')} onClick={clear}>
            <CrossIcon size={16} />
          </button>
        ) : (
          <kbd className="search-hint" aria-hidden="true">{isApple ? '⌘K' : 'Ctrl K'}</kbd>
        )}
        <button type="submit" className="search-go">{t('search.submit')}</button>
      </div>
      <ul className="suggestions" id={`${id}-list`} role="listbox" aria-label={t('search.suggestions')} hidden={!box.open}>
        {box.items.map((item, index) => (
          <li
            key={`${item.type}:${item.id}:${item.text}`} id={option(index)} role="option"
            aria-selected={index === box.active}
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => box.setActive(index)}
            onClick={() => box.choose(item)}
          >
            <span>{item.type === 'tag' ? names('tag', item.id || item.text) : item.text}</span>
            <span>{t(`search.suggestion_type.${item.type}`)}</span>
          </li>
        ))}
      </ul>
      <span className="visually-hidden" role="status">
        {box.open ? t('search.suggestion_count', { count: box.items.length }) : ''}
      </span>
    </form>
  );
}
