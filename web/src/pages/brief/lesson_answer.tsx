import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckIcon, ClockIcon, CrossIcon, UndoIcon } from '../../components/icons';
import { dayAfter, usualFollowUpDays } from '../../lib/brief_view';
import type { Answer, BriefLesson } from '../../lib/kickoff_api';
import type { LessonAction } from './use_lesson_keys';

type Props = {
  item: BriefLesson;
  isRejecting: boolean;
  onAction: (action: LessonAction) => void;
  onAnswer: (answer: Answer) => void;
  onCloseForm: () => void;
};

export const acceptedAnswer = (today = new Date()): Answer =>
  ({ decision: 'accepted', note: '', followUp: dayAfter(today, usualFollowUpDays) });

/** Why not: a word of one's own or one of the usual reasons. */
function RejectForm({ item, onAnswer, onCloseForm }: Pick<Props, 'item' | 'onAnswer' | 'onCloseForm'>) {
  const { t } = useTranslation();
  const [note, setNote] = useState(item.note);
  const id = `why-${item.lesson.id}`;
  const reject = (why: string) => {
    if (why.trim() === '') return;
    onAnswer({ decision: 'rejected', note: why.trim(), followUp: '' });
    onCloseForm();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reject(note);
  };
  const usual = t('brief.usual_reasons', { returnObjects: true });
  return (
    <form className="reject-form" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onCloseForm()}>
      <label htmlFor={id}>{t('brief.why_not')}</label>
      <div className="reject-line">
        <input
          id={id} className="text-input" type="text" required autoFocus maxLength={1000} autoComplete="off" value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" size="compact-md" h={36}>{t('brief.reject')}</Button>
        <Button type="button" variant="default" size="compact-md" h={36} onClick={onCloseForm}>{t('follow.cancel')}</Button>
      </div>
      <div className="chips" role="group" aria-label={t('brief.usual_label')}>
        {usual.map((why) => <button key={why} type="button" className="chip" onClick={() => reject(why)}><span>{why}</span></button>)}
      </div>
    </form>
  );
}

/** When the organisation asks whether it helped. */
function FollowUp({ item, onAnswer }: Pick<Props, 'item' | 'onAnswer'>) {
  const { t } = useTranslation();
  const [day, setDay] = useState(item.follow_up);
  const id = `follow-${item.lesson.id}`;
  const save = () => day !== item.follow_up && onAnswer({ decision: 'accepted', note: item.note, followUp: day });
  return (
    <p className="follow-up">
      <label htmlFor={id}>{t('brief.follow_up')}</label>
      <input id={id} type="date" className="text-input" value={day} onChange={(event) => setDay(event.currentTarget.value)} onBlur={save} />
    </p>
  );
}

const buttons = [
  { action: 'accept', decision: 'accepted', Icon: CheckIcon, key: 'a' },
  { action: 'reject', decision: 'rejected', Icon: CrossIcon, key: 'r' },
  { action: 'later', decision: 'later', Icon: ClockIcon, key: 'l' },
] as const;

/** Accept, reject, later, and back again. */
export function LessonAnswer({ item, isRejecting, onAction, onAnswer, onCloseForm }: Props) {
  const { t } = useTranslation();
  const { decision, note } = item;
  return (
    <div className="answer">
      <div className="answer-buttons" role="group" aria-label={t('brief.answer_label')}>
        {buttons.map(({ action, decision: given, Icon, key }) => (
          <button
            key={action} type="button" className="answer-button" data-action={action} aria-pressed={decision === given}
            aria-keyshortcuts={key} aria-expanded={action === 'reject' ? isRejecting : undefined}
            onClick={() => onAction(action)}
          >
            <Icon size={16} />{t(`brief.${action}`)}<kbd aria-hidden="true">{key}</kbd>
          </button>
        ))}
        {decision !== 'open' && (
          <button type="button" className="answer-button" data-action="undo" aria-keyshortcuts="u" onClick={() => onAction('undo')}>
            <UndoIcon size={16} />{t('brief.undo')}<kbd aria-hidden="true">u</kbd>
          </button>
        )}
      </div>
      {isRejecting && <RejectForm item={item} onAnswer={onAnswer} onCloseForm={onCloseForm} />}
      {!isRejecting && decision === 'rejected' && <p className="answer-note"><span className="dim">{t('brief.rejected_because')}</span> {note}</p>}
      {decision === 'accepted' && <FollowUp key={item.follow_up} item={item} onAnswer={onAnswer} />}
    </div>
  );
}
