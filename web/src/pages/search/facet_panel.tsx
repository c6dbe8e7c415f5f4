import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../components/use_names';
import type { FacetCount, SearchPage } from '../../lib/api';
import {
  changeSearch, facetNames, toggleFilter, toggleYear, yearOf, type FacetName, type SearchState,
} from '../../lib/search_state';
import { FacetGroup } from './facet_group';

type Props = {
  state: SearchState;
  setState: (next: SearchState) => void;
  page?: SearchPage;
  hideTitle?: boolean;
};

const chosenValues = (state: SearchState, name: FacetName): string[] =>
  name === 'year' ? [yearOf(state)].filter(Boolean) : state[name];

function DateRange({ state, setState }: Pick<Props, 'state' | 'setState'>) {
  const { t } = useTranslation();
  return (
    <fieldset className="facet">
      <legend>{t('facet.name.date')}</legend>
      <div className="facet-dates">
        {(['from', 'to'] as const).map((name) => (
          <label key={name}>
            {t(`facet.${name}`)}
            <input
              type="date" value={state[name]} min={name === 'to' ? state.from : undefined} max={name === 'from' ? state.to : undefined}
              onChange={(event) => setState(changeSearch(state, { [name]: event.currentTarget.value }))}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** All filters with their counts. A chosen value stays visible when nothing matches it any more. */
export function FacetPanel({ state, setState, page, hideTitle }: Props) {
  const { t } = useTranslation();
  const names = useNames();

  const values = (name: FacetName): FacetCount[] => {
    const counted = (page?.facets[name] ?? []).map((item) => ({
      ...item, label: item.label === item.value && name !== 'year' ? names(name, item.value) : item.label,
    }));
    const missing = chosenValues(state, name)
      .filter((value) => !counted.some((item) => item.value === value))
      .map((value) => ({ value, label: names(name, value), count: 0 }));
    return [...counted, ...missing];
  };
  const toggle = (name: FacetName, value: string) =>
    setState(name === 'year' ? toggleYear(state, value) : toggleFilter(state, name, value));

  return (
    <div className="facets">
      {!hideTitle && <h2>{t('facet.title')}</h2>}
      {!page && <Skeleton height={320} radius="md" />}
      {page && facetNames.map((name) => (
        <FacetGroup
          key={name} name={name} values={values(name)} chosen={chosenValues(state, name)}
          onToggle={(value) => toggle(name, value)}
        />
      ))}
      {page && <DateRange state={state} setState={setState} />}
      {page && !page.facets_exact && <p className="dim small">{t('facet.inexact')}</p>}
    </div>
  );
}
