import { useTranslation } from 'react-i18next';
import type { Taxonomy } from '../lib/api';

type Phase = Pick<Taxonomy['phases'][number], 'pmbok' | 'prince2'>;

/** What PMBOK and PRINCE2 call a phase, as one line of text; '' where neither has a name for it. */
export const crosswalkText = ({ pmbok, prince2 }: Phase): string =>
  [pmbok && `PMBOK: ${pmbok}`, prince2 && `PRINCE2: ${prince2}`].filter(Boolean).join(' · ');

/** The same below a phase that is offered or was chosen. */
export function Crosswalk({ phase, id }: { phase: Phase | undefined; id?: string }) {
  const { t } = useTranslation();
  const text = phase && crosswalkText(phase);
  if (!text) return null;
  return <span className="crosswalk" id={id} lang="en"><span className="visually-hidden">{t('taxonomy.crosswalk')} </span>{text}</span>;
}
