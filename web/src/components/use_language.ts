import { useTranslation } from 'react-i18next';
import type { Language } from '../lib/language';

/** The language of the interface; components that use it render again when it changes. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'zh' ? 'zh' : 'en';
}
