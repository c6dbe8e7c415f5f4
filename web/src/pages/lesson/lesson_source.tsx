import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useFromSearch } from '../../components/back_link';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import type { Lesson } from '../../lib/api';
import { formatDate } from '../../lib/format';
import { langAttribute } from '../../lib/language';
import { formatLineFragment } from '../../lib/line_range';
import { changeSearch, emptySearch, formatSearchState } from '../../lib/search_state';

type Props = { source: Lesson['source']; lang: string };

/** Where the lesson stands, with the way there. */
export function LessonSource({ source, lang }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const handOn = useFromSearch();
  const [first, last] = source.lines;
  const to = { pathname: `/documents/${encodeURIComponent(source.document_id)}`, hash: formatLineFragment(source.lines) };
  const project = { pathname: '/', search: formatSearchState(changeSearch(emptySearch, { project: [source.project] })) };
  return (
    <section className="panel">
      <h2>{t('lesson.source')}</h2>
      <dl className="pairs">
        <dt>{t('lesson.document')}</dt>
        <dd>
          <Link to={to} state={handOn} lang={langAttribute(lang)}>{source.document_title}</Link>
          <div className="dim small">{names('kind', source.document_kind)}</div>
        </dd>
        {source.heading_path.length > 0 && (
          <><dt>{t('lesson.section')}</dt><dd lang={langAttribute(lang)}>{source.heading_path.join(' › ')}</dd></>
        )}
        {source.project && <><dt>{t('lesson.project')}</dt><dd><Link to={project}>{source.project}</Link></dd></>}
        {source.date && (
          <><dt>{t('lesson.date')}</dt><dd><time dateTime={source.date}>{formatDate(source.date, language)}</time></dd></>
        )}
        <dt>{t('lesson.collection')}</dt><dd>{source.collection}</dd>
        <dt>{t('lesson.path')}</dt>
        <dd className="small">{source.path}, {t(first === last ? 'search.line' : 'search.lines', { first, last })}</dd>
      </dl>
      <p style={{ marginBottom: 0 }}><Link to={to} state={handOn}>{t('lesson.open_source')}</Link></p>
    </section>
  );
}
