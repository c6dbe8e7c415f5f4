import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { useSession, useSignOut } from './use_session';

/** Who is signed in, or the way to sign in; nothing while there are no accounts. */
export function AccountMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const out = useSignOut();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  if (!session?.has_accounts) return null;
  if (!session.signed_in) {
    return pathname === '/sign-in' ? null : <Link className="account-link" to={`/sign-in?back=${encodeURIComponent(pathname + search)}`}>{t('session.sign_in')}</Link>;
  }
  const leave = () => out.mutate(undefined, { onSuccess: () => navigate('/sign-in') });
  return (
    <div className="account-menu">
      <Link className="account-link" to="/account" title={t(`people.role.${session.role}`)} aria-label={t('session.account_of', { name: session.name })}>
        {session.name}
      </Link>
      <button type="button" className="link-button" disabled={out.isPending} onClick={leave}>{t('session.sign_out')}</button>
    </div>
  );
}
