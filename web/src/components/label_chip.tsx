import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { addFilter, formatSearchState, type FilterName, type SearchState } from '../lib/search_state';
import { useNames } from './use_names';

type Props = {
  facet: FilterName;
  value: string;
  /** The search that the chip narrows. */
  state: SearchState;
};

/** A phase, risk or tag. Following it filters the search by it. */
export function LabelChip({ facet, value, state }: Props) {
  const { t } = useTranslation();
  const label = useNames()(facet, value);
  return (
    <Link
      className="chip" data-on={state[facet].includes(value) || undefined}
      to={{ pathname: '/', search: formatSearchState(addFilter(state, facet, value)) }}
      aria-label={t('search.filter_by', { label, facet: t(`facet.name.${facet}`) })}
    >
      <span>{label}</span>
    </Link>
  );
}
