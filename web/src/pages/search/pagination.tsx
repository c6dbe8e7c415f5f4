import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { pageNumbers } from '../../lib/page_numbers';
import { formatSearchState, maxPage, pageSize, type SearchState } from '../../lib/search_state';

/** Links to the other pages of a result list. */
export function Pagination({ state, total }: { state: SearchState; total: number }) {
  const { t } = useTranslation();
  const last = Math.min(maxPage, Math.ceil(total / pageSize));
  if (last <= 1) return null;
  const to = (page: number) => ({ pathname: '/', search: formatSearchState({ ...state, page }) });
  return (
    <nav className="pages" aria-label={t('page.label')}>
      <ul>
        {state.page > 1 && <li><Link rel="prev" to={to(state.page - 1)}>{t('page.previous')}</Link></li>}
        {pageNumbers(state.page, last).map((page, index) => (
          <li key={page ?? `gap${index}`}>
            {page === null ? <span aria-hidden="true">…</span> : (
              <Link to={to(page)} aria-label={t('page.number', { page })} aria-current={page === state.page ? 'page' : undefined}>
                {page}
              </Link>
            )}
          </li>
        ))}
        {state.page < last && <li><Link rel="next" to={to(state.page + 1)}>{t('page.next')}</Link></li>}
      </ul>
    </nav>
  );
}
