import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { ExampleBadge, KindBadge, StateBadge } from '../../components/badges';
import { LabelChip } from '../../components/label_chip';
import { SafeHtml } from '../../components/safe_html';
import { useLanguage } from '../../components/use_language';
import type { Hit } from '../../lib/api';
import { formatDate } from '../../lib/format';
import { langAttribute } from '../../lib/language';
import { formatLineFragment } from '../../lib/line_range';
import type { SearchState } from '../../lib/search_state';

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

function HitChips({ hit, state }: { hit: Hit; state: SearchState }) {
  if (hit.phases.length + hit.risks.length + hit.tags.length === 0) return null;
  return (
    <div className="chips">
      {hit.phases.map((value) => <LabelChip key={`phase:${value}`} facet="phase" value={value} state={state} />)}
      {hit.risks.map((value) => <LabelChip key={`risk:${value}`} facet="risk" value={value} state={state} />)}
      {hit.tags.map((value) => <LabelChip key={`tag:${value}`} facet="tag" value={value} state={state} />)}
    </div>
  );
}

/** One answer: what it is, its text, where it comes from, what it is about. */
export function HitCard({ hit, state }: { hit: Hit; state: SearchState }) {
  const { t } = useTranslation();
  const { search } = useLocation();
  const lang = langAttribute(hit.lang);
  const handOn = { fromSearch: search };
  return (
    <article className="hit" data-hit={hit.type}>
      <div className="hit-badges">
        <KindBadge kind={hit.kind} />
        {hit.type === 'section' && <span>{t('type.section')}</span>}
        {hit.document.example && <ExampleBadge />}
        {(hit.state === 'retired' || hit.state === 'rejected') && <StateBadge state={hit.state} />}
      </div>
      <h3 lang={lang}>
        <Link to={hitTarget(hit)} state={handOn}><SafeHtml as="span" html={hit.title} marksOnly /></Link>
      </h3>
      {hit.snippet && <SafeHtml as="p" className="hit-snippet" html={hit.snippet} lang={lang} marksOnly />}
      <HitSource hit={hit} />
      <HitChips hit={hit} state={state} />
      {hit.further > 0 && (
        <div>
          <Link className="hit-more" to={`/documents/${encodeURIComponent(hit.document.id)}`} state={handOn}>
            {t('search.more', { count: hit.further })}
          </Link>
        </div>
      )}
    </article>
  );
}
