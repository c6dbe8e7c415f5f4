import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelFacet } from '../../lib/labels';
import { linesIn, type TaxonomyOrder, type TaxonomyValue } from '../../lib/taxonomy_api';

type Form = Record<'id' | 'label_en' | 'label_zh' | 'description_en' | 'description_zh' | 'pmbok' | 'prince2' | 'aliases', string>;

const formOf = (value: TaxonomyValue | undefined): Form => ({
  id: '', label_en: value?.label.en ?? '', label_zh: value?.label.zh ?? '',
  description_en: value?.description?.en ?? '', description_zh: value?.description?.zh ?? '',
  pmbok: value?.pmbok ?? '', prince2: value?.prince2 ?? '', aliases: (value?.aliases ?? []).join('\n'),
});

/** What the form changes; the rest of the value stays as somebody else may have made it. */
function orderOf(facet: LabelFacet, value: TaxonomyValue | undefined, form: Form): TaxonomyOrder {
  const before = formOf(value);
  const order: TaxonomyOrder = { action: value ? 'set' : 'add', facet, value: value ? value.id : form.id.trim() };
  for (const name of ['label_en', 'label_zh', 'description_en', 'description_zh', 'pmbok', 'prince2'] as const) {
    if (form[name] !== before[name]) order[name] = form[name].trim();
  }
  if (form.aliases !== before.aliases) order.aliases = linesIn(form.aliases);
  return order;
}

type Props = { facet: LabelFacet; value?: TaxonomyValue; isBusy: boolean; onOrder: (order: TaxonomyOrder) => Promise<boolean>; onClose: () => void };

/** A value in place of its line. */
export function ValueForm({ facet, value, isBusy, onOrder, onClose }: Props) {
  const { t } = useTranslation();
  const [form, setForm] = useState(() => formOf(value));
  const send = (event: FormEvent) => {
    event.preventDefault();
    void onOrder(orderOf(facet, value, form));
  };
  const close = (event: React.KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  const text = (name: keyof Form, label: string, more: object = {}) => (
    <label className="field">
      <span>{label}</span>
      <input
        className="text-input" autoComplete="off" maxLength={name.startsWith('description') ? 2000 : 100} value={form[name]}
        onChange={(event) => setForm({ ...form, [name]: event.currentTarget.value })} {...more}
      />
    </label>
  );
  return (
    <form className="value-form" onSubmit={send} onKeyDown={close} aria-label={value ? value.id : t('taxonomy.add')}>
      <div className="value-grid">
        {text('label_en', t('taxonomy.label_en'), { required: true, autoFocus: true, lang: 'en' })}
        {text('label_zh', t('taxonomy.label_zh'), { required: true, lang: 'zh' })}
        {!value && text('id', t('taxonomy.id'), { pattern: '[a-z0-9\\-]*' })}
        {text('description_en', t('taxonomy.description_en'), { lang: 'en' })}
        {text('description_zh', t('taxonomy.description_zh'), { lang: 'zh' })}
        {facet === 'phase' && text('pmbok', t('taxonomy.pmbok'), { lang: 'en' })}
        {facet === 'phase' && text('prince2', t('taxonomy.prince2'), { lang: 'en' })}
      </div>
      <label className="field">
        <span>{t('taxonomy.aliases')}</span>
        <textarea className="text-input" rows={5} value={form.aliases} onChange={(event) => setForm({ ...form, aliases: event.currentTarget.value })} />
      </label>
      <div className="edit-actions">
        <Button className="solid-button" type="submit" h={36} loading={isBusy}>{t('edit.save')}</Button>
        <Button type="button" h={36} variant="default" onClick={onClose}>{t('curate.cancel')}</Button>
      </div>
    </form>
  );
}
