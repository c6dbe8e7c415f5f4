// Line icons, decorative: the text beside them or the control's label says what they mean.
type Props = { size?: number };

function icon(path: string) {
  return function Icon({ size = 18 }: Props) {
    return (
      <svg
        width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2"
        strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false"
      >
        <path d={path} />
      </svg>
    );
  };
}

export const SearchIcon = icon('M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20');
export const CrossIcon = icon('M6 6l12 12M18 6L6 18');
export const SunIcon = icon('M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5');
export const MoonIcon = icon('M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z');
export const ScreenIcon = icon('M4 5h16v11H4zM9 20h6M12 16v4');
export const FilterIcon = icon('M4 6h16M7 12h10M10 18h4');
export const ArrowLeftIcon = icon('M19 12H5M11 6l-6 6 6 6');
export const ArrowRightIcon = icon('M5 12h14M13 6l6 6-6 6');
export const CheckIcon = icon('M5 12.5l4.5 4.5L19 7.5');
export const ClockIcon = icon('M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2');
export const UndoIcon = icon('M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6');
export const FileIcon = icon('M14 3H6v18h12V7zM14 3v4h4');
export const PrintIcon = icon('M7 8V3h10v5M7 18H4V9h16v9h-3M7 14h10v7H7z');
export const RefreshIcon = icon('M20 5v5h-5M4 19v-5h5M5.5 9A7.5 7.5 0 0 1 19 8.5L20 10M4 14l1 1.5A7.5 7.5 0 0 0 18.500 15');
export const CompassIcon = icon('M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM15.500 8.500l-2 5-5 2 2-5z');

export function Logo({ size = 28 }: Props) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#0f6b62" />
      <path d="M8 16h16M16 8v16" stroke="#8fd3c8" strokeWidth="1.5" />
      <circle cx="12" cy="12" r="5.2" fill="#10211f" />
      <circle cx="20" cy="20" r="5.2" fill="#fdfbf5" />
    </svg>
  );
}
