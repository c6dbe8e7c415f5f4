import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelFacet } from '../../lib/labels';
import type { TaxonomyOrder, TaxonomyValue } from '../../lib/taxonomy_api';
import { MergeDialog, RetireDialog } from './dialogs';
import { SplitDialog } from './split_dialog';
import { ValueForm } from './value_form';
import { ValueRow, type Ask } from './value_row';

type Props = {
  facet: LabelFacet; values: TaxonomyValue[]; revision: number; isBusy: boolean;
  onOrder: (order: TaxonomyOrder) => Promise<boolean>;
};

/** The values of a facet in their order. Alt with an arrow key moves the one that has the keyboard. */
export function ValueList({ facet, values, revision, isBusy, onOrder }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const [asked, setAsked] = useState<{ ask: Ask; id: string } | null>(null);
  const closed = useRef<string | null>(null);
  const moved = useRef<{ id: string; way: 'up' | 'down' } | null>(null);

  // Where the line went the keyboard goes.
  useEffect(() => {
    if (!moved.current || isBusy) return;
    const { id, way } = moved.current;
    moved.current = null;
    list.current?.querySelector<HTMLElement>(`[data-value="${CSS.escape(id)}"] [data-move="${way}"]`)?.focus();
  }, [values, isBusy]);

  // When the form is gone its line has the keyboard again.
  useEffect(() => {
    if (asked || !closed.current) return;
    const id = closed.current;
    closed.current = null;
    list.current?.querySelector<HTMLElement>(`[data-value="${CSS.escape(id)}"] button`)?.focus();
  }, [asked]);

  const move = (at: number, by: -1 | 1) => {
    const value = values[at];
    if (!value || isBusy || at + by < 0 || at + by >= values.length) return;
    moved.current = { id: value.id, way: by < 0 ? 'up' : 'down' };
    void onOrder({ action: 'move', facet, value: value.id, position: at + by + 1 });
  };
  const close = () => {
    closed.current = asked?.id ?? null;
    setAsked(null);
  };
  const carryOut = async (order: TaxonomyOrder) => {
    const isDone = await onOrder(order);
    if (isDone) close();
    return isDone;
  };
  const value = asked && values.find(({ id }) => id === asked.id);
  const dialog = { facet, revision, isBusy, onOrder: carryOut, onClose: close };

  return (
    <>
      <ol className="plain-list taxonomy-list" ref={list} aria-label={t(`facet.name.${facet}`)} aria-busy={isBusy}>
        {values.map((one, at) => (
          <li
            key={one.id} data-value={one.id} data-out={one.retired || one.parts ? '' : undefined}
            onKeyDown={(event) => {
              if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
              event.preventDefault();
              move(at, event.key === 'ArrowUp' ? -1 : 1);
            }}
          >
            {asked?.ask === 'edit' && asked.id === one.id
              ? <ValueForm facet={facet} value={one} isBusy={isBusy} onOrder={carryOut} onClose={close} />
              : (
                <ValueRow
                  facet={facet} value={one} isFirst={at === 0} isLast={at === values.length - 1}
                  onAsk={(ask) => setAsked({ ask, id: one.id })} onMove={(by) => move(at, by)}
                />
              )}
          </li>
        ))}
      </ol>
      {value && asked.ask === 'merge' && <MergeDialog {...dialog} value={value} />}
      {value && asked.ask === 'split' && <SplitDialog {...dialog} value={value} />}
      {value && asked.ask === 'retire' && <RetireDialog {...dialog} value={value} />}
    </>
  );
}
