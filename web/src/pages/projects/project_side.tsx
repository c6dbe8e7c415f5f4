import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import { formatInstant } from '../../lib/format';
import type { Project } from '../../lib/project_api';
import { formatQueryString } from '../../lib/query_string';
import { DocumentFacts } from '../document/document_facts';

function Briefs({ project }: { project: Project }) {
  const { t } = useTranslation();
  return (
    <section className="panel">
      <h2>{t('project.briefs')}</h2>
      {project.briefs.length === 0 && <p className="dim small">{t('project.no_briefs')}</p>}
      <ul className="plain-list small">
        {project.briefs.map(({ id, title, open }) => (
          <li key={id}>
            <Link to={`/briefs/${encodeURIComponent(id)}`}>{title || id}</Link>{' '}
            <span className="dim">{open > 0 ? t('project.brief_open', { count: open }) : t('project.brief_answered')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ project }: { project: Project }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  if (project.gates.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t('project.history')}</h2>
      <ol className="plain-list small gate-history">
        {[...project.gates].reverse().map(({ at, from, to, who, note }) => (
          <li key={at + to}>
            {from ? t('project.from_to', { from: names('phase', from), to: names('phase', to) }) : names('phase', to)}
            <br />
            <span className="dim">{formatInstant(at, language)}{who && ` · ${who}`}</span>
            {note && <><br />{note}</>}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function ProjectSide({ project }: { project: Project }) {
  const { t } = useTranslation();
  const documents = { pathname: '/', search: `?${formatQueryString({ project: project.name })}` };
  return (
    <aside className="side" aria-label={t('project.about')}>
      {Object.keys(project.facts).length > 0 && (
        <section className="panel"><h2>{t('project.facts')}</h2><DocumentFacts facts={project.facts} /></section>
      )}
      <Briefs project={project} />
      <History project={project} />
      <section className="panel">
        <h2>{t('project.follow')}</h2>
        <ul className="plain-list small side-links">
          <li><a href={project.feed} type="application/atom+xml">{t('project.feed')}</a></li>
          <li><Link to={documents}>{t('project.documents')}</Link></li>
        </ul>
      </section>
    </aside>
  );
}
