import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { ArrowLeftIcon } from './icons';

/** What links from a result list hand on, so that the way back is one click. */
export type FromSearch = { fromSearch?: string };

export function useFromSearch(): FromSearch {
  const { state } = useLocation();
  const fromSearch: unknown = (state as FromSearch | null)?.fromSearch;
  return typeof fromSearch === 'string' ? { fromSearch } : {};
}

export function BackLink() {
  const { t } = useTranslation();
  const { fromSearch } = useFromSearch();
  if (fromSearch === undefined) return null;
  return (
    <Link className="back-link" to={{ pathname: '/', search: fromSearch }}>
      <ArrowLeftIcon size={16} />{t('lesson.back')}
    </Link>
  );
}
