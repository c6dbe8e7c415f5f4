import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import { usePageTitle } from '../../components/use_page_title';
import { isConflict } from '../../lib/curation_api';
import type { LabelFacet } from '../../lib/labels';
import { exportPath, labelFacets, valuesOf, type Taxonomy, type TaxonomyOrder, type TaxonomyUpgrade } from '../../lib/taxonomy_api';
import { MapDialog } from './dialogs';
import { useEditedTaxonomy, useTaxonomyChange } from './use_taxonomy_edit';
import { ValueForm } from './value_form';
import { ValueList } from './value_list';

/** What a newer file of the program changed, and what of it waits for a decision. */
function Upgrade({ notes }: { notes: TaxonomyUpgrade[] }) {
  const { t } = useTranslation();
  if (notes.length === 0) return null;
  return (
    <details className="notice" data-tone="warm">
      <summary>{t('taxonomy.upgrade', { count: notes.length })}</summary>
      <ul>
        {notes.map(({ outcome, facet, value, field, shipped, ours }) => (
          <li key={`${facet}.${value}.${field}`}>
            {t(`taxonomy.outcome.${outcome}`, { facet: t(`facet.name.${facet}`), value, field, shipped, ours })}
          </li>
        ))}
      </ul>
    </details>
  );
}

function FacetChoice({ taxonomy, facet, onChoose }: { taxonomy: Taxonomy; facet: LabelFacet; onChoose: (facet: LabelFacet) => void }) {
  const { t } = useTranslation();
  return (
    <div className="chips" role="group" aria-label={t('taxonomy.facets')}>
      {labelFacets.map((one) => (
        <button
          key={one} type="button" className="chip" aria-pressed={one === facet} data-on={one === facet || undefined}
          data-facet={one} onClick={() => onChoose(one)}
        >
          <span>{t(`facet.name.${one}`)}</span> <span className="chip-count">{valuesOf(taxonomy, one).length}</span>
        </button>
      ))}
    </div>
  );
}

/** Phases, risks and tags: their names, their order, and what they were made of. */
export function TaxonomyPage() {
  const { t } = useTranslation();
  usePageTitle(t('taxonomy.title'));
  const [parameters, setParameters] = useSearchParams();
  const facet = labelFacets.find((one) => one === parameters.get('facet')) ?? 'phase';
  const [open, setOpen] = useState<'add' | 'map' | null>(null);
  const [said, setSaid] = useState('');
  const [last, setLast] = useState(0);
  const { data, error, isPending, refetch } = useEditedTaxonomy();
  const change = useTaxonomyChange();

  const run = (wish: Parameters<typeof change.mutateAsync>[0]): Promise<boolean> => {
    setSaid('');
    return change.mutateAsync(wish).then(
      (done) => {
        setLast('undo' in wish ? 0 : done.change);
        setSaid(t('undo' in wish ? 'taxonomy.undone' : done.change === 0 ? 'taxonomy.unchanged' : 'taxonomy.done'));
        return true;
      },
      () => false,
    );
  };
  const order = (wanted: TaxonomyOrder) => run({ order: wanted, revision: data?.revision ?? 0 });
  const orderAndClose = async (wanted: TaxonomyOrder) => {
    const isDone = await order(wanted);
    if (isDone) setOpen(null);
    return isDone;
  };

  return (
    <div className="curate-page taxonomy-page">
      <h1>{t('taxonomy.title')}</h1>
      <p className="dim">{t('taxonomy.lead')}</p>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton height={320} radius="md" />}
      {data && (
        <>
          <Upgrade notes={data.upgrade} />
          <div className="curate-tools">
            <FacetChoice taxonomy={data} facet={facet} onChoose={(one) => { setOpen(null); setParameters({ facet: one }, { replace: true }); }} />
            <Button h={36} variant="default" onClick={() => setOpen('add')}>{t('taxonomy.add')}</Button>
            <Button h={36} variant="default" onClick={() => setOpen('map')}>{t('taxonomy.map')}</Button>
            <a href={exportPath} download="taxonomy.json">{t('taxonomy.export')}</a>
          </div>
          <p className="follow-said" role="status">{said}</p>
          {last > 0 && (
            <button type="button" className="link-button" onClick={() => void run({ undo: last })}>{t('taxonomy.undo')}</button>
          )}
          {change.error && isConflict(change.error) && <p className="notice" data-tone="warm">{t('taxonomy.conflict')}</p>}
          {change.error && <ProblemNotice error={change.error} />}
          {open === 'add' && (
            <ValueForm facet={facet} isBusy={change.isPending} onOrder={orderAndClose} onClose={() => setOpen(null)} />
          )}
          {open === 'map' && (
            <MapDialog facet={facet} revision={data.revision} isBusy={change.isPending} onOrder={orderAndClose} onClose={() => setOpen(null)} />
          )}
          <p className="dim small">{t('taxonomy.keys')}</p>
          <ValueList
            key={facet} facet={facet} values={valuesOf(data, facet)} revision={data.revision} isBusy={change.isPending} onOrder={order}
          />
        </>
      )}
    </div>
  );
}
