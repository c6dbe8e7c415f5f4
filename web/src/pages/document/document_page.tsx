import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { ExampleBadge, KindBadge, StateBadge } from '../../components/badges';
import { BackLink } from '../../components/back_link';
import { EditLinks } from '../../components/edit_links';
import { LearnBar } from '../../components/learn_bar';
import { LabelChip } from '../../components/label_chip';
import { MissingNotice } from '../../components/missing_notice';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { ApiError, getDocument, getDocumentHtml, type DocumentRecord } from '../../lib/api';
import { formatDate } from '../../lib/format';
import { langAttribute } from '../../lib/language';
import { changeSearch, emptySearch, formatSearchState } from '../../lib/search_state';
import { DocumentBody } from './document_body';
import { DocumentSide } from './document_side';
import { QuizLink } from './quiz_link';
import type { TocEntry } from './prepare_document';

function DocumentHead({ record }: { record: DocumentRecord }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const project = { pathname: '/', search: formatSearchState(changeSearch(emptySearch, { project: [record.project] })) };
  return (
    <header className="record-head">
      <div className="record-badges">
        <KindBadge kind={record.kind} />
        {record.state !== 'published' && <StateBadge state={record.state} />}
        {record.example && <ExampleBadge />}
      </div>
      <h1 lang={langAttribute(record.lang)}>{record.title}</h1>
      <p className="hit-source">
        {record.project && <Link to={project}>{record.project}</Link>}
        {record.date && <time dateTime={record.date}>{formatDate(record.date, language)}</time>}
      </p>
      <div className="record-tools">
        {record.kind === 'template' && <Link to={`/templates/${encodeURIComponent(record.id)}`}>{t('templates.as_template')}</Link>}
        <EditLinks path={`/documents/${encodeURIComponent(record.id)}`} />
      </div>
      {record.labels.length > 0 && (
        <div className="chips">
          {record.labels.map(({ facet, value }) => (
            <LabelChip key={`${facet}:${value}`} facet={facet} value={value} state={emptySearch} />
          ))}
        </div>
      )}
    </header>
  );
}

function useDocument(id: string) {
  const language = useLanguage();
  const record = useQuery({
    queryKey: ['document', id, language], queryFn: ({ signal }) => getDocument(id, { language, signal }),
  });
  const html = useQuery({
    queryKey: ['document_html', id], queryFn: ({ signal }) => getDocumentHtml(id, { language, signal }),
  });
  return { record, html };
}

export function DocumentPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id = '' } = useParams();
  const { record, html } = useDocument(id);
  const [toc, setToc] = useState<TocEntry[]>([]);
  usePageTitle(record.data?.title ?? t('document.title'));

  const error = record.error ?? html.error;
  if (error instanceof ApiError && error.status === 404) {
    return <MissingNotice title={t('document.missing_title')} text={t('document.missing_text')} />;
  }
  if (error) {
    const retry = () => {
      void record.refetch();
      void html.refetch();
    };
    return <ProblemNotice error={error} onRetry={retry} />;
  }
  const { data } = record;
  const isGuide = data?.kind === 'guide' || data?.kind === 'path';
  return (
    <>
      <BackLink />
      <div className="record record-document">
        {data ? <DocumentHead record={data} /> : <Skeleton height={36} width="70%" />}
        {data ? <DocumentSide record={data} toc={toc} /> : <Skeleton className="side" height={320} />}
        {data && html.data !== undefined ? (
          <article>
            <DocumentBody key={`${id}:${language}`} title={data.title} html={html.data} lang={data.lang} onToc={setToc} isGuide={isGuide} />
            {isGuide && <QuizLink document={id} />}
            <LearnBar />
          </article>
        ) : (
          <div role="status" aria-label={t('app.loading')}><Skeleton height={320} /></div>
        )}
      </div>
    </>
  );
}
