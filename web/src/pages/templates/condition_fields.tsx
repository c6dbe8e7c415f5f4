import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { OptionToggles } from '../../components/option_toggles';
import { TokenField } from '../../components/token_field';
import { useTaxonomy } from '../../components/use_taxonomy';
import { isOffered } from '../../lib/taxonomy_api';

type Labels = { phases: string[]; risks: string[]; tags: string[]; lang: string };
type Props = { value: Labels; onChange: (part: Partial<Labels>) => void };

/** Phases, risks and tags of a condition, or of a project that is tried. */
export function LabelConditions({ value, onChange }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  return (
    <>
      <OptionToggles legend={t('kickoff.field.phases')} options={(taxonomy?.phases ?? []).filter(isOffered)} chosen={value.phases} onChange={(phases) => onChange({ phases })} />
      <OptionToggles legend={t('kickoff.field.risks')} options={(taxonomy?.risks ?? []).filter(isOffered)} chosen={value.risks} onChange={(risks) => onChange({ risks })} />
      <TokenField
        label={t('kickoff.field.tags')} hint={t('kickoff.tags_hint')} options={(taxonomy?.tags ?? []).filter(isOffered)} chosen={value.tags}
        onChange={(tags) => onChange({ tags })}
      />
    </>
  );
}

export function LanguageChoice({ value, onChange }: { value: string; onChange: (lang: string) => void }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{t('templates.lang')}</label>
      <select id={id} className="text-input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{t('templates.any')}</option>
        <option value="zh">{t('lang.zh')}</option>
        <option value="en">{t('lang.en')}</option>
      </select>
    </div>
  );
}

type InputProps = {
  label: string; value: string; onChange: (text: string) => void; known?: readonly string[]; hint?: string; wrong?: string;
  isNumber?: boolean; isRequired?: boolean; autoFocus?: boolean; maxLength?: number;
};

/** A line of text with its label, what it may be, and what is wrong with it. */
export function LineField({ label, value, onChange, known, hint, wrong, isNumber, isRequired, autoFocus, maxLength = 200 }: InputProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id} className="text-input" type="text" autoComplete="off" maxLength={maxLength} inputMode={isNumber ? 'numeric' : undefined} required={isRequired}
        autoFocus={autoFocus} list={known && `${id}-known`} value={value} aria-invalid={wrong ? true : undefined} aria-describedby={described || undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {known && <datalist id={`${id}-known`}>{known.map((one) => <option key={one} value={one} />)}</datalist>}
      {hint && <p className="dim small" id={`${id}-hint`}>{hint}</p>}
      {wrong && <p className="field-wrong small" id={`${id}-wrong`}>{wrong}</p>}
    </div>
  );
}
