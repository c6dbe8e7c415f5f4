import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { prepareProse } from '../../components/prepare_prose';
import { SafeHtml } from '../../components/safe_html';
import { useLanguage } from '../../components/use_language';
import { formatInstant } from '../../lib/format';
import { langAttribute } from '../../lib/language';
import type { Template, TemplateRelease } from '../../lib/template_api';

/** Lessons that caused a release. */
export function CausingLessons({ lessons }: { lessons: TemplateRelease['lessons'] }) {
  const { t } = useTranslation();
  if (lessons.length === 0) return null;
  return (
    <div className="release-lessons">
      <p className="dim small">{t('templates.because_of')}</p>
      <ul>{lessons.map(({ id, title }) => <li key={id}><Link to={`/lessons/${encodeURIComponent(id)}`}>{title}</Link></li>)}</ul>
    </div>
  );
}

function Release({ release, lang }: { release: TemplateRelease; lang: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const by = release.released_by === 'import' ? t('templates.by_import') : release.released_by;
  return (
    <article className="history-step release">
      <h3>{t('templates.version_of', { version: release.version })}</h3>
      <p className="dim small">
        {[release.released_at && formatInstant(release.released_at, language), by, t('templates.copies', { count: release.copies })].filter(Boolean).join(' · ')}
      </p>
      <SafeHtml className="prose" html={release.notes_html} lang={langAttribute(lang)} transform={prepareProse} />
      <CausingLessons lessons={release.lessons} />
    </article>
  );
}

/** How the template came to be what it is. */
export function Releases({ template }: { template: Template }) {
  const { t } = useTranslation();
  return (
    <section className="releases" aria-labelledby="releases-heading">
      <h2 id="releases-heading">{t('templates.releases')}</h2>
      {template.releases.map((release) => <Release key={release.version} release={release} lang={template.lang} />)}
    </section>
  );
}
