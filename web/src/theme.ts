// Mantine's theme: our colours, the system's fonts. The colours themselves are variables in styles/tokens.css.
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const jade: MantineColorsTuple = [
  '#e8f5f2', '#d3e9e4', '#a6d4cb', '#79c0b2', '#5cb3a3', '#3f9687', '#1f7f72', '#0f6b62', '#0b574f', '#06423c',
];

export const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", ' +
  '"Noto Sans SC", sans-serif';

export const theme = createTheme({
  primaryColor: 'jade',
  colors: { jade },
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  fontFamily,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace',
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
});

const ours = {
  '--mantine-color-body': 'var(--f-bg)',
  '--mantine-color-text': 'var(--f-text)',
  '--mantine-color-dimmed': 'var(--f-dim)',
  '--mantine-color-anchor': 'var(--f-accent)',
  '--mantine-color-default': 'var(--f-surface)',
  '--mantine-color-default-border': 'var(--f-border-strong)',
  '--mantine-color-placeholder': 'var(--f-dim)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });
