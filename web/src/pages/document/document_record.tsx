import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import { documentPath, type DocumentRecord } from '../../lib/api';
import { formatBytes, formatInstant } from '../../lib/format';

/** Where the document came from and as which revision. */
export function DocumentRecordPanel({ record }: { record: DocumentRecord }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const fileName = record.path.split('/').pop() || `${record.id}.md`;
  return (
    <>
      <dl className="pairs small">
        <dt>{t('lesson.path')}</dt><dd>{record.path}</dd>
        <dt>{t('lesson.collection')}</dt><dd>{record.collection}</dd>
        <dt>{t('document.kind')}</dt><dd>{names('kind', record.kind)}</dd>
        <dt>{t('document.state')}</dt><dd>{names('state', record.state)}</dd>
        <dt>{t('document.lang')}</dt><dd>{names('lang', record.lang)}</dd>
        <dt>{t('document.revision')}</dt><dd>{record.source_revision}</dd>
        <dt>{t('document.imported')}</dt>
        <dd><time dateTime={record.imported_at}>{formatInstant(record.imported_at, language)}</time></dd>
        <dt>{t('document.size')}</dt>
        <dd>{formatBytes(record.source_bytes, language)}, {record.encoding}</dd>
        <dt>{t('document.hash')}</dt><dd className="mono">{record.content_hash.slice(0, 16)}…</dd>
      </dl>
      <p style={{ marginBottom: 0 }}>
        <a href={`${documentPath(record.id)}?format=markdown`} download={fileName}>{t('document.download')}</a>
      </p>
    </>
  );
}

/** The metadata as the author wrote it. */
export function DocumentMetadata({ record }: { record: DocumentRecord }) {
  return (
    <dl className="pairs small">
      {record.metadata.map(({ key, value }, index) => [
        <dt key={`key${index}`}>{key}</dt>,
        <dd key={`value${index}`}>{value}</dd>,
      ])}
    </dl>
  );
}
