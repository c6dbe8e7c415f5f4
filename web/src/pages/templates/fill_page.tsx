import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'react-router-dom';
import { MissingNotice } from '../../components/missing_notice';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { useMay } from '../../components/use_session';
import { ApiError } from '../../lib/api';
import { getProjectNames } from '../../lib/kickoff_api';
import { langAttribute } from '../../lib/language';
import type { TemplateCopy, TemplateFields } from '../../lib/template_api';
import { namedField, problemsOf, type FillDraft } from '../../lib/template_form';
import { FillField, fieldId } from './fill_field';
import { FillPreview } from './fill_preview';
import { useDelivery, useFillDraft, type Delivery } from './use_fill';
import { templateUrl, useTemplateFields } from './use_templates';

/** What is said under each field: what the form found when it was sent, or what the server found. */
function useProblems(form: TemplateFields, draft: FillDraft, error: Error | null) {
  const { t } = useTranslation();
  const [isChecked, setChecked] = useState(false);
  const found = problemsOf(form.fields, draft.values);
  const problem = error instanceof ApiError ? error.problem : null;
  const named = namedField(form.fields, problem?.field);
  const problemOf = (name: string): string | null => {
    const own = isChecked ? found.get(name) : undefined;
    if (own) return t(`templates.problem.${own}`);
    return named === name ? problem?.detail ?? null : null;
  };
  /** The first field that is wrong has the keyboard; null when none is. */
  const check = () => {
    setChecked(true);
    const [first] = found.keys();
    if (first) document.getElementById(fieldId(first))?.focus();
    return first ?? null;
  };
  return { problemOf, check, count: isChecked ? found.size : 0, isNamed: named !== null };
}

function Whereto({ draft, onChange }: { draft: FillDraft; onChange: (part: Partial<FillDraft>) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data = [] } = useQuery({ queryKey: ['project_names'], queryFn: ({ signal }) => getProjectNames({ language, signal }) });
  return (
    <div className="form-grid">
      <div className="form-field">
        <label htmlFor="copy-title">{t('templates.copy_title')}</label>
        <input
          id="copy-title" className="text-input" type="text" autoComplete="off" maxLength={200} value={draft.title} aria-describedby="copy-title-hint"
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <p className="dim small" id="copy-title-hint">{t('templates.copy_title_hint')}</p>
      </div>
      <div className="form-field">
        <label htmlFor="copy-project">{t('templates.copy_project')}</label>
        <input
          id="copy-project" className="text-input" type="text" autoComplete="off" maxLength={200} list="copy-projects" value={draft.project}
          aria-describedby="copy-project-hint" onChange={(event) => onChange({ project: event.currentTarget.value })}
        />
        <datalist id="copy-projects">{data.map((name) => <option key={name} value={name} />)}</datalist>
        <p className="dim small" id="copy-project-hint">{t('templates.copy_project_hint')}</p>
      </div>
    </div>
  );
}

function Made({ copy }: { copy: TemplateCopy | undefined }) {
  const { t } = useTranslation();
  return (
    <p role="status" className="follow-said">
      {copy && t('templates.made', { title: copy.title, version: copy.version })}
      {copy?.document && <> <Link to={`/documents/${encodeURIComponent(copy.document)}`}>{t('templates.open_copy')}</Link></>}
    </p>
  );
}

/** A copy is recorded with the name of who made it. What was typed is still there after signing in. */
function SignInFirst() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return <p className="notice">{t('templates.sign_in_first')} <Link to={`/sign-in?back=${encodeURIComponent(pathname)}`}>{t('session.sign_in')}</Link></p>;
}

function FillForm({ form }: { form: TemplateFields }) {
  const { t } = useTranslation();
  const mayTake = useMay('reader');
  const mayWrite = useMay('contributor');
  const { draft, change, setValue, clear } = useFillDraft(form);
  const delivery = useDelivery(form, draft);
  const problems = useProblems(form, draft, delivery.error);
  const deliver = (way: Delivery) => {
    if (problems.check() === null) delivery.mutate(way);
  };
  const button = (way: Delivery, isMain = false) => (
    <Button variant={isMain ? 'filled' : 'default'} disabled={delivery.isPending} onClick={() => deliver(way)}>{t(`templates.deliver.${way}`)}</Button>
  );
  return (
    <div className="fill">
      <form className="fill-form" aria-label={t('templates.form')} onSubmit={(event) => event.preventDefault()}>
        <div className="fill-fields" lang={langAttribute(form.lang)}>
          {form.fields.map((field) => (
            <FillField
              key={field.name} field={field} value={draft.values[field.name] ?? ''} problem={problems.problemOf(field.name)}
              onChange={(value) => setValue(field.name, value)}
            />
          ))}
        </div>
        <Whereto draft={draft} onChange={change} />
        {problems.count > 0 && <p className="notice" data-tone="bad" role="alert">{t('templates.wrong', { count: problems.count })}</p>}
        {delivery.error && !problems.isNamed && <ProblemNotice error={delivery.error} />}
        <div className="form-actions">
          {mayTake ? <>{button('docx', true)}{button('markdown')}</> : <SignInFirst />}
          {mayWrite && button('library')}
          <button type="button" className="link-button" onClick={clear}>{t('templates.clear')}</button>
        </div>
        <Made copy={delivery.data} />
      </form>
      <FillPreview form={form} draft={draft} />
    </div>
  );
}

/** A form made from the template's fields, beside it the text that comes of it. */
export function FillPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data, error, refetch } = useTemplateFields(id);
  usePageTitle(data ? `${t('templates.fill')}: ${data.title}` : t('templates.fill'));
  if (error instanceof ApiError && error.status === 404) {
    return <MissingNotice title={t('templates.missing_title')} text={t('templates.missing_text')} />;
  }
  return (
    <div className="fill-page">
      <Link className="back-link" to={templateUrl(id)}>{t('templates.to_template')}</Link>
      <header className="record-head">
        <h1>{t('templates.fill')}</h1>
        {data && (
          <p><span lang={langAttribute(data.lang)}>{data.title}</span>{data.version && <> <span className="badge" data-tone="accent">{t('templates.version_of', { version: data.version })}</span></>}</p>
        )}
      </header>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={320} radius="md" />}
      {data && <FillForm key={data.id} form={data} />}
    </div>
  );
}
