import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useLanguage } from '../../components/use_language';
import type { SearchPage } from '../../lib/api';
import { formatMilliseconds, formatNumber } from '../../lib/format';
import { activeFilterCount, changeSearch, formatSearchState, hasSeveralWords, pageSize, type SearchState } from '../../lib/search_state';
import { HitCard } from './hit_card';
import { Pagination } from './pagination';

type Props = { state: SearchState; page: SearchPage; isUpdating: boolean };

const to = (next: SearchState) => ({ pathname: '/', search: formatSearchState(next) });

function NothingFound({ state }: { state: SearchState }) {
  const { t } = useTranslation();
  return (
    <div className="notice">
      <h2>{t('search.none_title')}</h2>
      <ul>
        <li>{t('search.none_fewer')}</li>
        {state.translate ? <li>{t('search.none_language')}</li> : (
          <li><Link to={to(changeSearch(state, { translate: true }))}>{t('search.none_translate')}</Link></li>
        )}
        {activeFilterCount(state) > 0 && <li>{t('search.none_filters')}</li>}
        <li>{t('search.none_spelling')}</li>
      </ul>
    </div>
  );
}

/** Few hits have all of the words: the way to those with fewer, and back. */
function FewerWords({ state, page }: { state: SearchState; page: SearchPage }) {
  const { t } = useTranslation();
  if (state.match === 'any') {
    return <p className="notice"><Link to={to(changeSearch(state, { match: '' }))}>{t('search.match_usual')}</Link></p>;
  }
  if (page.relaxed || page.total === 0 || page.total >= pageSize || !hasSeveralWords(state.q)) return null;
  return (
    <p className="notice">
      {t('search.few')} <Link to={to(changeSearch(state, { match: 'any' }))}>{t('search.match_any')}</Link>
    </p>
  );
}

/** The count, what the server did with the words, and the hits of this page. */
export function ResultList({ state, page, isUpdating }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const count = t('search.total', { count: page.total, formatted: formatNumber(page.total, language) });
  return (
    <section aria-label={t('search.results_title')}>
      <div className="result-count" role="status">
        <h2>{isUpdating ? t('search.updating') : count}</h2>
        {!isUpdating && <span className="dim small">{t('search.took', { ms: formatMilliseconds(page.took_ms, language) })}</span>}
      </div>
      {page.did_you_mean && (
        <p className="did-you-mean">
          {t('search.did_you_mean')}{' '}
          <Link to={to(changeSearch(state, { q: page.did_you_mean }))}><strong>{page.did_you_mean}</strong></Link>?
        </p>
      )}
      {page.relaxed && page.total > 0 && <p className="notice" data-tone="warm">{t('search.relaxed')}</p>}
      {page.total === 0 && !isUpdating && <NothingFound state={state} />}
      {page.total > 0 && page.hits.length === 0 && !isUpdating && (
        <p className="notice">{t('search.past_end')} <Link to={to({ ...state, page: 1 })}>{t('search.first_page')}</Link></p>
      )}
      <ol className="hits" aria-busy={isUpdating}>
        {page.hits.map((hit) => <li key={`${hit.type}:${hit.id}`}><HitCard hit={hit} state={state} /></li>)}
      </ol>
      <FewerWords state={state} page={page} />
      <Pagination state={state} total={page.total} />
    </section>
  );
}
