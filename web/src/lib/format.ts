// Numbers, dates and amounts for people, in the language of the interface.
import { locales, type Language } from './language';

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(locales[language]).format(value);
}

/** "2024-05-03" → "May 3, 2024" or "2024年5月3日". A date in any other form is shown as it was written. */
export function formatDate(text: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!match) return text;
  const date = new Date(`${match[1]}-${match[2]}-${match[3] ?? '01'}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return text;
  const day = match[3] ? ({ day: 'numeric' } as const) : {};
  const month = language === 'zh' ? 'long' : 'short';
  return new Intl.DateTimeFormat(locales[language], {
    year: 'numeric', month, ...day, timeZone: 'UTC',
  }).format(date);
}

/** An RFC 3339 instant in the reader's time zone. */
export function formatInstant(text: string, language: Language, timeZone?: string): string {
  const date = new Date(text);
  if (text === '' || Number.isNaN(date.getTime())) return text;
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'medium', timeStyle: 'short', timeZone,
  }).format(date);
}

export function formatBytes(bytes: number, language: Language): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 10 ? 0 : 1;
  const number = new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits }).format(value);
  return `${number} ${units[unit]}`;
}

/** Whole currency units; an unknown currency is written behind the number. */
export function formatMoney(amount: number, currency: string, language: Language): string {
  const number = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 0 }).format(amount);
  if (/^[A-Z]{3}$/.test(currency)) {
    return new Intl.NumberFormat(locales[language], {
      style: 'currency', currency, maximumFractionDigits: 0, currencyDisplay: 'narrowSymbol',
    }).format(amount);
  }
  return currency ? `${number} ${currency}` : number;
}

/** For narrow tables: "¥3.2M", "¥320万". */
export function formatMoneyShort(amount: number, currency: string, language: Language): string {
  const isCode = /^[A-Z]{3}$/.test(currency);
  const number = new Intl.NumberFormat(locales[language], {
    notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 2,
    ...(isCode ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } : {}),
  }).format(amount);
  return isCode || currency === '' ? number : `${number} ${currency}`;
}

/** (actual − planned) / planned, or null when that means nothing. */
export function overrun(planned: number | undefined, actual: number | undefined): number | null {
  if (planned === undefined || actual === undefined || !(planned > 0)) return null;
  return (actual - planned) / planned;
}

/** 0.254 → "+25%". */
export function formatSignedPercent(ratio: number, language: Language): string {
  return new Intl.NumberFormat(locales[language], {
    style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero',
  }).format(ratio);
}

/** A weight in a score, with two digits: 320 → "3.20". */
export function formatWeight(hundredths: number, language: Language): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return new Intl.NumberFormat(locales[language], digits).format(hundredths / 100);
}

/** 0.254 → "25%"; a share that is there is never 0%. */
export function formatShare(share: number, language: Language): string {
  const percent = new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 0 });
  return share > 0 && share < 0.005 ? `<${percent.format(0.01)}` : percent.format(share);
}

/** Server time of an answer: one digit below ten milliseconds. */
export function formatMilliseconds(ms: number, language: Language): string {
  const digits = ms < 10 ? 1 : 0;
  return new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits }).format(ms);
}
