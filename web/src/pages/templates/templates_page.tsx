import { Skeleton } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { PageSteps } from '../../components/page_steps';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import { usePageTitle } from '../../components/use_page_title';
import { useTaxonomy } from '../../components/use_taxonomy';
import { langAttribute } from '../../lib/language';
import { isOffered } from '../../lib/taxonomy_api';
import type { TemplateFilter, TemplateSummary } from '../../lib/template_api';
import { behindOf } from '../../lib/template_states';
import { TemplateBadges } from './template_badges';
import { templateUrl, useFamilies, useTemplates } from './use_templates';

const parameterNames = ['lang', 'phase', 'family', 'q'] as const;
/** In the address "any" stands for all languages; without one the gallery is in the reader's. */
const anyLanguage = 'any';

/** The filter lives in the address. */
function useFilter() {
  const language = useLanguage();
  const [parameters, setParameters] = useSearchParams();
  const [lang, phase, family, q] = parameterNames.map((name) => parameters.get(name) ?? '') as [string, string, string, string];
  const filter: TemplateFilter = { lang: lang === anyLanguage ? '' : lang || language, phase, family, q };
  const change = (name: (typeof parameterNames)[number], value: string) => {
    const next = new URLSearchParams(parameters);
    if (value) next.set(name, value);
    else next.delete(name);
    setParameters(next, { replace: true });
  };
  return { filter, change };
}

function Filters({ filter, change }: ReturnType<typeof useFilter>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const phases = (useTaxonomy()?.phases ?? []).filter(isOffered);
  const families = [...useFamilies().keys()].sort();
  const [words, setWords] = useState(filter.q);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change('q', words.trim());
  };
  const select = (name: 'lang' | 'phase' | 'family', label: string, all: string, options: [string, string][]) => (
    <label className="field field-inline">
      <span>{label}</span>
      <select className="text-input" value={filter[name]} onChange={(event) => change(name, event.currentTarget.value || (name === 'lang' ? anyLanguage : ''))}>
        <option value="">{all}</option>
        {options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
      </select>
    </label>
  );
  return (
    <form className="template-filters" role="search" aria-label={t('templates.filter')} onSubmit={submit}>
      {select('lang', t('templates.lang'), t('templates.all_languages'), [['zh', t('lang.zh')], ['en', t('lang.en')]])}
      {select('phase', t('templates.phase'), t('projects.all_phases'), phases.map(({ id, label }) => [id, label[language]]))}
      {(families.length > 0 || filter.family) && select('family', t('templates.family'), t('templates.all_families'), families.map((family) => [family, family]))}
      <label className="field field-inline template-words">
        <span>{t('templates.words')}</span>
        <input className="text-input" type="search" autoComplete="off" maxLength={200} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      </label>
      <button type="submit" className="link-button">{t('templates.find')}</button>
    </form>
  );
}

function CopiesLine({ template: { copies, fields } }: { template: TemplateSummary }) {
  const { t } = useTranslation();
  const behind = behindOf(copies);
  return (
    <span className="dim small">
      {t('templates.fields', { count: fields })}
      {' · '}{t('templates.copies', { count: copies.total })}
      {behind > 0 && <> · <strong className="template-behind">{t('templates.behind', { count: behind })}</strong></>}
    </span>
  );
}

function TemplateCard({ template }: { template: TemplateSummary }) {
  const { t } = useTranslation();
  const names = useNames();
  const url = templateUrl(template.id);
  return (
    <article className="template-card">
      <h2 lang={langAttribute(template.lang)}><Link to={url}>{template.title}</Link></h2>
      <TemplateBadges template={template} />
      {template.phases.length > 0 && (
        <p className="chips">
          {template.phases.map(({ value }) => <span key={value} className="chip" data-static="">{names('phase', value)}</span>)}
        </p>
      )}
      <p className="template-foot">
        <CopiesLine template={template} />
        <Link to={`${url}/fill`} aria-label={t('templates.fill_of', { title: template.title })}>{t('templates.fill')}</Link>
      </p>
    </article>
  );
}

/** All templates that one may see, by language, phase and family. */
export function TemplatesPage() {
  const { t } = useTranslation();
  usePageTitle(t('templates.title'));
  const { filter, change } = useFilter();
  const key = JSON.stringify(filter);
  const [page, setPage] = useState({ key, offset: 0 });
  // Another filter begins at its first page.
  const offset = page.key === key ? page.offset : 0;
  const { data, error, isPending, refetch } = useTemplates(filter, offset);
  return (
    <div className="templates-page">
      <div className="templates-head">
        <h1>{t('templates.title')}</h1>
        <Link to="/templates/rules">{t('templates.rules')}</Link>
      </div>
      <p className="dim">{t('templates.lead')}</p>
      <Filters key={filter.q} filter={filter} change={change} />
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton height={240} radius="md" />}
      <p role="status" className="dim small template-count">{data && t('templates.count', { count: data.total })}</p>
      {data?.total === 0 && <p className="notice">{t('templates.none')}</p>}
      {data && data.total > 0 && (
        <ul className="plain-list template-gallery" aria-label={t('templates.title')}>
          {data.items.map((template) => <li key={template.id}><TemplateCard template={template} /></li>)}
        </ul>
      )}
      {data && <PageSteps offset={offset} total={data.total} onMove={(to) => setPage({ key, offset: to })} />}
    </div>
  );
}
