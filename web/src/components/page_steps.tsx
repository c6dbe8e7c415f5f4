import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { pageSize } from '../lib/search_state';

type Props = { offset: number; total: number; onMove: (offset: number) => void };

/** One page back or on, of a list that is not in the address. */
export function PageSteps({ offset, total, onMove }: Props) {
  const { t } = useTranslation();
  if (offset === 0 && total <= pageSize) return null;
  const step = (to: number, name: 'previous' | 'next') => (
    <Button variant="default" size="compact-md" h={36} disabled={to < 0 || to >= total} onClick={() => onMove(to)}>
      {t(`page.${name}`)}
    </Button>
  );
  return (
    <nav className="page-steps" aria-label={t('page.label')}>
      {step(offset - pageSize, 'previous')}
      <span className="dim small">{t('page.number', { page: offset / pageSize + 1 })}</span>
      {step(offset + pageSize, 'next')}
    </nav>
  );
}
