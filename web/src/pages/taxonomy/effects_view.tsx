import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { affectedNames, type TaxonomyEffects } from '../../lib/taxonomy_api';

const pages = { documents: '/documents/', lessons: '/lessons/', briefs: '/briefs/', projects: '/projects/' } as const;

function Example({ kind, id, name }: { kind: (typeof affectedNames)[number]; id: string; name: string }) {
  const page = kind in pages ? pages[kind as keyof typeof pages] : undefined;
  if (!page) return <>{name}</>;
  return <Link to={page + encodeURIComponent(id)} target="_blank">{name}</Link>;
}

/** What a change would do to what is there: counts, and the first ones by name. */
export function EffectsView({ effects, names }: { effects: TaxonomyEffects; names: (value: string) => string }) {
  const { t } = useTranslation();
  const counted = affectedNames.filter((kind) => effects[kind].total > 0);
  return (
    <section className="effects" aria-label={t('taxonomy.effects')} role="status">
      <h3>{t('taxonomy.effects')}</h3>
      {counted.length === 0 && <p>{t('taxonomy.no_effects')}</p>}
      {counted.map((kind) => (
        <div key={kind} className="effect" data-effect={kind} data-total={effects[kind].total}>
          <p><strong>{t(`taxonomy.affected.${kind}`, { count: effects[kind].total })}</strong></p>
          <ul>
            {effects[kind].examples.map(({ id, name }) => <li key={id}><Example kind={kind} id={id} name={name} /></li>)}
            {effects[kind].total > effects[kind].examples.length && <li className="dim">…</li>}
          </ul>
        </div>
      ))}
      {effects.parts.length > 0 && (
        <ul className="plain-list effect-parts">
          {effects.parts.map(({ value, total }) => <li key={value}>{t('taxonomy.goes_to', { count: total, value: names(value) })}</li>)}
        </ul>
      )}
    </section>
  );
}
