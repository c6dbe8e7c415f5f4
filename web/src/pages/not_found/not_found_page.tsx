import { useTranslation } from 'react-i18next';
import { MissingNotice } from '../../components/missing_notice';

export function NotFoundPage() {
  const { t } = useTranslation();
  return <MissingNotice title={t('not_found.title')} text={t('not_found.text')} />;
}
