import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LabelInput } from '../../components/label_input';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import type { LabelFacet } from '../../lib/labels';
import {
  emptyPart, partName, splitOrder, type Part, type SplitForm, type TaxonomyEffects, type TaxonomyValue,
} from '../../lib/taxonomy_api';
import { ChangeDialog, type DialogProps } from './change_dialog';

function PartFields({ facet, part, number, onChange, onRemove }: {
  facet: LabelFacet; part: Part; number: number; onChange: (part: Part) => void; onRemove?: () => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const [isNew, setNew] = useState(false);
  const text = (name: 'labelEn' | 'labelZh', label: string) => (
    <label className="field">
      <span>{label}</span>
      <input
        className="text-input" autoComplete="off" maxLength={100} value={part[name]}
        onChange={(event) => onChange({ ...part, [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <fieldset className="split-part" data-part={number}>
      <legend>{t('taxonomy.part', { number })}{part.value && `: ${names(facet, part.value)}`}</legend>
      <label className="check">
        <input type="checkbox" checked={isNew} onChange={() => { setNew(!isNew); onChange({ ...part, value: '', labelEn: '', labelZh: '' }); }} />
        <span>{t('taxonomy.new_value')}</span>
      </label>
      {isNew
        ? <div className="split-labels">{text('labelEn', t('taxonomy.label_en'))}{text('labelZh', t('taxonomy.label_zh'))}</div>
        : <LabelInput facet={facet} name={t('taxonomy.existing')} onValue={(value) => onChange({ ...part, value })} />}
      <label className="field">
        <span>{t('taxonomy.words')}</span>
        <textarea className="text-input" rows={2} value={part.words} onChange={(event) => onChange({ ...part, words: event.currentTarget.value })} />
      </label>
      {onRemove && <button type="button" className="link-button small" onClick={onRemove}>{t('taxonomy.remove_part', { number })}</button>}
    </fieldset>
  );
}

type Undecided = TaxonomyEffects['undecided']['items'][number];

function ByHand({ total, items, form, onChoose }: {
  total: number; items: Undecided[]; form: SplitForm; onChoose: (id: string, value: string) => void;
}) {
  const { t } = useTranslation();
  if (items.length === 0) return null;
  return (
    <section className="by-hand" aria-label={t('taxonomy.undecided', { count: total })}>
      <h3>{t('taxonomy.undecided', { count: total })}</h3>
      <p className="dim small">{t('taxonomy.undecided_lead')}</p>
      <ul className="plain-list">
        {items.map(({ id, title, excerpt }) => (
          <li key={id}>
            <label className="field">
              <span>{title}</span>
              <select className="text-input" value={form.byHand[id] ?? ''} onChange={(event) => onChoose(id, event.currentTarget.value)}>
                <option value="">{t('taxonomy.to_queue')}</option>
                {form.parts.filter(partName).map((part) => <option key={partName(part)} value={partName(part)}>{partName(part)}</option>)}
              </select>
            </label>
            {excerpt && <p className="dim small">{excerpt}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Several values take the place of one: by words, by hand, and the rest to the queue or to a value. */
export function SplitDialog({ facet, value, ...dialog }: DialogProps & { facet: LabelFacet; value: TaxonomyValue }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [form, setForm] = useState<SplitForm>({ parts: [emptyPart, emptyPart], otherwise: '', byHand: {} });
  // What was decided by hand stays on the list, to be decided otherwise.
  const seen = useRef(new Map<string, Undecided>());
  const listed = (effects: TaxonomyEffects) => {
    for (const item of effects.undecided.items) seen.current.set(item.id, item);
    const waiting = new Set(effects.undecided.items.map(({ id }) => id));
    return [...seen.current.values()].filter(({ id }) => waiting.has(id) || form.byHand[id]);
  };
  const ready = splitOrder(facet, value.id, form);
  const setPart = (at: number, part: Part) => setForm({ ...form, parts: form.parts.map((old, i) => (i === at ? part : old)) });
  const removePart = (at: number) => setForm({ ...form, parts: form.parts.filter((_, i) => i !== at) });
  const rest = form.parts.filter(({ value: id }) => id !== '');
  return (
    <ChangeDialog
      {...dialog} title={t('taxonomy.split_title', { name: value.label[language] })} submit={t('taxonomy.do.split')} order={ready}
      below={(effects) => (
        <ByHand total={effects.undecided.total} items={listed(effects)} form={form} onChoose={(id, target) => setForm({ ...form, byHand: { ...form.byHand, [id]: target } })} />
      )}
    >
      <p className="dim">{t('taxonomy.split_lead')}</p>
      {form.parts.map((part, at) => (
        <PartFields
          key={at} facet={facet} part={part} number={at + 1} onChange={(next) => setPart(at, next)}
          onRemove={form.parts.length > 2 ? () => removePart(at) : undefined}
        />
      ))}
      <Button type="button" h={36} variant="default" onClick={() => setForm({ ...form, parts: [...form.parts, emptyPart] })}>
        {t('taxonomy.add_part')}
      </Button>
      <label className="field split-rest">
        <span>{t('taxonomy.otherwise')}</span>
        <select className="text-input" value={form.otherwise} onChange={(event) => setForm({ ...form, otherwise: event.currentTarget.value })}>
          <option value="">{t('taxonomy.rest_queue')}</option>
          <option value={value.id}>{t('taxonomy.rest_stays', { name: value.label[language] })}</option>
          {rest.map((part) => <option key={part.value} value={part.value}>{part.value}</option>)}
        </select>
      </label>
    </ChangeDialog>
  );
}
