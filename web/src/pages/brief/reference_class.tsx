import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import { formatMoneyShort, formatNumber, formatSignedPercent } from '../../lib/format';
import type { Brief, BriefProfile, BriefSpread, ReferenceProject } from '../../lib/kickoff_api';
import { locales } from '../../lib/language';
import { changeSearch, emptySearch, formatSearchState } from '../../lib/search_state';
import { placeOf, scaleOf, stackDots, stretched, type Scale } from '../../lib/spread_plot';

type Measure = 'schedule_overrun' | 'cost_overrun';
type PlotProps = { projects: readonly ReferenceProject[]; measure: Measure; spread: BriefSpread; scale: Scale; label: string };

const at = (value: number, scale: Scale) => `${(100 * placeOf(value, scale)).toFixed(2)}%`;
const valuesOf = (projects: readonly ReferenceProject[], measure: Measure) =>
  projects.flatMap((item) => (item[measure] === null ? [] : [{ item, value: item[measure] }]));

/** A dot for each project, the middle three fifths as a band, the median as a line. */
function SpreadPlot({ projects, measure, spread, scale, label }: PlotProps) {
  const language = useLanguage();
  const dots = stackDots(valuesOf(projects, measure), scale, 0.035);
  const height = 34 + 13 * Math.max(0, ...dots.map(({ level }) => level));
  const { p20, p50, p80 } = spread;
  return (
    <div className="spread-plot">
      <svg role="img" aria-label={label} width="100%" height={height + 24}>
        {p20 !== null && p80 !== null && (
          <rect className="spread-band" x={at(p20, scale)} y="4" height={height - 4} width={`${(100 * (placeOf(p80, scale) - placeOf(p20, scale))).toFixed(2)}%`} />
        )}
        <line className="spread-axis" x1="0" x2="100%" y1={height} y2={height} />
        {scale.ticks.map((tick) => (
          <line key={tick} className={tick === 0 ? 'spread-zero' : 'spread-axis'} x1={at(tick, scale)} x2={at(tick, scale)} y1={tick === 0 ? 4 : height} y2={height + 5} />
        ))}
        {p50 !== null && <line className="spread-median" x1={at(p50, scale)} x2={at(p50, scale)} y1="4" y2={height} />}
        {dots.map(({ item, x, level }) => (
          <circle key={item.id} className="spread-dot" cx={`${(100 * x).toFixed(2)}%`} cy={height - 12 - 13 * level} r="5.5">
            <title>{`${item.name} ${formatSignedPercent(item[measure] ?? 0, language)}`}</title>
          </circle>
        ))}
        {scale.ticks.map((tick) => (
          <text key={tick} className="spread-tick" x={at(tick, scale)} y={height + 20} textAnchor="middle">{formatSignedPercent(tick, language)}</text>
        ))}
      </svg>
    </div>
  );
}

const quantiles = ['p20', 'p50', 'p80'] as const;

/** What the plan would become: days or money, where the profile gives a plan. */
function usePlanWords({ budget, currency, duration_days: days }: BriefProfile, measure: Measure) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (overrun: number): string => {
    if (measure === 'cost_overrun') return budget === null ? '' : formatMoneyShort(stretched(budget, overrun), currency, language);
    if (days === null) return '';
    const value = stretched(days, overrun);
    return t('document.days', { count: value, formatted: formatNumber(value, language) });
  };
}

