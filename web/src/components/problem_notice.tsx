import { useTranslation } from 'react-i18next';
import { ApiError } from '../lib/api';

/** Codes that are said in the reader's language: everybody may come across them. */
const ofAccess = ['unauthenticated', 'forbidden', 'throttled'] as const;

type Props = { error: Error; onRetry?: () => void };

/** Why a request failed, with what an administrator needs to find it in the log. */
export function ProblemNotice({ error, onRetry }: Props) {
  const { t } = useTranslation();
  const api = error instanceof ApiError ? error : null;
  const problem = api?.problem;
  const code = ofAccess.find((one) => one === problem?.code);
  const said = code && t(`error.codes.${code}`);
  const text = said ?? problem?.detail ?? (api ? t('error.unknown', { status: api.status }) : t('error.network'));
  return (
    <div className="notice" data-tone="bad" role="alert">
      <h2>{t('error.title')}</h2>
      <p>{text}</p>
      {problem?.field && problem.position !== undefined && (
        <p className="dim small">{t('error.position', { position: problem.position + 1, field: problem.field })}</p>
      )}
      {api && (
        <dl className="pairs small">
          {problem && <><dt>{t('error.code')}</dt><dd className="mono">{problem.code}</dd></>}
          {api.requestId && <><dt>{t('error.request')}</dt><dd className="mono">{api.requestId}</dd></>}
        </dl>
      )}
      {onRetry && <button type="button" className="link-button" onClick={onRetry}>{t('error.retry')}</button>}
    </div>
  );
}
