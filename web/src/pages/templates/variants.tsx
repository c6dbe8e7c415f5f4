import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useVariantName } from '../../components/use_variant_name';
import { langAttribute } from '../../lib/language';
import type { Template } from '../../lib/template_api';
import { templateUrl } from './use_templates';

/** The other templates of the family: shorter, longer, of the other language. */
export function Variants({ template }: { template: Template }) {
  const { t } = useTranslation();
  const variantName = useVariantName();
  if (template.family === '') return null;
  return (
    <section className="panel variants">
      <h2>{t('templates.variants')}</h2>
      <ul className="plain-list">
        {template.variants.map(({ id, title, variant, lang }) => (
          <li key={id}>
            {id === template.id ? <strong lang={langAttribute(lang)} aria-current="page">{title}</strong> : <Link to={templateUrl(id)} lang={langAttribute(lang)}>{title}</Link>}
            {' '}<span className="badge" data-tone="violet">{variantName(variant)}</span>
          </li>
        ))}
      </ul>
      <p className="small"><Link to={`/templates/rules?family=${encodeURIComponent(template.family)}`}>{t('templates.which_when')}</Link></p>
    </section>
  );
}
