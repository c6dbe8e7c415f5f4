import { useEffect, useRef, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router-dom';
import { AccountMenu } from './account_menu';
import { ColorSchemeSwitch } from './color_scheme_switch';
import { Logo } from './icons';
import { LanguageSwitch } from './language_switch';
import { MainNav } from './main_nav';
import { SearchBox } from './search_box';
import { SignInNotice } from './sign_in_notice';
import { useSearchShortcut } from './use_search_shortcut';
import { useSession } from './use_session';

/** After a change of page the keyboard starts at the new content, as it would after loading a page. */
function useFocusOnNavigation(pathname: string) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

export function AppShell() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const main = useFocusOnNavigation(pathname);
  const session = useSession();
  const isShut = session !== undefined && !session.may_read && pathname !== '/sign-in';
  useSearchShortcut();

  const skip = (event: MouseEvent) => {
    event.preventDefault();
    main.current?.focus();
    main.current?.scrollIntoView();
  };

  return (
    <div className="shell">
      <a className="skip-link" href="#main" onClick={skip}>{t('app.skip')}</a>
      <header className="header">
        <div className="shell-inner header-row">
          <Link className="brand" to="/" aria-label={t('app.home')}>
            <Logo />
            <span aria-hidden="true"><span lang="zh-CN">复盘</span> <span lang="en">Fupan</span></span>
          </Link>
          {pathname !== '/' && <div className="header-search"><SearchBox /></div>}
          <MainNav />
          <div className="header-tools">
            <AccountMenu />
            <LanguageSwitch />
            <ColorSchemeSwitch />
          </div>
        </div>
      </header>
      <main className="main" id="main" ref={main} tabIndex={-1}>
        <div className="shell-inner">{isShut ? <SignInNotice /> : <Outlet />}</div>
      </main>
      <footer className="footer">
        <div className="shell-inner">
          <span>{t('app.footer')}</span>
          <a href="/openapi.json">{t('app.api')}</a>
        </div>
      </footer>
      <ScrollRestoration />
    </div>
  );
}
