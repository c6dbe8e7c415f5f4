import { Button, Drawer } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { FilterIcon } from '../../components/icons';
import type { SearchPage } from '../../lib/api';
import {
  activeFilterCount, changeSearch, changeType, formatSearchState, type SearchState,
} from '../../lib/search_state';
import { FacetPanel } from './facet_panel';

type Props = { state: SearchState; setState: (next: SearchState) => void; page?: SearchPage };

const types = ['', 'lesson', 'document'] as const;
const sorts = ['relevance', 'newest'] as const;

function TypeSwitch({ state }: { state: SearchState }) {
  const { t } = useTranslation();
  return (
    <nav className="type-switch" aria-label={t('search.type_label')}>
      {types.map((type) => (
        <Link
          key={type} aria-current={state.type === type ? 'true' : undefined}
          to={{ pathname: '/', search: formatSearchState(changeType(state, type)) }}
        >
          {t(`search.type.${type || 'all'}`)}
        </Link>
      ))}
    </nav>
  );
}

/** On narrow screens the filters slide in over the hits. */
function FilterDrawer({ state, setState, page }: Props) {
  const { t } = useTranslation();
  const [isOpen, drawer] = useDisclosure(false);
  const isWide = useMediaQuery('(min-width: 60rem)');
  const count = activeFilterCount(state);
  return (
    <>
      <Button
        className="only-narrow" variant="default" size="compact-md" h={36} leftSection={<FilterIcon size={16} />}
        onClick={drawer.open} aria-haspopup="dialog"
      >
        {count > 0 ? t('facet.open_count', { count }) : t('facet.open')}
      </Button>
      <Drawer.Root opened={isOpen && !isWide} onClose={drawer.close} position="right" size="min(22rem, 90vw)">
        <Drawer.Overlay />
        <Drawer.Content>
          <div className="drawer-head">
            <Drawer.Title fw={600}>{t('facet.title')}</Drawer.Title>
            <Drawer.CloseButton aria-label={t('app.close')} />
          </div>
          <Drawer.Body>
            <FacetPanel state={state} setState={setState} page={page} hideTitle />
            <Button fullWidth mt="lg" onClick={drawer.close}>{t('facet.show_results')}</Button>
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </>
  );
}

/** What is listed, in which order, and on narrow screens the way to the filters. */
export function Toolbar({ state, setState, page }: Props) {
  const { t } = useTranslation();
  return (
    <div className="toolbar">
      <TypeSwitch state={state} />
      <div className="toolbar-end">
        <label>
          <span className="visually-hidden">{t('search.sort_label')}</span>
          <select
            className="native-select" value={state.sort}
            onChange={(event) => setState(changeSearch(state, { sort: event.currentTarget.value as SearchState['sort'] }))}
          >
            {sorts.map((sort) => <option key={sort} value={sort}>{t(`search.sort.${sort}`)}</option>)}
          </select>
        </label>
        <FilterDrawer state={state} setState={setState} page={page} />
      </div>
    </div>
  );
}
