import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';

/** From a lesson or document to its form and its history. */
export function EditLinks({ path }: { path: string }) {
  const { t } = useTranslation();
  return (
    <span className="edit-links">
      <Link to={`${path}/edit`}>{t('edit.open')}</Link>
      <Link to={`${path}/history`}>{t('history.open')}</Link>
    </span>
  );
}
