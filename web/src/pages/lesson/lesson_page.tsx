import { Button, CopyButton, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useParams } from 'react-router-dom';
import { BackLink, useFromSearch } from '../../components/back_link';
import { EditLinks } from '../../components/edit_links';
import { ExampleBadge, KindBadge, StateBadge } from '../../components/badges';
import { ArrowLeftIcon, ArrowRightIcon } from '../../components/icons';
import { LearnBar } from '../../components/learn_bar';
import { MissingNotice } from '../../components/missing_notice';
import { ProblemNotice } from '../../components/problem_notice';
import { SafeHtml } from '../../components/safe_html';
import { SimilarPanel } from '../../components/similar_list';
import { prepareProse } from '../../components/prepare_prose';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { ApiError, getLesson, type Lesson } from '../../lib/api';
import { langAttribute } from '../../lib/language';
import { LessonApplied } from './lesson_applied';
import { LessonFields } from './lesson_fields';
import { LessonLabels } from './lesson_labels';
import { MakeCase } from './make_case';
import { LessonSource } from './lesson_source';
import { LessonTemplates } from './lesson_templates';
import { LessonRelations } from './relations';

function useLesson(id: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['lesson', id, language],
    queryFn: ({ signal }) => getLesson(id, { language, signal }),
  });
}

function Neighbours({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation();
  const handOn = useFromSearch();
  if (!lesson.previous && !lesson.next) return null;
  const to = (id: string) => `/lessons/${encodeURIComponent(id)}`;
  return (
    <nav className="neighbours" aria-label={t('lesson.neighbours')}>
      {lesson.previous ? (
        <Link rel="prev" to={to(lesson.previous)} state={handOn}><ArrowLeftIcon size={16} />{t('lesson.previous')}</Link>
      ) : <span />}
      {lesson.next && (
        <Link rel="next" to={to(lesson.next)} state={handOn}>{t('lesson.next')}<ArrowRightIcon size={16} /></Link>
      )}
    </nav>
  );
}

function LessonHead({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation();
  return (
    <header className="record-head">
      <div className="record-badges">
        <KindBadge kind={lesson.kind} />
        <StateBadge state={lesson.state} />
        {lesson.source.example && <ExampleBadge />}
      </div>
      <h1 lang={langAttribute(lesson.lang)}>{lesson.title}</h1>
      <div className="record-tools">
        <CopyButton value={window.location.origin + window.location.pathname}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-sm" h={28} onClick={copy}>
              <span role="status">{copied ? t('lesson.copied') : t('lesson.copy')}</span>
            </Button>
          )}
        </CopyButton>
        <EditLinks path={`/lessons/${encodeURIComponent(lesson.id)}`} />
      </div>
    </header>
  );
}

function LoadingRecord() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('app.loading')} className="record">
      <div><Skeleton height={36} width="70%" mb="lg" /><Skeleton height={180} /></div>
      <Skeleton height={260} />
    </div>
  );
}

export function LessonPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data: lesson, error, refetch } = useLesson(id);
  usePageTitle(lesson?.title ?? t('lesson.title'));
  if (error instanceof ApiError && error.status === 404) {
    return <MissingNotice title={t('lesson.missing_title')} text={t('lesson.missing_text')} />;
  }
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!lesson) return <LoadingRecord />;
  // It was merged into another lesson, which the server answered with.
  if (lesson.id !== id) return <Navigate to={`/lessons/${encodeURIComponent(lesson.id)}`} replace />;
  return (
    <>
      <BackLink />
      <div className="record">
        <article>
          <LessonHead lesson={lesson} />
          <SafeHtml className="prose lesson-text" html={lesson.html} lang={langAttribute(lesson.lang)} transform={prepareProse} />
          <LessonFields lesson={lesson} />
          <LessonApplied lesson={lesson} />
          <Neighbours lesson={lesson} />
          <LearnBar />
        </article>
        <aside className="side" aria-label={t('lesson.details')}>
          <LessonSource source={lesson.source} lang={lesson.lang} />
          <LessonLabels labels={lesson.labels} />
          <LessonTemplates templates={lesson.templates} />
          <MakeCase lesson={lesson.id} />
          <SimilarPanel type="lesson" id={lesson.id} />
          <LessonRelations key={lesson.id} lesson={lesson} />
        </aside>
      </div>
    </>
  );
}
