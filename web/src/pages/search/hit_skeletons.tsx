import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Space for hits that are on their way, in the proportions of a hit. */
export function HitSkeletons({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('app.loading')}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="hit-skeleton" aria-hidden="true">
          <Skeleton height={14} width="22%" />
          <Skeleton height={20} width={`${70 - (index % 3) * 12}%`} />
          <Skeleton height={14} />
          <Skeleton height={14} width="84%" />
        </div>
      ))}
    </div>
  );
}
