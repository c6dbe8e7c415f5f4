import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { usePageTitle } from './use_page_title';

/** Instead of a page whose record or address does not exist. */
export function MissingNotice({ title, text }: { title: string; text: string }) {
  const { t } = useTranslation();
  usePageTitle(title);
  return (
    <>
      <h1>{title}</h1>
      <p>{text}</p>
      <p><Link to="/">{t('not_found.home')}</Link></p>
    </>
  );
}
