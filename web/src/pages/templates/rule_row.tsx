import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import { formatNumber } from '../../lib/format';
import type { RuleConditions, TemplateRule } from '../../lib/template_api';
import { boundNames } from '../../lib/template_rules';

/** The conditions in words, one a line. */
function useConditions() {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  return (when: RuleConditions): string[] => {
    const comma = t('brief.comma');
    const labels = ([['phase', when.phases], ['risk', when.risks], ['tag', when.tags]] as const).flatMap(([facet, values]) => (
      values && values.length > 0 ? [t('templates.condition', { name: t(`facet.name.${facet}`), values: values.map((value) => names(facet, value)).join(comma) })] : []
    ));
    const bounds = boundNames.flatMap((name) => {
      const value = when[name];
      return value === undefined ? [] : [t('templates.condition', { name: t(`templates.bound.${name}`), values: formatNumber(value, language) })];
    });
    return [
      ...labels,
      ...(when.methods && when.methods.length > 0 ? [t('templates.condition', { name: t('templates.methods'), values: when.methods.join(comma) })] : []),
      ...(when.lang ? [t('templates.condition', { name: t('templates.lang'), values: names('lang', when.lang) })] : []),
      ...bounds,
    ];
  };
}

type Props = {
  rule: TemplateRule; number: number; isFirst: boolean; isLast: boolean; isHeld: boolean; mayChange: boolean;
  onEdit: () => void; onMove: (by: -1 | 1) => void; onRemove: () => void;
};

export function RuleRow({ rule, number, isFirst, isLast, isHeld, mayChange, onEdit, onMove, onRemove }: Props) {
  const { t } = useTranslation();
  const conditions = useConditions()(rule.when);
  const name = t('templates.rule_name', { number, family: rule.family, variant: rule.variant });
  const button = (text: string, label: string, run: () => void, more: object = {}) => (
    <button type="button" className="link-button" aria-label={label} onClick={run} {...more}>{text}</button>
  );
  return (
    <>
      <div className="value-head">
        <strong>{number}. {rule.family} → {rule.variant}</strong>
        {isHeld && <span className="badge" data-tone="good">{t('templates.held')}</span>}
      </div>
      <ul className="rule-conditions">
        {conditions.length === 0 ? <li>{t('templates.always')}</li> : conditions.map((text) => <li key={text}>{text}</li>)}
      </ul>
      <p className="dim rule-reason">{rule.reason}</p>
      {mayChange && (
        <div className="value-actions small">
          {button(t('templates.rule_edit'), `${t('templates.rule_edit')}: ${name}`, onEdit, { 'data-edit': '' })}
          {button('↑', t('templates.rule_up', { name }), () => onMove(-1), { 'data-move': 'up', 'aria-disabled': isFirst || undefined })}
          {button('↓', t('templates.rule_down', { name }), () => onMove(1), { 'data-move': 'down', 'aria-disabled': isLast || undefined })}
          {button(t('templates.rule_remove'), `${t('templates.rule_remove')}: ${name}`, onRemove)}
        </div>
      )}
    </>
  );
}
