import { Button } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog';
import { ProblemNotice } from '../../components/problem_notice';
import { useNames } from '../../components/use_names';
import type { TaxonomyEffects, TaxonomyOrder } from '../../lib/taxonomy_api';
import { EffectsView } from './effects_view';
import { usePreview } from './use_taxonomy_edit';

export type DialogProps = { revision: number; isBusy: boolean; onOrder: (order: TaxonomyOrder) => Promise<boolean>; onClose: () => void };

type Props = DialogProps & {
  title: string; submit: string; order: TaxonomyOrder | null; children?: ReactNode;
  below?: (effects: TaxonomyEffects) => ReactNode;
};

/** Nothing is done before what it does is on the screen. */
export function ChangeDialog({ title, submit, order, revision, isBusy, onOrder, onClose, children, below }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  // What was done is not asked about again: it would be wrong by then.
  const [isSent, setSent] = useState(false);
  const { effects, error, isReady } = usePreview(order, revision, isBusy || isSent);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!order || !isReady) return;
    setSent(true);
    void onOrder(order).then((isDone) => isDone || setSent(false));
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="taxonomy-dialog" onSubmit={send}>
        {children}
        {order && error && <ProblemNotice error={error} />}
        {effects && !error && <EffectsView effects={effects} names={(value) => names(order?.facet ?? 'tag', value)} />}
        {effects && !error && below?.(effects)}
        <div className="edit-actions">
          <Button className="solid-button" type="submit" h={36} loading={isBusy} disabled={!order || !isReady}>{submit}</Button>
          <Button type="button" h={36} variant="default" onClick={onClose}>{t('curate.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
