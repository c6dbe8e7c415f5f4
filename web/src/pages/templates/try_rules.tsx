import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import type { TemplateChoice } from '../../lib/template_api';
import { emptyProject, questionOf, wrongNumbersOf } from '../../lib/template_rules';
import { LabelConditions, LanguageChoice, LineField } from './condition_fields';
import { useChoice } from './use_rules';
import { templateUrl, useFamilies } from './use_templates';

function Answer({ choice }: { choice: TemplateChoice }) {
  const { t } = useTranslation();
  return (
    <div className="notice choice" data-rule={choice.rule ?? 'none'}>
      <p>
        <strong>{choice.family} → {choice.variant || t('templates.no_variant')}</strong>
        {choice.template && <> · <Link to={templateUrl(choice.template.id)}>{choice.template.title}</Link></>}
      </p>
      <p>{choice.rule === null ? t('templates.no_rule_held') : t('templates.rule_held', { number: choice.rule + 1 })}</p>
      {choice.rule !== null && choice.reason && <p className="dim">{choice.reason}</p>}
    </div>
  );
}

/** A project as it might come: which variant the rules choose for it, and why. */
export function TryRules({ family, onHeld }: { family: string; onHeld: (rule: number | null) => void }) {
  const { t } = useTranslation();
  const [form, setForm] = useState({ ...emptyProject, family });
  const families = [...useFamilies().keys()];
  const choice = useChoice();
  const wrong = wrongNumbersOf(form);
  const change = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (form.family.trim() === '' || wrong.length > 0) return;
    choice.mutate(questionOf(form), { onSuccess: ({ rule }) => onHeld(rule), onError: () => onHeld(null) });
  };
  const number = (name: 'budget' | 'months') => (
    <LineField
      label={t(`templates.project_${name}`)} value={form[name]} isNumber maxLength={30} wrong={wrong.includes(name) ? t('kickoff.no_number') : undefined}
      onChange={(text) => change({ [name]: text })}
    />
  );
  return (
    <section className="panel try-rules" aria-labelledby="try-heading">
      <h2 id="try-heading">{t('templates.try')}</h2>
      <p className="dim small">{t('templates.try_lead')}</p>
      <form className="rule-form" aria-labelledby="try-heading" onSubmit={submit}>
        <LineField label={t('templates.family')} value={form.family} known={families} isRequired onChange={(text) => change({ family: text })} />
        <LabelConditions value={form} onChange={change} />
        <div className="form-grid">
          <LineField label={t('kickoff.field.method')} value={form.method} known={t('kickoff.methods', { returnObjects: true })} onChange={(method) => change({ method })} />
          {number('budget')}
          {number('months')}
          <LanguageChoice value={form.lang} onChange={(lang) => change({ lang })} />
        </div>
        <div className="edit-actions">
          <Button type="submit" size="compact-md" h={36} variant="default" disabled={choice.isPending}>{t('templates.try_submit')}</Button>
        </div>
      </form>
      {choice.error && <ProblemNotice error={choice.error} />}
      <div role="status">{choice.data && <Answer choice={choice.data} />}</div>
    </section>
  );
}