function Spread({ brief, measure, scale }: { brief: Brief; measure: Measure; scale: Scale }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { projects, [measure]: spread } = brief.reference_class;
  const planWords = usePlanWords(brief.profile, measure);
  const name = t(`brief.${measure}`);
  const known = quantiles.flatMap((key) => (spread[key] === null ? [] : [{ key, value: spread[key] }]));
  const summary = known.map(({ key, value }) => `${key.toUpperCase()} ${formatSignedPercent(value, language)}`).join(', ');
  return (
    <div className="spread">
      <h3>{name} <span className="dim small">{t('brief.spread_n', { count: spread.n })}</span></h3>
      {spread.n === 0 ? <p className="dim">{t('brief.spread_none')}</p> : (
        <>
          {known.length > 0 && (
            <dl className="quantiles">
              {known.map(({ key, value }) => (
                <div key={key}>
                  <dt>{key.toUpperCase()}</dt>
                  <dd><strong>{formatSignedPercent(value, language)}</strong> {planWords(value) && <span className="dim small">→ {planWords(value)}</span>}</dd>
                </div>
              ))}
            </dl>
          )}
          <SpreadPlot projects={projects} measure={measure} spread={spread} scale={scale} label={t('brief.plot_label', { name, count: spread.n, summary })} />
          {spread.p50 !== null && <p className="small">{t('brief.median_text', { share: formatSignedPercent(spread.p50, language) })}</p>}
          {spread.p80 === null && <p className="dim small">{t('brief.spread_few')}</p>}
        </>
      )}
    </div>
  );
}

/** "tag:cutover" → the name of the tag; "size", "text" … by the table of texts. */
function useLikenessWords() {
  const { t } = useTranslation();
  const names = useNames();
  return (reason: string): string => {
    const [kind = '', ...rest] = reason.split(':');
    const value = rest.join(':');
    if (kind === 'tag' || kind === 'risk' || kind === 'phase') return names(kind, value);
    return t(`brief.likeness.${kind}` as 'brief.likeness.text', { defaultValue: value || kind });
  };
}

function ProjectTable({ projects }: { projects: readonly ReferenceProject[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useLikenessWords();
  const hasIndices = projects.some((one) => one.earned_value?.spi != null || one.earned_value?.cpi != null);
  const index = (value: number | null | undefined) =>
    (value == null ? '–' : new Intl.NumberFormat(locales[language], { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value));
  const share = (value: number | null) => (value === null ? '–' : formatSignedPercent(value, language));
  return (
    <div className="scroll-box" tabIndex={0} role="group" aria-label={t('brief.projects')}>
      <table className="brief-table">
        <caption className="visually-hidden">{t('brief.projects')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('lesson.project')}</th><th scope="col">{t('brief.alike')}</th>
            <th scope="col" className="number">{t('brief.schedule_overrun')}</th><th scope="col" className="number">{t('brief.cost_overrun')}</th>
            {hasIndices && <><th scope="col" className="number"><abbr title={t('brief.spi')}>SPI</abbr></th><th scope="col" className="number"><abbr title={t('brief.cpi')}>CPI</abbr></th></>}
          </tr>
        </thead>
        <tbody>
          {projects.map((one) => (
            <tr key={one.id}>
              <th scope="row"><Link to={{ pathname: '/', search: formatSearchState(changeSearch(emptySearch, { project: [one.name] })) }}>{one.name}</Link></th>
              <td className="dim">{one.reasons.map(words).join(t('brief.comma'))}</td>
              <td className="number">{share(one.schedule_overrun)}</td><td className="number">{share(one.cost_overrun)}</td>
              {hasIndices && <><td className="number">{index(one.earned_value?.spi)}</td><td className="number">{index(one.earned_value?.cpi)}</td></>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How far similar projects overran, drawn, with the projects behind it. */
export function ReferenceClassPanel({ brief }: { brief: Brief }) {
  const { t } = useTranslation();
  const { projects } = brief.reference_class;
  const measures = ['schedule_overrun', 'cost_overrun'] as const;
  const scale = scaleOf(measures.flatMap((measure) => valuesOf(projects, measure).map(({ value }) => value)));
  return (
    <section className="brief-wide" id="reference" aria-labelledby="reference-heading">
      <h2 id="reference-heading">{t('brief.reference')}</h2>
      {projects.length === 0 ? <p className="notice">{t('brief.no_projects')}</p> : (
        <>
          <p className="dim">{t('brief.reference_lead', { count: projects.length })}</p>
          <div className="spreads">{measures.map((measure) => <Spread key={measure} brief={brief} measure={measure} scale={scale} />)}</div>
          <details className="projects-behind" open><summary>{t('brief.projects_behind', { count: projects.length })}</summary><ProjectTable projects={projects} /></details>
        </>
      )}
    </section>
  );
}
