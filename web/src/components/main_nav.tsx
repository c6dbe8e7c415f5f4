import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { mayAs } from '../lib/people';
import { useSession } from './use_session';

const pages = [
  { to: '/', name: 'search' },
  { to: '/kickoff', name: 'kickoff', role: 'contributor' },
  { to: '/projects', name: 'projects' },
  { to: '/templates', name: 'templates' },
  { to: '/searches', name: 'searches', role: 'reader' },
  { to: '/learn', name: 'learn' },
  { to: '/insights/unanswered', name: 'unanswered', role: 'curator' },
  { to: '/curate', name: 'curate', role: 'contributor' },
  { to: '/admin', name: 'admin', role: 'administrator' },
] as const;

/** The way to the pages that no search leads to, as far as one may go. */
export function MainNav() {
  const { t } = useTranslation();
  const session = useSession();
  const shown = pages.filter((page) => !('role' in page) || mayAs(session, page.role));
  const { pathname } = useLocation();
  const isBrief = pathname.startsWith('/briefs/');
  return (
    <nav className="main-nav" aria-label={t('nav.label')}>
      {shown.map(({ to, name }) => (
        <Link key={to} to={to} aria-current={pathname === to || (name === 'kickoff' && isBrief) || pathname.startsWith(`${to}/`) ? 'page' : undefined}>{t(`nav.${name}`)}</Link>
      ))}
    </nav>
  );
}
