import { useTranslation } from 'react-i18next';
import { LabelChip } from '../../components/label_chip';
import { useLanguage } from '../../components/use_language';
import type { Label } from '../../lib/api';
import { locales } from '../../lib/language';
import { emptySearch } from '../../lib/search_state';

function LabelRow({ label }: { label: Label }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const percent = new Intl.NumberFormat(locales[language], { style: 'percent' }).format(label.confidence);
  return (
    <li>
      <div className="label-row">
        <LabelChip facet={label.facet} value={label.value} state={emptySearch} />
        <span>{t(`facet.name.${label.facet}`)} · {t(`lesson.origin.${label.origin}`)}</span>
        {!label.mapped && <span className="badge" data-tone="warm">{t('lesson.unmapped')}</span>}
      </div>
      <p>
        {t(`lesson.origin_hint.${label.origin}`)}
        {label.origin === 'model' && ` ${t('lesson.confidence', { percent })}`}
        {!label.mapped && ` ${t('lesson.unmapped_hint')}`}
      </p>
    </li>
  );
}

/** Phases, risks and tags, each with how it came to be there. */
export function LessonLabels({ labels }: { labels: Label[] }) {
  const { t } = useTranslation();
  if (labels.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t('lesson.labels')}</h2>
      <ul className="label-list">
        {labels.map((label) => <LabelRow key={`${label.facet}:${label.value}`} label={label} />)}
      </ul>
    </section>
  );
}
