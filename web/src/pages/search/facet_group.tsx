import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Crosswalk } from '../../components/crosswalk';
import { useLanguage } from '../../components/use_language';
import { useTaxonomy } from '../../components/use_taxonomy';
import type { FacetCount } from '../../lib/api';
import { formatNumber } from '../../lib/format';
import type { FacetName } from '../../lib/search_state';

const shortLength = 6;

type Props = { name: FacetName; values: FacetCount[]; chosen: string[]; onToggle: (value: string) => void };

/** One facet: checkboxes with counts, the most frequent first, the rest on demand. */
export function FacetGroup({ name, values, chosen, onToggle }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const phases = useTaxonomy()?.phases;
  const [isLong, setLong] = useState(false);
  if (values.length === 0) return null;
  const hidden = isLong ? [] : values.slice(shortLength).filter(({ value }) => !chosen.includes(value));
  const shown = values.filter((value) => !hidden.includes(value));
  return (
    <fieldset className="facet" data-facet={name}>
      <legend>{t(`facet.name.${name}`)}</legend>
      <ul>
        {shown.map(({ value, label, count }) => (
          <li key={value}>
            <label>
              <input
                type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)}
                aria-describedby={name === 'phase' ? `crosswalk-${value}` : undefined}
              />
              <span>{label}</span>
              <span>{formatNumber(count, language)}</span>
            </label>
            {name === 'phase' && <Crosswalk phase={phases?.find(({ id }) => id === value)} id={`crosswalk-${value}`} />}
          </li>
        ))}
      </ul>
      {values.length > shortLength && (hidden.length > 0 || isLong) && (
        <button type="button" className="link-button small" aria-expanded={isLong} onClick={() => setLong(!isLong)}>
          {isLong ? t('facet.show_less') : t('facet.show_more', { count: hidden.length })}
        </button>
      )}
    </fieldset>
  );
}
