import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { KindBadge } from '../../components/badges';
import { SimilarPanel } from '../../components/similar_list';
import { useFromSearch } from '../../components/back_link';
import type { DocumentRecord } from '../../lib/api';
import { langAttribute } from '../../lib/language';
import { formatLineFragment } from '../../lib/line_range';
import { DocumentFacts } from './document_facts';
import { DocumentMetadata, DocumentRecordPanel } from './document_record';
import type { TocEntry } from './prepare_document';

function Panel({ title, isOpen, children }: { title: string; isOpen: boolean; children: ReactNode }) {
  return (
    <details className="panel" open={isOpen}>
      <summary><h2>{title}</h2></summary>
      {children}
    </details>
  );
}

function Toc({ entries }: { entries: TocEntry[] }) {
  const { state } = useLocation();
  return (
    <ul className="toc">
      {entries.map(({ id, text, level }) => (
        <li key={id} data-level={level}><Link to={{ hash: `#${id}` }} state={state}>{text}</Link></li>
      ))}
    </ul>
  );
}

/** Choosing a lesson marks its lines in the text; the other link opens its own page. */
function Lessons({ record }: { record: DocumentRecord }) {
  const { t } = useTranslation();
  const { hash, state } = useLocation();
  const handOn = useFromSearch();
  if (record.lessons.length === 0) return <p className="dim small">{t('document.no_lessons')}</p>;
  return (
    <ol className="side-lessons">
      {record.lessons.map((lesson) => {
        const lines = formatLineFragment(lesson.lines);
        return (
          <li key={lesson.id} data-on={hash === lines || undefined}>
            <div className="lesson-row">
              <KindBadge kind={lesson.kind} />
              <Link to={`/lessons/${encodeURIComponent(lesson.id)}`} state={handOn} aria-label={`${t('document.open_lesson')}: ${lesson.title}`}>
                {t('document.open_lesson')}
              </Link>
            </div>
            <Link
              className="lesson-jump" to={{ hash: lines }} state={state} preventScrollReset
              lang={langAttribute(record.lang)} aria-current={hash === lines ? 'location' : undefined}
            >
              {lesson.title}
            </Link>
          </li>
        );
      })}
    </ol>
  );
}

/** Everything about the document that is not its text. On narrow screens the panels start closed. */
export function DocumentSide({ record, toc }: { record: DocumentRecord; toc: TocEntry[] }) {
  const { t } = useTranslation();
  const isWide = useMediaQuery('(min-width: 60rem)', window.matchMedia('(min-width: 60rem)').matches) ?? true;
  return (
    <aside className="side" aria-label={t('document.side')}>
      {toc.length > 1 && (
        <nav aria-label={t('document.contents')}>
          <Panel title={t('document.contents')} isOpen={isWide}><Toc entries={toc} /></Panel>
        </nav>
      )}
      <Panel title={`${t('document.lessons')} (${record.lessons.length})`} isOpen={isWide}><Lessons record={record} /></Panel>
      {Object.keys(record.facts).length > 0 && (
        <Panel title={t('document.facts')} isOpen={isWide}><DocumentFacts facts={record.facts} /></Panel>
      )}
      <SimilarPanel type="document" id={record.id} />
      <Panel title={t('document.record')} isOpen={isWide}><DocumentRecordPanel record={record} /></Panel>
      {record.metadata.length > 0 && (
        <Panel title={t('document.metadata')} isOpen={false}><DocumentMetadata record={record} /></Panel>
      )}
    </aside>
  );
}
