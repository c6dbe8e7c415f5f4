import { useTranslation } from 'react-i18next';
import { useNames } from './use_names';

const tones: Record<string, string> = {
  worked: 'good', failed: 'bad', cause: 'warm', recommendation: 'blue', action: 'violet', lesson: 'accent',
};

/** What kind of lesson or document this is. Lessons are coloured, documents are outlined. */
export function KindBadge({ kind }: { kind: string }) {
  const names = useNames();
  return <span className="badge" data-tone={tones[kind] ?? 'outline'}>{names('kind', kind)}</span>;
}

export function ExampleBadge() {
  const { t } = useTranslation();
  return <span className="badge" data-tone="example" title={t('example.hint')}>{t('example.badge')}</span>;
}

/** A hit that has none of the words as typed, but means the same. */
export function TranslatedBadge() {
  const { t } = useTranslation();
  return <span className="badge" data-tone="blue" title={t('translated.hint')}>{t('translated.badge')}</span>;
}

export function StateBadge({ state }: { state: string }) {
  const names = useNames();
  return <span className="badge">{names('state', state)}</span>;
}
