import { Button, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { PageSteps } from '../../components/page_steps';
import { ProblemNotice } from '../../components/problem_notice';
import { useActionName } from '../../components/use_action_name';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { getAudit, type AuditFilter, type AuditRecord } from '../../lib/curation_api';
import { formatInstant } from '../../lib/format';
import { pathOfTarget } from './target_path';

const everything: AuditFilter = { action: '', name: '', target: '', from: '', to: '', offset: 0 };
const groups = ['lesson', 'queue', 'document', 'settings', 'undo'] as const;

function Filter({ onFilter }: { onFilter: (filter: AuditFilter) => void }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState(everything);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onFilter({ ...filter, name: filter.name.trim(), target: filter.target.trim() });
  };
  const field = (name: 'name' | 'target' | 'from' | 'to', type = 'text') => (
    <label className="field">
      <span>{t(`audit.${name}`)}</span>
      <input
        className="text-input" type={type} autoComplete="off" maxLength={200} value={filter[name]}
        onChange={(event) => setFilter({ ...filter, [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <form className="audit-filter" aria-label={t('audit.filter')} onSubmit={submit}>
      <label className="field">
        <span>{t('audit.action')}</span>
        <select className="text-input" value={filter.action} onChange={(event) => setFilter({ ...filter, action: event.currentTarget.value })}>
          <option value="">{t('audit.any')}</option>
          {groups.map((group) => <option key={group} value={group}>{t(`audit.groups.${group}`)}</option>)}
        </select>
      </label>
      {field('name')}
      {field('target')}
      {field('from', 'date')}
      {field('to', 'date')}
      <Button type="submit" size="compact-md" h={36}>{t('audit.show')}</Button>
    </form>
  );
}

function Change({ change }: { change: AuditRecord['changes'][number] }) {
  const { t } = useTranslation();
  const path = pathOfTarget(change.target);
  return (
    <li>
      {path ? <Link to={path}>{change.target}</Link> : change.target}
      <details>
        <summary>{t('audit.before_after')}</summary>
        <pre className="audit-state"><del>{change.before || t('audit.nothing')}</del></pre>
        <pre className="audit-state"><ins>{change.after || t('audit.nothing')}</ins></pre>
      </details>
    </li>
  );
}

function Entry({ record }: { record: AuditRecord }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const actionName = useActionName();
  return (
    <li className="history-step">
      <h2>{t('audit.number', { number: record.number })} {actionName(record.action)}</h2>
      <p className="dim small">
        <time dateTime={record.at}>{formatInstant(record.at, language)}</time>{' · '}{record.name || t('history.owner')}
        {record.undoes > 0 && <> · {t('audit.undoes', { number: record.undoes })}</>}
      </p>
      {record.reason && <p>{t('history.reason', { reason: record.reason })}</p>}
      <ul className="plain-list audit-changes">{record.changes.map((change) => <Change key={change.target} change={change} />)}</ul>
    </li>
  );
}

/** Who changed what, newest first. */
export function AuditPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  usePageTitle(t('audit.title'));
  const [filter, setFilter] = useState(everything);
  const { data, error } = useQuery({
    queryKey: ['audit', filter, language], queryFn: ({ signal }) => getAudit(filter, { language, signal }),
    placeholderData: keepPreviousData, staleTime: 0,
  });
  return (
    <div className="governance-page">
      <h1>{t('audit.title')}</h1>
      <p className="dim">{t('audit.lead')}</p>
      <Filter onFilter={setFilter} />
      {error && <ProblemNotice error={error} />}
      {!data && !error && <Skeleton height={240} radius="md" />}
      {data && (
        <>
          <p role="status" className="dim">{t('audit.count', { count: data.total })}</p>
          <ul className="plain-list">{data.items.map((record) => <Entry key={record.number} record={record} />)}</ul>
          <PageSteps offset={filter.offset} total={data.total} onMove={(offset) => setFilter({ ...filter, offset })} />
        </>
      )}
    </div>
  );
}
