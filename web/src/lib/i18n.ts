// Sets up i18next with both tables and keeps <html lang> and the stored choice in step with the language.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '../locales/en.json';
import zh from '../locales/zh.json';
import { chooseLanguage, locales, type Language } from './language';
import { languageKey, readPreference, writePreference } from './preferences';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = locales[language as Language];
  });
  await i18next.use(initReactI18next).init({
    lng: chooseLanguage(readPreference(languageKey), navigator.languages),
    fallbackLng: 'en',
    resources: { en: { translation: en }, zh: { translation: zh } },
    interpolation: { escapeValue: false },
  });
}

export function setLanguage(language: Language): void {
  writePreference(languageKey, language);
  void i18next.changeLanguage(language);
}
