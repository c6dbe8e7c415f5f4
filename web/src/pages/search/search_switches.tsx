import { useTranslation } from 'react-i18next';
import { changeSearch, type SearchState } from '../../lib/search_state';

type Props = { state: SearchState; setState: (next: SearchState) => void };

/** How the search is done, apart from what is asked: in both languages or one, with its ranking explained or not. */
export function SearchSwitches({ state, setState }: Props) {
  const { t } = useTranslation();
  return (
    <div className="search-switches" role="group" aria-label={t('search.switches')}>
      <label title={t('search.translate_hint')}>
        <input
          type="checkbox" role="switch" checked={state.translate}
          onChange={(event) => setState(changeSearch(state, { translate: event.currentTarget.checked }))}
        />
        {t('search.translate')}
      </label>
      <label title={t('explain.hint')}>
        <input
          type="checkbox" role="switch" checked={state.explain}
          // The hits stay the same, and so does the page.
          onChange={(event) => setState({ ...state, explain: event.currentTarget.checked })}
        />
        {t('explain.switch')}
      </label>
    </div>
  );
}
