import { Button } from '@mantine/core';
import type { FormEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateRule } from '../../lib/template_api';
import { boundNames, isComplete, ruleOf, wrongBounds, type RuleForm as Form } from '../../lib/template_rules';
import { LabelConditions, LanguageChoice, LineField } from './condition_fields';
import { useFamilies } from './use_templates';

type Props = {
  form: Form; isNew: boolean; isBusy: boolean;
  onForm: (form: Form) => void; onSave: (rule: TemplateRule) => void; onClose: () => void;
};

/** One rule: what it chooses, when, and what a brief says of it. */
export function RuleForm({ form, isNew, isBusy, onForm, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const families = useFamilies();
  const wrong = wrongBounds(form);
  const change = (part: Partial<typeof form>) => onForm({ ...form, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete(form)) onSave(ruleOf(form));
  };
  const press = (event: KeyboardEvent) => {
    // A list of suggestions that is open takes Escape for itself.
    if (event.key === 'Escape' && !event.defaultPrevented) onClose();
  };
  return (
    <form className="rule-form" aria-label={t(isNew ? 'templates.rule_add' : 'templates.rule_change')} onSubmit={submit} onKeyDown={press}>
      <div className="form-grid">
        <LineField label={t('templates.family')} value={form.family} known={[...families.keys()]} isRequired autoFocus onChange={(text) => change({ family: text })} />
        <LineField
          label={t('templates.variant')} value={form.variant} known={families.get(form.family.trim()) ?? []} isRequired
          onChange={(variant) => change({ variant })}
        />
      </div>
      <fieldset className="rule-when">
        <legend>{t('templates.when')}</legend>
        <p className="dim small">{t('templates.when_lead')}</p>
        <LabelConditions value={form} onChange={change} />
        <div className="form-grid">
          <LineField
            label={t('templates.methods')} value={form.methods} known={t('kickoff.methods', { returnObjects: true })} hint={t('templates.methods_hint')}
            onChange={(methods) => change({ methods })}
          />
          <LanguageChoice value={form.lang} onChange={(lang) => change({ lang })} />
          {boundNames.map((name) => (
            <LineField
              key={name} label={t(`templates.bound.${name}`)} value={form[name]} isNumber maxLength={30}
              wrong={wrong.includes(name) ? t('kickoff.no_number') : undefined} onChange={(text) => change({ [name]: text })}
            />
          ))}
        </div>
      </fieldset>
      <LineField label={t('templates.reason')} value={form.reason} hint={t('templates.reason_hint')} isRequired maxLength={1000} onChange={(reason) => change({ reason })} />
      <div className="edit-actions">
        <Button type="submit" size="compact-md" h={36} disabled={isBusy || !isComplete(form)}>{t('edit.save')}</Button>
        <Button type="button" size="compact-md" h={36} variant="default" onClick={onClose}>{t('curate.cancel')}</Button>
      </div>
    </form>
  );
}
