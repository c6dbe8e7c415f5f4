import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../components/problem_notice';
import { usePageTitle } from '../../components/use_page_title';
import { useMay } from '../../components/use_session';
import { formatSearchState, type SearchState } from '../../lib/search_state';
import { ActiveFilters } from './active_filters';
import { FacetPanel } from './facet_panel';
import { SaveSearch } from './save_search';
import { HitSkeletons } from './hit_skeletons';
import { ResultList } from './result_list';
import { SearchSwitches } from './search_switches';
import { Toolbar } from './toolbar';
import { useReportAsked, useSearchAnswer } from './use_search';

type Props = { state: SearchState; setState: (next: SearchState) => void };

/** The answers with everything around them. Filters come after the hits, so that the keyboard meets hits first. */
export function Results({ state, setState }: Props) {
  const { t } = useTranslation();
  usePageTitle(state.q || t('search.results_title'));
  const maySave = useMay('reader');
  const answer = useSearchAnswer(state);
  const { data, error } = answer;
  useReportAsked(state, answer.isPlaceholderData ? undefined : data);
  return (
    <>
      <h1 className="visually-hidden">{t('search.title')}</h1>
      <Toolbar state={state} setState={setState} page={data} />
      <SearchSwitches state={state} setState={setState} />
      <ActiveFilters state={state} />
      {!error && maySave && <SaveSearch key={formatSearchState(state)} state={state} />}
      <div className="results">
        <div>
          {error && <ProblemNotice error={error} onRetry={() => void answer.refetch()} />}
          {answer.isPending && !error && <HitSkeletons count={6} />}
          {data && !error && <ResultList state={state} page={data} isUpdating={answer.isPlaceholderData} />}
        </div>
        {!error && (
          <aside className="only-wide" aria-label={t('facet.title')}>
            <FacetPanel state={state} setState={setState} page={data} />
          </aside>
        )}
      </div>
    </>
  );
}
