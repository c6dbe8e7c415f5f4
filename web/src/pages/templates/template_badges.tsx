import { useTranslation } from 'react-i18next';
import { useNames } from '../../components/use_names';
import { useVariantName } from '../../components/use_variant_name';
import type { TemplateSummary } from '../../lib/template_api';

/** Which version, whether newer words wait for a release, which variant of what. */
export function TemplateBadges({ template }: { template: TemplateSummary }) {
  const { t } = useTranslation();
  const names = useNames();
  const variantName = useVariantName();
  const { version, unreleased, variant, lang } = template;
  return (
    <p className="template-badges">
      <span className="badge" data-tone="accent">{t('templates.version_of', { version })}</span>
      {unreleased && <span className="badge" data-tone="warm" title={t('templates.unreleased_hint')}>{t('templates.unreleased')}</span>}
      {variant && <span className="badge" data-tone="violet">{variantName(variant)}</span>}
      <span className="badge" data-tone="outline">{names('lang', lang)}</span>
    </p>
  );
}
