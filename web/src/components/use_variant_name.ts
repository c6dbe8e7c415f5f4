import { useTranslation } from 'react-i18next';

const knownVariants = ['full', 'light', 'fast-track'] as const;

/** The usual variants in the reader's language; those that an organisation made up are called as it calls them. */
export function useVariantName(): (variant: string) => string {
  const { t } = useTranslation();
  return (variant) => {
    const known = knownVariants.find((one) => one === variant);
    return known ? t(`templates.variant_name.${known}`) : variant;
  };
}
