// The languages of the interface.

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** BCP 47 tags: for <html lang> and Intl. */
export const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en' };

/** The stored choice when there is one, else the first language of the browser that we speak, else English. */
export function chooseLanguage(stored: string | null, browser: readonly string[]): Language {
  for (const tag of stored ? [stored, ...browser] : browser) {
    const primary = tag.toLowerCase().split('-')[0];
    const found = languages.find((language) => language === primary);
    if (found) return found;
  }
  return 'en';
}

/** The lang attribute for a record's text: "zh" and "en" as they come, nothing when unknown. */
export function langAttribute(lang: string): string | undefined {
  return /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(lang) ? lang : undefined;
}
