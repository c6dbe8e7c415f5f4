import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CrossIcon } from '../../components/icons';
import { SafeHtml } from '../../components/safe_html';
import { langAttribute } from '../../lib/language';
import { useLessonPicker, type ChosenLesson } from './use_lesson_picker';

type Props = { label: string; hint: string; chosen: ChosenLesson[]; onChange: (chosen: ChosenLesson[]) => void };

/** Lessons as chips, and a field that finds more of them by their words. */
export function LessonPicker({ label, hint, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const field = useLessonPicker(chosen, onChange);
  const option = (index: number) => `${id}-option-${index}`;
  return (
    <div className="token-field lesson-picker">
      <label htmlFor={`${id}-input`}>{label}</label>
      <div className="token-box">
        {chosen.map((lesson) => (
          <button key={lesson.id} type="button" className="chip" data-on="" onClick={() => { field.remove(lesson.id); input.current?.focus(); }}>
            <span className="visually-hidden">{t('templates.remove_lesson')} </span>
            <SafeHtml as="span" html={lesson.title} lang={langAttribute(lesson.lang)} marksOnly /><CrossIcon size={12} />
          </button>
        ))}
        <input
          ref={input} id={`${id}-input`} type="text" role="combobox" autoComplete="off" aria-autocomplete="list" maxLength={200}
          aria-expanded={field.open} aria-controls={`${id}-list`} aria-describedby={`${id}-hint`}
          aria-activedescendant={field.open && field.active >= 0 ? option(field.active) : undefined}
          value={field.text} onChange={(event) => field.type(event.currentTarget.value)} onKeyDown={field.onKeyDown} onBlur={field.close}
          onCompositionStart={(event) => field.setComposing(true, event.currentTarget.value)}
          onCompositionEnd={(event) => field.setComposing(false, event.currentTarget.value)}
        />
      </div>
      <ul className="suggestions" id={`${id}-list`} role="listbox" aria-label={label} hidden={!field.open}>
        {field.items.map((item, index) => (
          <li
            key={item.id} id={option(index)} role="option" aria-selected={index === field.active}
            onPointerDown={(event) => event.preventDefault()} onPointerMove={() => field.setActive(index)} onClick={() => field.add(item)}
          >
            <SafeHtml as="span" html={item.title} lang={langAttribute(item.lang)} marksOnly />
            <span>{item.document.project || item.document.title}</span>
          </li>
        ))}
      </ul>
      <p className="dim small" id={`${id}-hint`}>{hint}</p>
      <span className="visually-hidden" role="status">{field.open ? t('search.suggestion_count', { count: field.items.length }) : ''}</span>
    </div>
  );
}
