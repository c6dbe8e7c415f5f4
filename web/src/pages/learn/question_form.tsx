// One question and what can be answered to it: by keyboard, by pointer, by screen reader alike.
import { Button } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { prepareProse } from '../../components/prepare_prose';
import { SafeHtml } from '../../components/safe_html';
import { langAttribute } from '../../lib/language';
import type { GradedAnswer, Question } from '../../lib/learn_api';
import { moved } from './ordering';

type FieldProps = {
  question: Question;
  given: string[];
  graded: GradedAnswer | undefined;
  onChange: (given: string[]) => void;
};

/** After the answer: whether the option was right to choose, in words and not by colour alone. */
function Verdict({ id, given, graded }: { id: string; given: string[]; graded: GradedAnswer | undefined }) {
  const { t } = useTranslation();
  const option = graded?.options.find((one) => one.id === id);
  if (!option) return null;
  const isChosen = given.includes(id);
  if (!option.right && !isChosen) return null;
  return (
    <span className="badge" data-tone={option.right ? 'good' : 'bad'}>
      {t(option.right ? 'learn.option_right' : 'learn.option_wrong')}
    </span>
  );
}

function OptionFeedback({ id, question, graded }: { id: string; question: Question; graded: GradedAnswer | undefined }) {
  const html = graded?.options.find((one) => one.id === id)?.html;
  if (!html) return null;
  return <SafeHtml className="prose option-feedback" html={html} lang={langAttribute(question.document.lang)} transform={prepareProse} />;
}

function Choices({ question, given, graded, onChange }: FieldProps) {
  const { t } = useTranslation();
  const isMultiple = question.kind === 'multiple';
  const toggle = (id: string) => {
    if (!isMultiple) return onChange([id]);
    return onChange(given.includes(id) ? given.filter((one) => one !== id) : [...given, id]);
  };
  return (
    <fieldset className="choices" disabled={graded !== undefined}>
      <legend>{t(isMultiple ? 'learn.choose_several' : 'learn.choose_single')}</legend>
      {question.options.map(({ id, text }) => (
        <div key={id} className="choice" data-on={given.includes(id) || undefined}>
          <label>
            <input
              type={isMultiple ? 'checkbox' : 'radio'} name={question.id} value={id} checked={given.includes(id)}
              onChange={() => toggle(id)}
            />
            <span lang={langAttribute(question.document.lang)}>{text}</span>
            <Verdict id={id} given={given} graded={graded} />
          </label>
          <OptionFeedback id={id} question={question} graded={graded} />
        </div>
      ))}
    </fieldset>
  );
}

/** Buttons instead of dragging (WCAG 2.5.7); the moved item keeps the keyboard. */
function Ordering({ question, given, graded, onChange }: FieldProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState('');
  const text = (id: string) => question.options.find((option) => option.id === id)?.text ?? id;
  const move = (index: number, by: -1 | 1) => {
    const id = given[index] ?? '';
    onChange(moved(given, index, by));
    setSaid(t('learn.moved', { item: text(id), place: index + by + 1 }));
    requestAnimationFrame(() => {
      const buttons = list.current?.children[index + by]?.querySelectorAll('button') ?? [];
      const wanted = buttons[by === -1 ? 0 : 1];
      (wanted?.disabled ? buttons[by === -1 ? 1 : 0] : wanted)?.focus();
    });
  };
  return (
    <fieldset className="choices" disabled={graded !== undefined}>
      <legend>{t('learn.put_in_order')}</legend>
      <ol className="ordering" ref={list}>
        {given.map((id, index) => (
          <li key={id} className="choice">
            <span lang={langAttribute(question.document.lang)}>{text(id)}</span>
            {graded === undefined && (
              <span className="ordering-buttons">
                <button type="button" disabled={index === 0} aria-label={t('learn.move_up', { item: text(id) })} onClick={() => move(index, -1)}>↑</button>
                <button type="button" disabled={index === given.length - 1} aria-label={t('learn.move_down', { item: text(id) })} onClick={() => move(index, 1)}>↓</button>
              </span>
            )}
            {graded && (
              <span className="badge" data-tone={graded.answers[index] === id ? 'good' : 'bad'}>
                {t(graded.answers[index] === id ? 'learn.option_right' : 'learn.option_wrong')}
              </span>
            )}
          </li>
        ))}
      </ol>
      <p role="status" className="visually-hidden">{said}</p>
    </fieldset>
  );
}

function ShortAnswer({ question, given, graded, onChange }: FieldProps) {
  const { t } = useTranslation();
  const id = `answer-${question.id}`;
  return (
    <p className="short-answer">
      <label htmlFor={id}>{t('learn.your_answer')}</label>
      <input
        id={id} className="text-input" type="text" autoComplete="off" disabled={graded !== undefined} value={given[0] ?? ''}
        onChange={(event) => onChange([event.currentTarget.value])}
      />
    </p>
  );
}

function Field(props: FieldProps) {
  const { t } = useTranslation();
  const { kind, options } = props.question;
  if (kind === 'short') return <ShortAnswer {...props} />;
  if (kind === 'ordering') return <Ordering {...props} />;
  if (options.length > 0) return <Choices {...props} />;
  return props.graded ? null : <p className="dim">{t('learn.think_first')}</p>;
}

type Props = {
  question: Question;
  graded: GradedAnswer | undefined;
  isBusy: boolean;
  onAnswer: (given: string[]) => void;
};

/** Give it a key per question: it starts empty, an ordering as it was shuffled. */
export function QuestionForm({ question, graded, isBusy, onAnswer }: Props) {
  const { t } = useTranslation();
  const [given, setGiven] = useState<string[]>(question.kind === 'ordering' ? question.options.map(({ id }) => id) : []);
  const isOpenCase = question.kind === 'case' && question.options.length === 0;
  const isEmpty = !isOpenCase && !given.some((one) => one.trim() !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isEmpty && !isBusy && !graded) onAnswer(given);
  };
  return (
    <form className="question" onSubmit={submit}>
      {question.html && <SafeHtml className="prose" html={question.html} lang={langAttribute(question.document.lang)} transform={prepareProse} />}
      <Field question={question} given={given} graded={graded} onChange={setGiven} />
      {!graded && (
        <Button type="submit" aria-disabled={isEmpty || isBusy} data-disabled={isEmpty || isBusy || undefined}>
          {t(isOpenCase ? 'learn.show_outcome' : 'learn.check')}
        </Button>
      )}
    </form>
  );
}
