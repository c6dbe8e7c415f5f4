import { Button } from '@mantine/core';
import { locales } from '../lib/language';
import { setLanguage } from '../lib/i18n';
import { useLanguage } from './use_language';

const names = { zh: '中文', en: 'English' };

/** Shows the other language, in that language. */
export function LanguageSwitch() {
  const other = useLanguage() === 'zh' ? 'en' : 'zh';
  return (
    <Button variant="subtle" size="compact-md" px="xs" fw={500} lang={locales[other]} onClick={() => setLanguage(other)}>
      {names[other]}
    </Button>
  );
}
