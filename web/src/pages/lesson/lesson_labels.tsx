import { useTranslation } from 'react-i18next';
import { LabelChip } from '../../components/label_chip';
import { useLanguage } from '../../components/use_language';
import type { Label } from '../../lib/api';
import { locales } from '../../lib/language';
import { emptySearch } from '../../lib/search_state';

const origins = ['author', 'curator', 'rule', 'model'] as const;
const facets = ['phase', 'risk', 'tag'] as const;

function LabelItem({ label }: { label: Label }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const percent = new Intl.NumberFormat(locales[language], { style: 'percent' }).format(label.confidence);
  return (
    <li>
      <LabelChip facet={label.facet} value={label.value} state={emptySearch} />
      {label.origin === 'model' && <span className="dim">{t('lesson.confidence', { percent })}</span>}
      {!label.mapped && <span className="badge" data-tone="warm" title={t('lesson.unmapped_hint')}>{t('lesson.unmapped')}</span>}
    </li>
  );
}

/** Phases, risks and tags by how they came to be there, each way explained once. */
export function LessonLabels({ labels }: { labels: Label[] }) {
  const { t } = useTranslation();
  const groups = origins
    .map((origin) => ({ origin, own: labels.filter((label) => label.origin === origin) }))
    .filter(({ own }) => own.length > 0);
  if (groups.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t('lesson.labels')}</h2>
      {groups.map(({ origin, own }) => (
        <div className="label-group" key={origin}>
          <h3>{t(`lesson.origin.${origin}`)}</h3>
          <p>{t(`lesson.origin_hint.${origin}`)}</p>
          {facets.map((facet) => ({ facet, items: own.filter((label) => label.facet === facet) })).map(({ facet, items }) => (
            items.length > 0 && (
              <dl className="label-facet" key={facet}>
                <dt>{t(`facet.name.${facet}`)}</dt>
                <dd>
                  <ul className="plain-list chips">
                    {items.map((label) => <LabelItem key={label.value} label={label} />)}
                  </ul>
                </dd>
              </dl>
            )
          ))}
        </div>
      ))}
    </section>
  );
}
