import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Crosswalk } from '../../components/crosswalk';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import type { LabelFacet } from '../../lib/labels';
import type { TaxonomyValue } from '../../lib/taxonomy_api';

export type Ask = 'edit' | 'merge' | 'split' | 'retire';

/** What came to this value and what it was split into. */
function Relatives({ facet, value }: { facet: LabelFacet; value: TaxonomyValue }) {
  const { t } = useTranslation();
  const names = useNames();
  const former = value.former ?? [];
  if (former.length === 0 && !value.parts) return null;
  return (
    <ul className="value-relatives small">
      {former.map((name) => <li key={name}>{t('taxonomy.former', { name })}</li>)}
      {value.parts?.map((part) => (
        <li key={part.value}>{t('taxonomy.leads_to', { name: names(facet, part.value), words: part.words.join(', ') || '—' })}</li>
      ))}
    </ul>
  );
}

type Props = {
  facet: LabelFacet; value: TaxonomyValue; isFirst: boolean; isLast: boolean;
  onAsk: (ask: Ask) => void; onMove: (by: -1 | 1) => void;
};

export function ValueRow({ facet, value, isFirst, isLast, onAsk, onMove }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  const name = value.label[language];
  const isOut = value.retired === true || value.parts !== undefined;
  const description = value.description?.[language] || value.description?.[other];
  const button = (text: string, run: () => void, more: object = {}) => (
    <button type="button" className="link-button" aria-label={`${text}: ${name}`} onClick={run} {...more}>{text}</button>
  );
  return (
    <>
      <div className="value-head">
        <strong lang={language}>{name}</strong>
        <span className="dim" lang={other}>{value.label[other]}</span>
        <code className="small dim">{value.id}</code>
        {value.retired && <span className="badge">{t('taxonomy.retired')}</span>}
        {value.parts && <span className="badge" data-tone="warm">{t('taxonomy.was_split')}</span>}
        {facet === 'phase' && <Crosswalk phase={value} />}
      </div>
      {description && <p className="value-text">{description}</p>}
      {value.aliases.length > 0 && (
        <details className="small dim">
          <summary>{t('taxonomy.alias_count', { count: value.aliases.length })}</summary>
          <p>{value.aliases.join(' · ')}</p>
        </details>
      )}
      <Relatives facet={facet} value={value} />
      <div className="value-actions small">
        {button(t('taxonomy.do.edit'), () => onAsk('edit'))}
        {button('↑', () => onMove(-1), { 'aria-label': t('taxonomy.up', { name }), 'data-move': 'up', 'aria-disabled': isFirst || undefined })}
        {button('↓', () => onMove(1), { 'aria-label': t('taxonomy.down', { name }), 'data-move': 'down', 'aria-disabled': isLast || undefined })}
        {!isOut && button(t('taxonomy.do.merge'), () => onAsk('merge'))}
        {!isOut && button(t('taxonomy.do.split'), () => onAsk('split'))}
        {button(t(isOut ? 'taxonomy.do.restore' : 'taxonomy.do.retire'), () => onAsk('retire'))}
        <Link to={`/?${facet}=${encodeURIComponent(value.id)}`} aria-label={`${t('taxonomy.show')}: ${name}`}>{t('taxonomy.show')}</Link>
      </div>
    </>
  );
}
