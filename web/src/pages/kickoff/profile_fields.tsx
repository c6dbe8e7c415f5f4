import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OptionToggles } from '../../components/option_toggles';
import { TokenField } from '../../components/token_field';
import { useLanguage } from '../../components/use_language';
import { useTaxonomy } from '../../components/use_taxonomy';
import { wrongNumbers, type NumberField, type ProfileForm } from '../../lib/kickoff_draft';
import { getProjectNames } from '../../lib/kickoff_api';
import { isOffered } from '../../lib/taxonomy_api';

type Props = { form: ProfileForm; onChange: (part: Partial<ProfileForm>) => void };
type TextName = 'project' | 'sector' | 'method' | 'currency';

const currencies = ['CNY', 'EUR', 'USD', 'GBP', 'JPY', 'HKD', 'CHF', 'INR'];

function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return <div className="form-field"><label htmlFor={id}>{label}</label>{children}</div>;
}

function useProjectNames(): string[] {
  const language = useLanguage();
  const { data } = useQuery({ queryKey: ['project_names'], queryFn: ({ signal }) => getProjectNames({ language, signal }) });
  return data ?? [];
}

function TextField({ form, onChange, name, known }: Props & { name: TextName; known?: readonly string[] }) {
  const { t } = useTranslation();
  const id = `profile-${name}`;
  return (
    <Field id={id} label={t(`kickoff.field.${name}`)}>
      <input
        id={id} className="text-input" type="text" maxLength={200} autoComplete="off" list={known && `${id}-known`} value={form[name]}
        onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      />
      {known && <datalist id={`${id}-known`}>{known.map((value) => <option key={value} value={value} />)}</datalist>}
    </Field>
  );
}

function NumberInput({ form, onChange, name }: Props & { name: NumberField }) {
  const { t } = useTranslation();
  const id = `profile-${name}`;
  const isWrong = wrongNumbers(form).includes(name);
  return (
    <Field id={id} label={t(`kickoff.field.${name}`)}>
      <input
        id={id} className="text-input" type="text" inputMode="numeric" maxLength={30} autoComplete="off" value={form[name]}
        aria-invalid={isWrong || undefined} aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      />
      {isWrong && <span className="field-wrong small" id={`${id}-wrong`}>{t('kickoff.no_number')}</span>}
    </Field>
  );
}

function LanguageField({ form, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Field id="profile-lang" label={t('kickoff.field.lang')}>
      <select id="profile-lang" className="native-select" value={form.lang} onChange={(event) => onChange({ lang: event.currentTarget.value })}>
        <option value="">{t('kickoff.lang_auto')}</option>
        <option value="zh">{t('lang.zh')}</option>
        <option value="en">{t('lang.en')}</option>
      </select>
    </Field>
  );
}

/** What the charter was understood to say, all of it open to correction. */
export function ProfileFields({ form, onChange }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const projects = useProjectNames();
  const methods = t('kickoff.methods', { returnObjects: true });
  return (
    <div className="profile-fields">
      <OptionToggles legend={t('kickoff.field.phases')} options={(taxonomy?.phases ?? []).filter(isOffered)} chosen={form.phases} onChange={(phases) => onChange({ phases })} />
      <OptionToggles legend={t('kickoff.field.risks')} options={(taxonomy?.risks ?? []).filter(isOffered)} chosen={form.risks} onChange={(risks) => onChange({ risks })} />
      <TokenField
        label={t('kickoff.field.tags')} hint={t('kickoff.tags_hint')} options={(taxonomy?.tags ?? []).filter(isOffered)} chosen={form.tags}
        onChange={(tags) => onChange({ tags })}
      />
      <div className="form-grid">
        <TextField form={form} onChange={onChange} name="project" known={projects} />
        <TextField form={form} onChange={onChange} name="sector" />
        <TextField form={form} onChange={onChange} name="method" known={methods} />
        <NumberInput form={form} onChange={onChange} name="budget" />
        <TextField form={form} onChange={onChange} name="currency" known={currencies} />
        <NumberInput form={form} onChange={onChange} name="durationDays" />
        <LanguageField form={form} onChange={onChange} />
      </div>
      <p className="dim small">{t('kickoff.project_hint')}</p>
    </div>
  );
}
