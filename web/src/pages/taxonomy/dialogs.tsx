import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LabelInput } from '../../components/label_input';
import { useLanguage } from '../../components/use_language';
import type { LabelFacet } from '../../lib/labels';
import type { TaxonomyOrder, TaxonomyValue } from '../../lib/taxonomy_api';
import { ChangeDialog, type DialogProps } from './change_dialog';

type ValueProps = DialogProps & { facet: LabelFacet; value: TaxonomyValue };

/** One value takes the place of another; the old id stays a name of it. */
export function MergeDialog({ facet, value, ...dialog }: ValueProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [into, setInto] = useState('');
  const order: TaxonomyOrder | null = into && into !== value.id ? { action: 'merge', facet, value: value.id, into } : null;
  return (
    <ChangeDialog {...dialog} title={t('taxonomy.merge_title', { name: value.label[language] })} submit={t('taxonomy.do.merge')} order={order}>
      <p className="dim">{t('taxonomy.merge_lead')}</p>
      <LabelInput facet={facet} name={t('taxonomy.into')} onValue={setInto} autoFocus />
      {into === value.id && <p className="field-wrong small">{t('taxonomy.same_value')}</p>}
    </ChangeDialog>
  );
}

/** A free word becomes a name of a value. */
export function MapDialog({ facet, ...dialog }: DialogProps & { facet: LabelFacet }) {
  const { t } = useTranslation();
  const [word, setWord] = useState('');
  const [into, setInto] = useState('');
  const order: TaxonomyOrder | null = word.trim() && into ? { action: 'map', facet, value: word.trim(), into } : null;
  return (
    <ChangeDialog {...dialog} title={t('taxonomy.map_title')} submit={t('taxonomy.do.map')} order={order}>
      <p className="dim">{t('taxonomy.map_lead')}</p>
      <label className="field">
        <span>{t('taxonomy.word')}</span>
        <input className="text-input" autoFocus autoComplete="off" maxLength={200} value={word} onChange={(event) => setWord(event.currentTarget.value)} />
      </label>
      <LabelInput facet={facet} name={t('taxonomy.into')} onValue={setInto} />
    </ChangeDialog>
  );
}

/** Takes a value out of use, or back into it. */
export function RetireDialog({ facet, value, ...dialog }: ValueProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const action = value.retired || value.parts ? 'restore' : 'retire';
  return (
    <ChangeDialog
      {...dialog} title={t(`taxonomy.${action}_title`, { name: value.label[language] })} submit={t(`taxonomy.do.${action}`)}
      order={{ action, facet, value: value.id }}
    >
      <p className="dim">{t(`taxonomy.${action}_lead`)}</p>
    </ChangeDialog>
  );
}
