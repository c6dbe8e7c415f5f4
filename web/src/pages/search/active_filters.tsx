import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { CrossIcon } from '../../components/icons';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import { formatDate } from '../../lib/format';
import {
  changeSearch, changeType, clearFilters, filterNames, formatSearchState, toggleFilter, yearOf, type SearchState,
} from '../../lib/search_state';

type Active = { key: string; facet: string; label: string; without: SearchState };

/** Every filter in force, each with the search that remains without it. */
function useActiveFilters(state: SearchState): Active[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const list: Active[] = filterNames.flatMap((name) =>
    state[name].map((value) => ({
      key: `${name}:${value}`, facet: t(`facet.name.${name}`), label: names(name, value),
      without: toggleFilter(state, name, value),
    })),
  );
  if (state.type === 'section') {
    list.push({ key: 'type', facet: t('facet.name.type'), label: t('search.type.section'), without: changeType(state, '') });
  }
  const year = yearOf(state);
  if (year) {
    list.push({ key: 'year', facet: t('facet.name.year'), label: year, without: changeSearch(state, { from: '', to: '' }) });
    return list;
  }
  const dates = [['from', 'facet.since'], ['to', 'facet.until']] as const;
  for (const [name, text] of dates) {
    if (!state[name]) continue;
    const label = t(text, { date: formatDate(state[name], language) });
    list.push({ key: name, facet: t('facet.name.date'), label, without: changeSearch(state, { [name]: '' }) });
  }
  return list;
}

export function ActiveFilters({ state }: { state: SearchState }) {
  const { t } = useTranslation();
  const active = useActiveFilters(state);
  if (active.length === 0) return null;
  const to = (next: SearchState) => ({ pathname: '/', search: formatSearchState(next) });
  return (
    <div className="chips active-filters" role="group" aria-label={t('facet.active')}>
      {active.map(({ key, facet, label, without }) => (
        <Link key={key} className="chip" data-on to={to(without)} aria-label={t('facet.remove', { label: `${facet}: ${label}` })}>
          <span>{facet}: {label}</span><CrossIcon size={12} />
        </Link>
      ))}
      <Link className="small" to={to(clearFilters(state))}>{t('facet.clear')}</Link>
    </div>
  );
}
