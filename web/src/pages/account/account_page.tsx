import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../components/use_page_title';
import { useSession } from '../../components/use_session';
import { OwnPassword } from './own_password';
import { Tokens } from './tokens';

/** One's own account: password and tokens. */
export function AccountPage() {
  const { t } = useTranslation();
  usePageTitle(t('session.account'));
  const session = useSession();
  if (session && !session.signed_in) return <p className="notice">{t('session.none')}</p>;
  return (
    <div className="people-page">
      <h1>{t('session.account')}</h1>
      {session && <p className="dim">{session.name} · {t(`people.role.${session.role}`)}</p>}
      <OwnPassword />
      <Tokens whose="own" />
    </div>
  );
}
