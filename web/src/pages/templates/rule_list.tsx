import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateRule } from '../../lib/template_api';
import { movedRule, placeOf, ruleForm, type RuleForm as Form } from '../../lib/template_rules';
import { RuleForm } from './rule_form';
import { RuleRow } from './rule_row';

type Props = {
  rules: TemplateRule[]; held: number | null; isBusy: boolean; mayChange: boolean;
  /** Whether it was saved. */
  onChange: (rules: TemplateRule[]) => Promise<boolean>;
};

/** The rules in the order in which they are asked. Alt with an arrow key moves the one that has the keyboard. */
export function RuleList({ rules, held, isBusy, mayChange, onChange }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const [edited, setEdited] = useState<{ rule: TemplateRule; at: number; form: Form } | null>(null);
  const wanted = useRef<{ at: number; selector: string } | null>(null);

  // Where the rule went the keyboard goes; after the last rule was removed it goes to the list.
  useEffect(() => {
    if (!wanted.current || isBusy) return;
    const { at, selector } = wanted.current;
    wanted.current = null;
    const rows = list.current?.children;
    const row = rows?.[Math.min(at, rows.length - 1)];
    (row?.querySelector<HTMLElement>(selector) ?? list.current)?.focus();
  }, [rules, isBusy, edited]);

  const move = (at: number, by: -1 | 1) => {
    if (isBusy || !mayChange || at + by < 0 || at + by >= rules.length) return;
    wanted.current = { at: at + by, selector: `[data-move="${by < 0 ? 'up' : 'down'}"]` };
    void onChange(movedRule(rules, at, at + by));
  };
  const remove = (at: number) => {
    wanted.current = { at, selector: '[data-edit]' };
    void onChange(rules.filter((_, index) => index !== at));
  };
  // Somebody else may have moved the rule that is edited here, or taken it away: then what was typed becomes a new one.
  const place = edited ? placeOf(rules, edited.rule, edited.at) : -1;
  const close = (at: number) => {
    wanted.current = { at, selector: '[data-edit]' };
    setEdited(null);
  };
  const form = (at: number) => edited && (
    <RuleForm
      form={edited.form} isNew={at < 0} isBusy={isBusy} onForm={(next) => setEdited({ ...edited, form: next })} onClose={() => close(at)}
      onSave={(saved) => {
        const next = at < 0 ? [...rules, saved] : rules.map((one, index) => (index === at ? saved : one));
        void onChange(next).then((isSaved) => isSaved && close(at < 0 ? rules.length : at));
      }}
    />
  );
  return (
    <>
      <ol className="plain-list taxonomy-list rule-list" ref={list} aria-label={t('templates.rules')} aria-busy={isBusy} tabIndex={-1}>
        {rules.map((rule, at) => (
          <li
            // Rules have no names: their place is all there is.
            key={at} data-rule={at} data-held={at === held || undefined}
            onKeyDown={(event) => {
              if (place === at || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
              event.preventDefault();
              move(at, event.key === 'ArrowUp' ? -1 : 1);
            }}
          >
            {place === at ? form(at) : (
              <RuleRow
                rule={rule} number={at + 1} isFirst={at === 0} isLast={at === rules.length - 1} isHeld={at === held} mayChange={mayChange}
                onEdit={() => setEdited({ rule, at, form: ruleForm(rule) })} onMove={(by) => move(at, by)} onRemove={() => remove(at)}
              />
            )}
          </li>
        ))}
      </ol>
      {edited && place < 0 && form(-1)}
    </>
  );
}
