import { useTranslation } from 'react-i18next';
import { LabelChip } from '../../components/label_chip';
import { emptySearch } from '../../lib/search_state';
import type { Template } from '../../lib/template_api';
import { Variants } from './variants';

const facets = [['phase', 'phases'], ['risk', 'risks'], ['tag', 'tags']] as const;

/** What the template is about: labels that lead to everything else with them. */
export function TemplateSide({ template }: { template: Template }) {
  const { t } = useTranslation();
  const shown = facets.filter(([, list]) => template[list].length > 0);
  if (shown.length === 0 && template.family === '') return null;
  return (
    <aside className="side" aria-label={t('templates.about')}>
      <Variants template={template} />
      {shown.length > 0 && <section className="panel">
        <h2>{t('lesson.labels')}</h2>
        {shown.map(([facet, list]) => (
          <div key={facet} className="label-group">
            <h3>{t(`facet.name.${facet}`)}</h3>
            <div className="chips">{template[list].map(({ value }) => <LabelChip key={value} facet={facet} value={value} state={emptySearch} />)}</div>
          </div>
        ))}
      </section>}
    </aside>
  );
}
