import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { KindBadge } from '../../components/badges';
import { useLanguage } from '../../components/use_language';
import { formatInstant } from '../../lib/format';
import { langAttribute } from '../../lib/language';
import type { Delivery, Project } from '../../lib/project_api';

type Delivered = Delivery['lessons'][number];

function DeliveredLesson({ lesson }: { lesson: Delivered }) {
  const { t } = useTranslation();
  return (
    <article className="delivered">
      <h4 lang={langAttribute(lesson.lang)}><Link to={`/lessons/${encodeURIComponent(lesson.id)}`}>{lesson.title}</Link></h4>
      <p className="delivered-source">
        <KindBadge kind={lesson.kind} />
        <Link className="small" to={`/documents/${encodeURIComponent(lesson.document_id)}#L${lesson.lines[0]}-${lesson.lines[1]}`}>
          {lesson.project || lesson.document_title}
        </Link>
        {lesson.folded.length > 0 && <span className="dim small">{t('project.folded', { count: lesson.folded.length })}</span>}
      </p>
      {lesson.applies_when && <p className="small">{t('project.applies_when', { text: lesson.applies_when })}</p>}
      <ul className="dim small" aria-label={t('project.reasons')}>
        {lesson.reasons.map(({ kind, text }) => <li key={kind + text}>{text}</li>)}
      </ul>
    </article>
  );
}

/** What each gate brought, the newest first. */
export function Deliveries({ project }: { project: Project }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section aria-labelledby="deliveries-title">
      <h2 id="deliveries-title" tabIndex={-1}>{t('project.deliveries')}</h2>
      {project.deliveries.length === 0 && <p className="dim">{t('project.no_deliveries')}</p>}
      {project.deliveries.map((delivery, index) => (
        <details className="panel delivery" key={delivery.id} open={index === 0}>
          <summary>
            <h3>{t('project.delivery', { gate: delivery.gate, phase: delivery.label })}</h3>
            <span className="dim small"> {formatInstant(delivery.created_at, language)}</span>
          </summary>
          {delivery.lessons.length === 0 && <p className="dim">{t('project.empty_delivery')}</p>}
          <ol className="plain-list">
            {delivery.lessons.map((lesson) => <li key={lesson.id}><DeliveredLesson lesson={lesson} /></li>)}
          </ol>
        </details>
      ))}
    </section>
  );
}
