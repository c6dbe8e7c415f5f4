import { useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import { useVariantName } from '../../components/use_variant_name';
import { formatNumber, formatShare } from '../../lib/format';
import type { Brief, BriefPattern, BriefRisk } from '../../lib/kickoff_api';
import { changeSearch, emptySearch, formatSearchState } from '../../lib/search_state';

const shown = 6;
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

/** The share of similar projects that were hit, its interval, and the share of all projects as a line. */
function RateBar({ risk }: { risk: BriefRisk }) {
  const [low = 0, high = 0] = risk.interval;
  const style = { '--low': percent(low), '--high': percent(high), '--rate': percent(risk.rate ?? 0), '--base': percent(risk.base_rate ?? 0) };
  return (
    <div className="rate-bar" style={style as CSSProperties} aria-hidden="true">
      <span className="rate-interval" /><span className="rate-value" />
      {risk.base_rate !== null && <span className="rate-base" />}
    </div>
  );
}

function RiskRow({ risk }: { risk: BriefRisk }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [low = 0, high = 0] = risk.interval;
  const isDifferent = risk.comparison === 'higher' || risk.comparison === 'lower';
  return (
    <li className="rate-row" data-comparison={risk.comparison}>
      <p className="rate-head">
        <strong>{risk.label}</strong>
        {risk.similar > 0
          ? <span>{t('brief.hit_of', { hit: risk.hit, similar: risk.similar })}</span>
          : <span className="dim">{t('brief.no_similar')}</span>}
      </p>
      {risk.rate !== null && <RateBar risk={risk} />}
      {risk.rate !== null && (
        <p className="dim small">
          {t('brief.interval', { low: formatShare(low, language), high: formatShare(high, language) })}
          {risk.base_rate !== null && <> · {t('brief.base', { hit: risk.all_hit, all: risk.all })}</>}
        </p>
      )}
      {(isDifferent || risk.likelihood !== null) && (
        <p className="small">
          {risk.likelihood !== null && <span className="badge" data-tone="warm">{t('brief.likelihood', { share: formatShare(risk.likelihood, language) })}</span>}
          {' '}{risk.text}
        </p>
      )}
    </li>
  );
}

/** Said once below the bars, not at each of them. */
function Verdicts({ risks }: { risks: readonly BriefRisk[] }) {
  const { t } = useTranslation();
  const kinds = ['too_little_history', 'not_ready', 'no_pattern', 'poorly_calibrated'] as const;
  const found = kinds.filter((kind) => risks.some(({ verdict }) => verdict === kind));
  return <>{found.map((kind) => <p key={kind} className="rate-verdict small" data-verdict={kind}>{t(`brief.verdict.${kind}`)}</p>)}</>;
}

export function RiskRates({ risks }: { risks: readonly BriefRisk[] }) {
  const { t } = useTranslation();
  const [isAll, setAll] = useState(false);
  const first = risks.filter(({ hit, likelihood }) => hit > 0 || likelihood !== null).slice(0, shown);
  const list = isAll || first.length === 0 ? risks : first;
  return (
    <section className="panel rates" id="risks" aria-labelledby="risks-heading">
      <h2 id="risks-heading">{t('brief.risks')}</h2>
      <p className="rate-legend dim small">{t('brief.rate_legend')}</p>
      <ul className="plain-list">{list.map((risk) => <RiskRow key={risk.risk} risk={risk} />)}</ul>
      {list.length < risks.length && (
        <button type="button" className="link-button small" onClick={() => setAll(true)}>
          {t('facet.show_more', { count: risks.length - list.length })}
        </button>
      )}
      <Verdicts risks={risks} />
    </section>
  );
}

/** "tag:migration" in words; a method or sector is its own word. */
function usePatternWords() {
  const names = useNames();
  return (item: string) => {
    const [facet = '', ...rest] = item.split(':');
    const value = rest.join(':');
    return facet === 'tag' || facet === 'risk' || facet === 'phase' ? names(facet, value) : value || facet;
  };
}

export function FailurePatterns({ patterns }: { patterns: readonly BriefPattern[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = usePatternWords();
  if (patterns.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="patterns-heading">
      <h2 id="patterns-heading">{t('brief.patterns')}</h2>
      <ul className="plain-list patterns">
        {patterns.map((pattern) => (
          <li key={pattern.items.join()}>
            <p><strong>{pattern.items.map(words).join(' + ')}</strong></p>
            <p className="small">{t('brief.pattern_text', {
              failures: pattern.failures, support: pattern.support,
              lift: formatNumber(Math.round(pattern.lift * 10) / 10, language),
            })}</p>
            {pattern.examples.length > 0 && (
              <p className="dim small">
                {t('brief.pattern_example')}{' '}
                {pattern.examples.map((name) => (
                  <Link key={name} to={{ pathname: '/', search: formatSearchState(changeSearch(emptySearch, { project: [name] })) }}>{name}</Link>
                ))}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Templates({ templates }: { templates: Brief['templates'] }) {
  const { t } = useTranslation();
  const variantName = useVariantName();
  if (templates.length === 0) return null;
  return (
    <section className="panel" id="templates" aria-labelledby="templates-heading">
      <h2 id="templates-heading">{t('brief.templates')}</h2>
      <ul className="plain-list template-list">
        {templates.map(({ id, title, variant, reason }) => (
          <li key={id}>
            <Link to={`/templates/${encodeURIComponent(id)}`}>{title}</Link>
            {variant && <> <span className="badge" data-tone="violet">{variantName(variant)}</span></>}
            {reason && <p className="dim small template-reason">{reason}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
