import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { ExampleBadge, KindBadge, StateBadge, TranslatedBadge } from '../../components/badges';
import { LabelChip } from '../../components/label_chip';
import { useNames } from '../../components/use_names';
import { SafeHtml } from '../../components/safe_html';
import { useLanguage } from '../../components/use_language';
import type { Hit } from '../../lib/api';
import { formatDate } from '../../lib/format';
import { langAttribute } from '../../lib/language';
import { formatLineFragment } from '../../lib/line_range';
import { queryReporter } from '../../lib/query_reporter';
import type { SearchState } from '../../lib/search_state';
import { WhyHere } from './why_here';

function hitTarget(hit: Hit): { pathname: string; hash?: string } {
  if (hit.type === 'lesson') return { pathname: `/lessons/${encodeURIComponent(hit.id)}` };
  const pathname = `/documents/${encodeURIComponent(hit.document.id)}`;
  return hit.type === 'section' ? { pathname, hash: formatLineFragment(hit.lines) } : { pathname };
}

function HitSource({ hit }: { hit: Hit }) {
  const language = useLanguage();
  const { document } = hit;
  return (
    <p className="hit-source">
      {hit.type !== 'document' && (
        <span className="hit-path" lang={langAttribute(hit.lang)}>
          <span>{document.title}</span>
          {hit.heading_path.filter((heading) => heading !== document.title).map((heading, index) => (
            <span key={index}>{heading}</span>
          ))}
        </span>
      )}
      {document.project && <span>{document.project}</span>}
      {document.date && <time dateTime={document.date}>{formatDate(document.date, language)}</time>}
    </p>
  );
}

const mostChips = 6;

/** The labels, those that the reader filters by first. A hit with many names the rest on demand. */
function HitChips({ hit, state }: { hit: Hit; state: SearchState }) {
  const { t } = useTranslation();
  const names = useNames();
  const all = [
    ...hit.phases.map((value) => ({ facet: 'phase' as const, value })),
    ...hit.risks.map((value) => ({ facet: 'risk' as const, value })),
    ...hit.tags.map((value) => ({ facet: 'tag' as const, value })),
  ];
  if (all.length === 0) return null;
  const isChosen = ({ facet, value }: (typeof all)[number]) => state[facet].includes(value);
  const ordered = [...all.filter(isChosen), ...all.filter((label) => !isChosen(label))];
  const rest = ordered.slice(mostChips);
  return (
    <div className="chips">
      {ordered.slice(0, mostChips).map(({ facet, value }) => (
        <LabelChip key={`${facet}:${value}`} facet={facet} value={value} state={state} />
      ))}
      {rest.length > 0 && (
        <span className="dim small" title={rest.map(({ facet, value }) => names(facet, value)).join(', ')}>
          {t('search.more_labels', { count: rest.length })}
        </span>
      )}
    </div>
  );
}

/** One answer: what it is, its text, where it comes from, what it is about. */
export function HitCard({ hit, state }: { hit: Hit; state: SearchState }) {
  const { t } = useTranslation();
  const titleId = useId();
  const { search } = useLocation();
  const lang = langAttribute(hit.lang);
  const handOn = { fromSearch: search };
  const language = useLanguage();
  const opened = () => queryReporter.opened(state.q, { language });
  return (
    <article className="hit" data-hit={hit.type}>
      <div className="hit-badges">
        <KindBadge kind={hit.kind} />
        {hit.type === 'section' && <span>{t('type.section')}</span>}
        {hit.translated && <TranslatedBadge />}
        {hit.document.example && <ExampleBadge />}
        {(hit.state === 'retired' || hit.state === 'rejected') && <StateBadge state={hit.state} />}
      </div>
      <h3 lang={lang} id={titleId}>
        <Link to={hitTarget(hit)} state={handOn} onClick={opened} onAuxClick={opened}><SafeHtml as="span" html={hit.title} marksOnly /></Link>
      </h3>
      {hit.snippet && <SafeHtml as="p" className="hit-snippet" html={hit.snippet} lang={lang} marksOnly />}
      <HitSource hit={hit} />
      <HitChips hit={hit} state={state} />
      {hit.further > 0 && (
        <div>
          <Link
            className="hit-more" to={`/documents/${encodeURIComponent(hit.document.id)}`} state={handOn}
            onClick={opened} onAuxClick={opened}
          >
            {t('search.more', { count: hit.further })}
          </Link>
        </div>
      )}
      <WhyHere hit={hit} titleId={titleId} isByDate={state.sort === 'newest'} />
    </article>
  );
}
