import { Button } from '@mantine/core';
import { useId, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LabelInput } from '../../components/label_input';
import { useNames } from '../../components/use_names';
import type { Settings, Tier } from '../../lib/settings_api';
import { namesOf } from './tier_names';
import type { Wish } from './use_settings';

type Props = { settings: Settings; isBusy: boolean; onChange: (wish: Wish) => Promise<void> };

const facets = ['risk', 'phase'] as const;
const roles: Tier['role'][] = ['contributor', 'curator', 'administrator'];

type FormProps = { start: Tier; isNew: boolean; isBusy: boolean; onSave: (tier: Tier) => Promise<void>; onClose?: () => void };

/** A row of the table: a new one chooses its phase or risk, an old one keeps it. */
function TierForm({ start, isNew, isBusy, onSave, onClose }: FormProps) {
  const { t } = useTranslation();
  const [tier, setTier] = useState(start);
  const [accounts, setAccounts] = useState(start.accounts.join('\n'));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (tier.value !== '') void onSave({ ...tier, accounts: namesOf(accounts) }).then(onClose, () => undefined);
  };
  return (
    <form className="tier-form" aria-label={t(isNew ? 'governance.add' : 'governance.change')} onSubmit={submit}>
      {isNew && (
        <>
          <label className="field">
            <span>{t('governance.facet')}</span>
            <select
              className="text-input" value={tier.facet}
              onChange={(event) => setTier({ ...tier, facet: event.currentTarget.value as Tier['facet'], value: '' })}
            >
              {facets.map((facet) => <option key={facet} value={facet}>{t(`facet.name.${facet}`)}</option>)}
            </select>
          </label>
          <LabelInput
            key={tier.facet} facet={tier.facet} name={t('governance.value', { facet: t(`facet.name.${tier.facet}`) })}
            onValue={(value) => setTier((before) => ({ ...before, value }))}
          />
        </>
      )}
      <label className="field">
        <span>{t('governance.role')}</span>
        <select
          className="text-input" value={tier.role} autoFocus={!isNew}
          onChange={(event) => setTier({ ...tier, role: event.currentTarget.value as Tier['role'] })}
        >
          {roles.map((role) => <option key={role} value={role}>{t(`governance.roles.${role}`)}</option>)}
        </select>
      </label>
      <label className="field">
        <span>{t('governance.accounts')}</span>
        <textarea className="text-input text-area" rows={2} value={accounts} onChange={(event) => setAccounts(event.currentTarget.value)} />
      </label>
      <div className="edit-actions">
        <Button type="submit" size="compact-md" h={36} disabled={isBusy || tier.value === ''}>{t(isNew ? 'governance.add' : 'governance.save')}</Button>
        {onClose && <Button type="button" size="compact-md" h={36} variant="default" onClick={onClose}>{t('curate.cancel')}</Button>}
      </div>
    </form>
  );
}

/** Tiered authority: for each phase or risk in it, who approves, in place of the preset's role. */
export function Authority({ settings, isBusy, onChange }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [open, setOpen] = useState('');
  const [added, setAdded] = useState(0);
  const { revision } = settings;
  const nameOf = ({ facet, value }: Tier) => `${t(`facet.name.${facet}`)}: ${names(facet, value)}`;
  const remove = (tier: Tier) => {
    // The button that has the keyboard goes with its row.
    void onChange({ remove: tier, revision }).then(() => heading.current?.focus(), () => undefined);
  };
  const row = (tier: Tier) => {
    const key = `${tier.facet}:${tier.value}`;
    return (
      <li key={key} className="tier">
        <h3>{nameOf(tier)}</h3>
        {open === key ? (
          <TierForm
            start={tier} isNew={false} isBusy={isBusy} onSave={(put) => onChange({ put, revision })} onClose={() => setOpen('')}
          />
        ) : (
          <>
            <p>
              {t(tier.role === 'administrator' ? 'governance.only' : 'governance.at_least', { role: t(`governance.roles.${tier.role}`) })}
              {tier.accounts.length > 0 && ` ${t('governance.and_people', { names: tier.accounts.join(t('governance.comma')) })}`}
            </p>
            <p className="tier-actions">
              <button type="button" className="link-button" onClick={() => setOpen(key)} aria-label={t('governance.change_of', { name: nameOf(tier) })}>{t('governance.change')}</button>
              <button type="button" className="link-button" disabled={isBusy} onClick={() => remove(tier)} aria-label={t('governance.remove_of', { name: nameOf(tier) })}>{t('governance.remove')}</button>
            </p>
          </>
        )}
      </li>
    );
  };
  return (
    <section aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>{t('governance.authority')}</h2>
      <p className="dim">{t('governance.authority_lead')}</p>
      {settings.authority.length === 0 && <p className="notice">{t('governance.none')}</p>}
      <ul className="plain-list" aria-labelledby={id}>{settings.authority.map(row)}</ul>
      <TierForm
        key={added} isNew isBusy={isBusy} start={{ facet: 'risk', value: '', role: 'curator', accounts: [] }}
        onSave={(put) => onChange({ put, revision }).then(() => setAdded(added + 1))}
      />
    </section>
  );
}
