import { ActionIcon, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MoonIcon, ScreenIcon, SunIcon } from './icons';

const icons = { light: SunIcon, dark: MoonIcon, auto: ScreenIcon };
const following: Record<MantineColorScheme, MantineColorScheme> = { auto: 'light', light: 'dark', dark: 'auto' };

/** Steps through as the system, light, dark; icon and name say which one is in force. */
export function ColorSchemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Current = icons[colorScheme];
  const label = `${t('app.scheme')}: ${t(`app.scheme_${colorScheme}`)}`;
  return (
    <ActionIcon
      variant="subtle" size="lg" aria-label={label} title={label} onClick={() => setColorScheme(following[colorScheme])}
    >
      <Current />
    </ActionIcon>
  );
}
