// Choices kept in this browser. Storage may be switched off: reading then gives null, writing does nothing.
// public/first_paint.js reads the same keys.

export const languageKey = 'fupan-language';
export const colorSchemeKey = 'fupan-color-scheme';

export function readPreference(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writePreference(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The choice then lasts as long as the page.
  }
}
