import { Button, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import { EditLinks } from '../../components/edit_links';
import { MissingNotice } from '../../components/missing_notice';
import { ProblemNotice } from '../../components/problem_notice';
import { usePageTitle } from '../../components/use_page_title';
import { useMay } from '../../components/use_session';
import { ApiError } from '../../lib/api';
import { langAttribute } from '../../lib/language';
import type { Template } from '../../lib/template_api';
import { behindOf } from '../../lib/template_states';
import { Drift } from './drift';
import { FieldTable } from './field_table';
import { Releases } from './releases';
import { TemplateBadges } from './template_badges';
import { TemplateSide } from './template_side';
import { templateUrl, useTemplate } from './use_templates';

function TemplateHead({ template }: { template: Template }) {
  const { t } = useTranslation();
  const mayRelease = useMay('curator');
  const document = `/documents/${encodeURIComponent(template.id)}`;
  return (
    <header className="record-head">
      <h1 lang={langAttribute(template.lang)}>{template.title}</h1>
      <TemplateBadges template={template} />
      {template.description && <p lang={langAttribute(template.lang)}>{template.description}</p>}
      <div className="record-tools">
        <Button component={Link} to={`${templateUrl(template.id)}/fill`} h={36}>{t('templates.fill')}</Button>
        <Link to={document}>{t('templates.text')}</Link>
        <EditLinks path={document} />
        {mayRelease && <Link to={`${templateUrl(template.id)}/release`}>{t('templates.release')}</Link>}
      </div>
    </header>
  );
}

const tabs = ['about', 'drift'] as const;
type Tab = (typeof tabs)[number];

/** Links rather than tabs of their own kind: each part has an address. */
function Tabs({ template, current }: { template: Template; current: Tab }) {
  const { t } = useTranslation();
  const behind = behindOf(template.copies);
  return (
    <nav className="template-tabs" aria-label={t('templates.parts')}>
      <Link to={templateUrl(template.id)} aria-current={current === 'about' ? 'page' : undefined}>{t('templates.overview')}</Link>
      <Link to={`${templateUrl(template.id)}?tab=drift`} aria-current={current === 'drift' ? 'page' : undefined}>
        {t('templates.drift')} <span className="chip-count dim small">{template.copies.total}</span>
        {behind > 0 && <span className="badge" data-tone="warm">{t('templates.behind', { count: behind })}</span>}
      </Link>
    </nav>
  );
}

/** One template: what it asks for, how it came to be, who uses it. */
export function TemplatePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const [parameters] = useSearchParams();
  const tab = tabs.find((one) => one === parameters.get('tab')) ?? 'about';
  const { data, error, refetch } = useTemplate(id);
  usePageTitle(data?.title ?? t('templates.title'));
  if (error instanceof ApiError && error.status === 404) {
    return <MissingNotice title={t('templates.missing_title')} text={t('templates.missing_text')} />;
  }
  if (error && !data) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <div role="status" aria-label={t('app.loading')}><Skeleton height={320} radius="md" /></div>;
  return (
    <>
      <Link className="back-link" to="/templates">{t('templates.all')}</Link>
      <div className="record template-page">
        <div>
          <TemplateHead template={data} />
          <Tabs template={data} current={tab} />
          {tab === 'drift' ? <Drift key={data.id} id={data.id} /> : <><Releases template={data} /><FieldTable id={data.id} /></>}
        </div>
        <TemplateSide template={data} />
      </div>
    </>
  );
}
