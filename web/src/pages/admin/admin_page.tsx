import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { usePageTitle } from '../../components/use_page_title';
import { useSession } from '../../components/use_session';
import { mayAs } from '../../lib/people';
import { Tokens } from '../account/tokens';
import { Accounts } from './accounts';
import { Collections } from './collections';

/** Who may come in, and who sees what. */
export function AdminPage() {
  const { t } = useTranslation();
  usePageTitle(t('admin.title'));
  const session = useSession();
  if (session && !mayAs(session, 'administrator')) return <p className="notice">{t('admin.refused')}</p>;
  return (
    <div className="people-page">
      <h1>{t('admin.title')}</h1>
      {session && !session.has_accounts && <p className="notice">{t('admin.no_accounts')}</p>}
      <p className="people-actions">
        <Link to="/admin/governance">{t('governance.title')}</Link>
        <Link to="/admin/audit">{t('audit.title')}</Link>
      </p>
      <Accounts isFirst={session !== undefined && !session.has_accounts} />
      <Collections />
      <Tokens whose="all" />
    </div>
  );
}
