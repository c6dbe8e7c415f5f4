import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router-dom';

/** A page that broke while rendering or loading its code (for example after an update of the server). */
export function PageFailure() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <main className="shell-inner main">
      <div className="notice" data-tone="bad" role="alert">
        <h1>{t('error.title')}</h1>
        <p>{error instanceof Error ? error.message : String(error)}</p>
        <button type="button" className="link-button" onClick={() => window.location.reload()}>{t('error.retry')}</button>
      </div>
    </main>
  );
}
