import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import { usePageTitle } from '../../components/use_page_title';
import { useReturningFocus } from '../../components/use_returning_focus';
import { useMay } from '../../components/use_session';
import { isConflict } from '../../lib/curation_api';
import type { TemplateRule } from '../../lib/template_api';
import { emptyRule, type RuleForm as Form } from '../../lib/template_rules';
import { RuleForm } from './rule_form';
import { RuleList } from './rule_list';
import { TryRules } from './try_rules';
import { useRules, useRulesChange } from './use_rules';

/** Which variant of a template a project is offered: the PMO's rules, and a project to try them with. */
export function RulesPage() {
  const { t } = useTranslation();
  usePageTitle(t('templates.rules'));
  const [parameters] = useSearchParams();
  const family = parameters.get('family') ?? '';
  const mayChange = useMay('curator');
  const { data, error, refetch } = useRules();
  const change = useRulesChange();
  const [added, setAdded] = useState<Form | null>(null);
  const [held, setHeld] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const add = useReturningFocus<HTMLButtonElement>();
  const rules = data?.rules ?? [];

  const save = (next: TemplateRule[]): Promise<boolean> => {
    setSaid('');
    setHeld(null);
    return change.mutateAsync({ rules: next, revision: data?.revision ?? 0 }).then(
      () => {
        setSaid(t('governance.saved'));
        return true;
      },
      () => false,
    );
  };
  const closeForm = () => {
    add.returnFocus();
    setAdded(null);
  };
  return (
    <div className="curate-page rules-page">
      <Link className="back-link" to="/templates">{t('templates.all')}</Link>
      <h1>{t('templates.rules')}</h1>
      <p className="dim">{t('templates.rules_lead')}</p>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={240} radius="md" />}
      <p role="status" className="follow-said">{said}</p>
      {change.error && (isConflict(change.error)
        ? <p className="notice" data-tone="warm" role="alert">{t('templates.rules_conflict')}</p>
        : <ProblemNotice error={change.error} />)}
      {data && rules.length === 0 && <p className="notice">{t('templates.no_rules')}</p>}
      {data && <RuleList rules={rules} held={held} isBusy={change.isPending} mayChange={mayChange} onChange={save} />}
      {data && mayChange && rules.length > 1 && <p className="dim small">{t('templates.rules_keys')}</p>}
      {data && mayChange && !added && (
        <Button ref={add.ref} variant="default" size="compact-md" h={36} onClick={() => setAdded({ ...emptyRule, family })}>{t('templates.rule_add')}</Button>
      )}
      {data && added && (
        <RuleForm
          form={added} isNew isBusy={change.isPending} onForm={setAdded} onClose={closeForm}
          onSave={(rule) => void save([...rules, rule]).then((isSaved) => isSaved && closeForm())}
        />
      )}
      <TryRules family={family} onHeld={setHeld} />
    </div>
  );
}
