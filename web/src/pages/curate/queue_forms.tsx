import { Button } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LabelInput } from '../../components/label_input';
import type { QueueItem, QueueOrder } from '../../lib/curation_api';
import type { Asking } from './queue_keys';

export type Details = Partial<QueueOrder>;
type Props = { item: QueueItem; onSubmit: (details: Details) => void; onClose: () => void };

function Form({ children, onSubmit, onClose, submit }: { children: ReactNode; onSubmit: () => void; onClose: () => void; submit: string }) {
  const { t } = useTranslation();
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  const close = (event: React.KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <form className="queue-form" onSubmit={send} onKeyDown={close}>
      {children}
      <Button type="submit" size="compact-md" h={36}>{submit}</Button>
      <Button type="button" size="compact-md" h={36} variant="default" onClick={onClose}>{t('curate.cancel')}</Button>
    </form>
  );
}

function TextForm({ name, isNeeded, start = '', submit, onText, onClose }: {
  name: string; isNeeded: boolean; start?: string; submit: string; onText: (text: string) => void; onClose: () => void;
}) {
  const [text, setText] = useState(start);
  return (
    <Form onSubmit={() => onText(text.trim())} onClose={onClose} submit={submit}>
      <label className="field">
        <span>{name}</span>
        <input
          className="text-input" autoFocus autoComplete="off" required={isNeeded} maxLength={1000} value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
    </Form>
  );
}

function RelabelForm({ item, onSubmit, onClose }: Props) {
  const { t } = useTranslation();
  const facet = item.label?.facet ?? 'phase';
  const [value, setValue] = useState('');
  return (
    <Form onSubmit={() => value && onSubmit({ value })} onClose={onClose} submit={t('curate.do.relabel')}>
      <LabelInput facet={facet} name={t('curate.new_value', { facet: t(`facet.name.${facet}`) })} onValue={setValue} autoFocus />
    </Form>
  );
}

function MergeForm({ item, onSubmit, onClose }: Props) {
  const { t } = useTranslation();
  const [into, setInto] = useState(item.subject?.id ?? item.target);
  const both = [item.subject, item.other].filter((subject) => subject !== undefined);
  return (
    <Form onSubmit={() => onSubmit({ into })} onClose={onClose} submit={t('curate.do.merge')}>
      <fieldset className="queue-choice">
        <legend>{t('curate.which_stays')}</legend>
        {both.map((subject) => (
          <label key={subject.id}>
            <input
              type="radio" name="into" value={subject.id} checked={into === subject.id} autoFocus={into === subject.id}
              onChange={() => setInto(subject.id)}
            />
            <span>{subject.title} <span className="dim small">{subject.document_title}</span></span>
          </label>
        ))}
      </fieldset>
    </Form>
  );
}

/** What an action asks before it is done. */
export function AskForm({ asking, ...props }: Props & { asking: Asking }) {
  const { t } = useTranslation();
  if (asking === 'relabel') return <RelabelForm {...props} />;
  if (asking === 'merge') return <MergeForm {...props} />;
  const isReason = asking === 'reject';
  return (
    <TextForm
      name={t(isReason ? 'curate.reason' : 'curate.assignee')} isNeeded={isReason} start={isReason ? '' : props.item.assignee}
      submit={t(`curate.do.${asking}`)} onClose={props.onClose}
      onText={(text) => props.onSubmit(isReason ? { reason: text } : { assignee: text })}
    />
  );
}
