import { useQueries } from '@tanstack/react-query';
import { useState, type HTMLAttributes, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { ExampleBadge, KindBadge } from '../../components/badges';
import { useLanguage } from '../../components/use_language';
import { getLesson } from '../../lib/api';
import { lessonWords } from '../../lib/brief_view';
import { formatDate } from '../../lib/format';
import type { Answer, BriefLesson, HitDocument } from '../../lib/kickoff_api';
import { langAttribute } from '../../lib/language';
import { formatLineFragment } from '../../lib/line_range';
import { LessonAnswer } from './lesson_answer';
import type { LessonAction } from './use_lesson_keys';

const lessonAddress = (id: string) => `/lessons/${encodeURIComponent(id)}`;

/** Lessons that say nearly the same, fetched when somebody wants to see them. */
function FoldedList({ ids }: { ids: readonly string[] }) {
  const language = useLanguage();
  const { t } = useTranslation();
  const answers = useQueries({
    queries: ids.map((id) => ({ queryKey: ['lesson', id, language], queryFn: ({ signal }: { signal: AbortSignal }) => getLesson(id, { language, signal }) })),
  });
  return (
    <ul className="folded-list">
      {ids.map((id, index) => {
        const lesson = answers[index]?.data;
        return (
          <li key={id}>
            <Link to={lessonAddress(id)} lang={lesson && langAttribute(lesson.lang)}>{lesson?.title ?? (answers[index]?.isError ? id : t('app.loading'))}</Link>
            {lesson && <span className="dim"> {lesson.source.project || lesson.source.document_title}</span>}
          </li>
        );
      })}
    </ul>
  );
}

function Folded({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (ids.length === 0) return null;
  return (
    <div className="folded small">
      <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('brief.folded', { count: ids.length })}
      </button>
      {isOpen && <FoldedList ids={ids} />}
    </div>
  );
}

function Source({ document, lines, lang }: { document: HitDocument; lines: [number, number]; lang: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const to = { pathname: `/documents/${encodeURIComponent(document.id)}`, hash: formatLineFragment(lines) };
  return (
    <p className="hit-source brief-source">
      <span><span className="dim">{t('brief.source')}</span> <Link to={to} lang={langAttribute(lang)}>{document.title}</Link></span>
      {document.project && !document.title.includes(document.project) && <span lang={langAttribute(lang)}>{document.project}</span>}
      {document.date && <time dateTime={document.date}>{formatDate(document.date, language)}</time>}
      {document.example && <ExampleBadge />}
    </p>
  );
}

type Props = {
  item: BriefLesson;
  /** As the register names it. */
  number: number;
  isRejecting: boolean;
  article: HTMLAttributes<HTMLElement> & { ref: Ref<HTMLElement> };
  onAction: (action: LessonAction) => void;
  onAnswer: (answer: Answer) => void;
  onCloseForm: () => void;
};

/** One lesson of the brief: what it says, when it applies, why it is here, where it comes from, and the answer. */
export function BriefLessonCard({ item, number, article, ...answer }: Props) {
  const { t } = useTranslation();
  const { lesson, reasons, folded, decision } = item;
  const words = lessonWords(lesson);
  const lang = langAttribute(lesson.lang);
  const headingId = `lesson-${lesson.id}`;
  return (
    <article className="brief-lesson" data-decision={decision} aria-labelledby={headingId} {...article}>
      <div className="brief-lesson-head">
        <h5 id={headingId} lang={lang}><span className="lesson-number">#{number}</span><Link to={lessonAddress(lesson.id)}>{words.title}</Link></h5>
        <KindBadge kind={lesson.kind} />
      </div>
      {words.text && <p className="brief-text" lang={lang}>{words.text}</p>}
      {lesson.applies_when && (
        <p className="brief-applies"><b>{t('lesson.field.applies_when')}</b> <span lang={lang}>{lesson.applies_when}</span></p>
      )}
      <div className="brief-why">
        <b>{t('brief.why')}</b>
        <ul>{reasons.map((reason) => <li key={reason.kind + reason.text} data-kind={reason.kind}>{reason.text}</li>)}</ul>
      </div>
      <Source document={lesson.document} lines={lesson.lines as [number, number]} lang={lesson.lang} />
      <Folded ids={folded} />
      <LessonAnswer item={item} {...answer} />
    </article>
  );
}
