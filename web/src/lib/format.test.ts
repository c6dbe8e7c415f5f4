import { describe, expect, it } from 'vitest';
import {
  formatBytes, formatDate, formatInstant, formatMoney, formatMoneyShort, formatNumber, formatSignedPercent, overrun,
} from './format';

describe('format', () => {
  it('writes numbers and sizes', () => {
    expect(formatNumber(12345, 'en')).toBe('12,345');
    expect(formatBytes(900, 'en')).toBe('900 B');
    expect(formatBytes(1536, 'zh')).toBe('1.5 KB');
    expect(formatBytes(20 * 1024 * 1024, 'en')).toBe('20 MB');
  });

  it.each([
    ['2024-05-03', 'en', 'May 3, 2024'], ['2024-05-03', 'zh', '2024年5月3日'], ['2024-05', 'en', 'May 2024'],
    ['2024-05', 'zh', '2024年5月'], ['2024', 'zh', '2024'], ['soon', 'en', 'soon'], ['2024-13-40', 'en', '2024-13-40'], ['', 'en', ''],
  ] as const)('writes the date %s in %s', (text, language, expected) => {
    expect(formatDate(text, language)).toBe(expected);
  });

  it('writes an instant in a time zone, and leaves other text alone', () => {
    expect(formatInstant('2024-09-01T08:30:00Z', 'zh', 'Asia/Shanghai')).toMatch(/2024年9月1日.*16:30/);
    expect(formatInstant('', 'en')).toBe('');
  });

  it('writes money with known, unknown and no currency', () => {
    expect(formatMoney(3200000, 'CNY', 'zh')).toBe('¥3,200,000');
    expect(formatMoney(1000, '万元', 'zh')).toBe('1,000 万元');
    expect(formatMoney(1000, '', 'en')).toBe('1,000');
    expect(formatMoneyShort(3840000, 'CNY', 'zh')).toBe('¥384万');
    expect(formatMoneyShort(3840000, 'EUR', 'en')).toBe('€3.84M');
    expect(formatMoneyShort(1000, '', 'en')).toBe('1K');
  });

  it('computes the overrun only where it means something', () => {
    expect(overrun(180, 231)).toBeCloseTo(0.283, 3);
    expect(overrun(0, 5)).toBeNull();
    expect(overrun(undefined, 5)).toBeNull();
    expect(formatSignedPercent(0.283, 'en')).toBe('+28%');
    expect(formatSignedPercent(-0.067, 'en')).toBe('-7%');
    expect(formatSignedPercent(0, 'en')).toBe('0%');
  });
});
