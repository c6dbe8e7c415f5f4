import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Lesson } from '../../lib/api';

/** Which releases of templates this lesson caused. */
export function LessonTemplates({ templates }: { templates: Lesson['templates'] }) {
  const { t } = useTranslation();
  if (templates.length === 0) return null;
  return (
    <section className="panel variants">
      <h2>{t('templates.changed_by_lesson')}</h2>
      <ul className="plain-list">
        {templates.map(({ id, title, version }) => (
          <li key={`${id} ${version}`}>
            <Link to={`/templates/${encodeURIComponent(id)}`}>{title}</Link> <span className="badge" data-tone="accent">{t('templates.version_of', { version })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
