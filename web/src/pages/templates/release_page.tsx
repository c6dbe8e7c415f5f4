import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { MissingNotice } from '../../components/missing_notice';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { useMay } from '../../components/use_session';
import { WordDiff } from '../../components/word_diff';
import { ApiError } from '../../lib/api';
import { getDocumentDiff } from '../../lib/curation_api';
import { langAttribute } from '../../lib/language';
import { nextVersion, steps } from '../../lib/template_version';
import { MarkdownEditor } from '../edit/markdown_editor';
import { MergeDialog } from '../edit/merge_dialog';
import { useUnsaved } from '../edit/use_unsaved';
import { LessonPicker } from './lesson_picker';
import { useRelease, useReleaseBasis, type Basis } from './use_release';
import { templateUrl } from './use_templates';

/** What the release would bring, word by word. */
function Changes({ basis }: { basis: Basis }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { template, sourceRevision } = basis;
  const from = template.releases[0]?.revision ?? 0;
  const isSame = from === 0 || from === sourceRevision;
  const { data, error } = useQuery({
    queryKey: ['document_diff', template.id, from, sourceRevision], enabled: !isSame, staleTime: Infinity,
    queryFn: ({ signal }) => getDocumentDiff(template.id, from, sourceRevision, { language, signal }),
  });
  return (
    <section aria-labelledby="changes-heading">
      <h2 id="changes-heading">{t('templates.changes_since', { version: template.version })}</h2>
      {isSame && <p className="notice">{t('templates.no_changes')}</p>}
      {error && <ProblemNotice error={error} />}
      {!isSame && !data && !error && <Skeleton height={160} />}
      {data && <WordDiff parts={data.parts} />}
    </section>
  );
}

function VersionField({ release }: { release: ReturnType<typeof useRelease> }) {
  const { t } = useTranslation();
  const { form, change, problems, basis: { template } } = release;
  const problem = problems.version;
  return (
    <div className="form-field">
      <label htmlFor="release-version">{t('templates.new_version')}</label>
      <input
        id="release-version" className="text-input release-version" type="text" autoComplete="off" maxLength={40} value={form.version}
        aria-invalid={problem ? true : undefined} aria-describedby={problem ? 'release-version-wrong' : undefined}
        onChange={(event) => change({ version: event.currentTarget.value })}
      />
      {problem && <p className="field-wrong small" id="release-version-wrong">{problem}</p>}
      <div className="chips" role="group" aria-label={t('templates.next_version')}>
        {steps.map((step) => {
          const version = nextVersion(template.version, step);
          return (
            <button
              key={step} type="button" className="chip" aria-pressed={form.version === version} data-on={form.version === version || undefined}
              onClick={() => change({ version })}
            >
              <span>{t(`templates.step.${step}`)}</span> <span className="chip-count">{version}</span>
            </button>
          );
        })}
      </div>
    </div>
  );
}

function ReleaseForm({ start }: { start: Basis }) {
  const { t } = useTranslation();
  const release = useRelease(start);
  const { basis, form, change, problems } = release;
  const { template } = basis;
  useUnsaved(release.isTouched);
  return (
    <form className="release-form" aria-label={t('templates.release')} onSubmit={release.submit}>
      <Changes basis={basis} />
      <VersionField release={release} />
      <div lang={langAttribute(template.lang)}>
        <MarkdownEditor name={t('templates.notes')} rows={6} value={form.notes} onChange={(notes) => change({ notes })} />
      </div>
      {problems.notes && <p className="field-wrong small">{problems.notes}</p>}
      <LessonPicker label={t('templates.lessons')} hint={t('templates.lessons_hint')} chosen={form.lessons} onChange={(lessons) => change({ lessons })} />
      <details className="release-source" open={form.source !== basis.source}>
        <summary>{t('templates.edit_source')}</summary>
        <p className="dim small">{t('templates.edit_source_hint')}</p>
        <MarkdownEditor name={t('edit.source')} rows={20} value={form.source} onChange={(source) => change({ source })} />
      </details>
      {release.isConflict && <p className="notice" data-tone="warm" role="alert">{t('templates.release_conflict')}</p>}
      {release.error && <ProblemNotice error={release.error} />}
      <div className="edit-actions">
        <Button type="submit" disabled={release.isPending}>{t('templates.release_submit', { version: form.version })}</Button>
        <Button component={Link} to={templateUrl(template.id)} variant="default">{t('edit.cancel')}</Button>
      </div>
      {release.other && (
        <MergeDialog
          fields={[{ name: t('edit.source'), base: basis.source, mine: form.source, theirs: release.other.source }]}
          onMerge={([merged = form.source]) => release.takeMerged(merged)} onClose={release.closeMerge}
        />
      )}
    </form>
  );
}

/** A new version of a template: what changed, for whom to know, and why. */
export function ReleasePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const mayRelease = useMay('curator');
  const { data, error } = useReleaseBasis(id);
  usePageTitle(data ? `${t('templates.release')}: ${data.template.title}` : t('templates.release'));
  if (error instanceof ApiError && error.status === 404) {
    return <MissingNotice title={t('templates.missing_title')} text={t('templates.missing_text')} />;
  }
  return (
    <div className="edit-page release-page">
      <Link className="back-link" to={templateUrl(id)}>{t('templates.to_template')}</Link>
      <h1>{t('templates.release')}</h1>
      {data && <p className="dim" lang={langAttribute(data.template.lang)}>{data.template.title}</p>}
      {error && <ProblemNotice error={error} />}
      {!data && !error && <Skeleton height={320} />}
      {!mayRelease && <p className="notice">{t('templates.curators_only')}</p>}
      {mayRelease && data && <ReleaseForm key={id} start={data} />}
    </div>
  );
}
