import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../components/use_language';
import type { ProjectFacts } from '../../lib/api';
import { formatDate, formatMoney, formatMoneyShort, formatNumber, formatSignedPercent, overrun } from '../../lib/format';

type RowProps = {
  title: string;
  planned: number | undefined;
  actual: number | undefined;
  show: (value: number) => string;
};

function ComparisonRow({ title, planned, actual, show }: RowProps) {
  const language = useLanguage();
  if (planned === undefined && actual === undefined) return null;
  const ratio = overrun(planned, actual);
  const tone = ratio === null || ratio === 0 ? undefined : ratio > 0 ? 'bad' : 'good';
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{planned === undefined ? '–' : show(planned)}</td>
      <td>{actual === undefined ? '–' : show(actual)}</td>
      <td data-tone={tone}>{ratio === null ? '–' : formatSignedPercent(ratio, language)}</td>
    </tr>
  );
}

function Comparison({ facts }: { facts: ProjectFacts }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const days = (value: number) => t('document.days', { count: value, formatted: formatNumber(value, language) });
  const money = (value: number) => formatMoneyShort(value, facts.currency ?? '', language);
  return (
    <div className="facts-box">
      <table className="facts">
        <caption className="visually-hidden">{t('document.facts')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('document.planned')}</th>
            <th scope="col">{t('document.actual')}</th>
            <th scope="col">{t('document.deviation')}</th>
          </tr>
        </thead>
        <tbody>
          <ComparisonRow title={t('document.duration')} planned={facts.planned_duration_days} actual={facts.actual_duration_days} show={days} />
          <ComparisonRow title={t('document.cost')} planned={facts.planned_cost} actual={facts.actual_cost} show={money} />
        </tbody>
      </table>
    </div>
  );
}

/** The project's figures as far as the source gives them; planned against actual with the deviation. */
export function DocumentFacts({ facts }: { facts: ProjectFacts }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const currency = facts.currency ?? '';
  const compared = [facts.planned_duration_days, facts.actual_duration_days, facts.planned_cost, facts.actual_cost];
  const text = (['sector', 'method', 'outcome'] as const).map((name) => [name, facts[name]] as const);
  const dates = (['start_date', 'end_date'] as const).map(
    (name) => [name, facts[name] && formatDate(facts[name], language)] as const,
  );
  const money = (['budget', 'planned_value', 'earned_value'] as const).map((name) => {
    const value = facts[name];
    return [name, value === undefined ? undefined : formatMoney(value, currency, language)] as const;
  });
  const score = [['health_score', facts.health_score === undefined ? undefined : formatNumber(facts.health_score, language)] as const];
  const rows = [...text, ...dates, ...money, ...score].filter(([, value]) => value !== undefined && value !== '');
  return (
    <>
      {compared.some((value) => value !== undefined) && <Comparison facts={facts} />}
      <dl className="pairs small">
        {rows.map(([name, value]) => [
          <dt key={`${name}-name`}>{t(`document.fact.${name}`)}</dt>,
          <dd key={name}>{value}</dd>,
        ])}
      </dl>
    </>
  );
}
