import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';

/** In place of a page that only somebody who is signed in may read. */
export function SignInNotice() {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  return (
    <div className="notice">
      <h1 className="people-heading">{t('session.needed')}</h1>
      <p>{t('session.needed_text')}</p>
      <p><Link to={`/sign-in?back=${encodeURIComponent(pathname + search)}`}>{t('session.sign_in')}</Link></p>
    </div>
  );
}
