import { useEffect } from 'react';

/** "What · 复盘 Fupan" in the window's title bar. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · 复盘 Fupan` : '复盘 Fupan';
  }, [title]);
}
