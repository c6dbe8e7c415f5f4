import { SearchBox } from '../../components/search_box';
import { isEmptySearch } from '../../lib/search_state';
import { LearnEntry } from './learn_entry';
import { Results } from './results';
import { Examples, KickoffEntry, StartIntro, StartOverview } from './start';
import { useSearchState } from './use_search';

/** Before a question an overview of what is here, afterwards the answers. The search box stays the same one. */
export function SearchPage() {
  const { state, setState } = useSearchState();
  const isStart = isEmptySearch(state);
  return (
    <div className={isStart ? 'start' : undefined}>
      <div className="search-top">
        {isStart && <StartIntro />}
        <SearchBox large />
        {isStart && <Examples />}
        {isStart && <KickoffEntry />}
        {isStart && <LearnEntry />}
      </div>
      {isStart ? <StartOverview /> : <Results state={state} setState={setState} />}
    </div>
  );
}
