import { Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { formatNumber, formatShare } from '../../lib/format';
import { langAttribute } from '../../lib/language';
import { getReport, reportCsvAddress, type LearnGroup, type LearnReport } from '../../lib/learn_api';
import { Weak } from './learn_page';

const roles = ['pmo-assistant', 'project-coordinator', 'pmo-manager', 'portfolio-director'] as const;
const groupColumns = ['learners', 'active', 'started', 'completed'] as const;

function useGroupName() {
  const { t } = useTranslation();
  return (group: string) => t(`learn.group.${group}` as 'learn.group.reader', { defaultValue: group });
}

function PathTable({ report }: { report: LearnReport }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = useGroupName();
  const split = (groups: LearnGroup[]) => groups.map(({ group, started, completed }) => `${name(group)} ${completed}/${started}`).join(', ');
  return (
    <table className="unanswered">
      <caption>{t('learn.by_path')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('learn.path')}</th><th scope="col">{t('learn.started')}</th><th scope="col">{t('learn.completed')}</th>
          <th scope="col">{t('learn.average')}</th><th scope="col">{t('learn.groups')}</th>
        </tr>
      </thead>
      <tbody>
        {report.paths.map((path) => (
          <tr key={path.id}>
            <th scope="row" lang={langAttribute(path.lang)}><Link to={`/learn/${encodeURIComponent(path.id)}`}>{path.title}</Link></th>
            <td data-name={t('learn.started')}>{formatNumber(path.started, language)}</td>
            <td data-name={t('learn.completed')}>{formatNumber(path.completed, language)}</td>
            <td data-name={t('learn.average')}>{formatShare(path.average, language)}</td>
            <td data-name={t('learn.groups')}>{split(path.groups) || '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function GroupTable({ groups }: { groups: LearnGroup[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = useGroupName();
  return (
    <table className="unanswered">
      <caption>{t('learn.by_group')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('learn.group_name')}</th>
          {groupColumns.map((column) => <th key={column} scope="col">{t(`learn.column.${column}`)}</th>)}
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.group}>
            <th scope="row">{name(group.group)}</th>
            {groupColumns.map((column) => <td key={column} data-name={t(`learn.column.${column}`)}>{formatNumber(group[column], language)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Report({ report }: { report: LearnReport }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('learn.report_totals', { count: report.learners, active: report.active })} {t('learn.right_of', { right: report.right, total: report.answers })}</p>
      {report.paths.length > 0 && <PathTable report={report} />}
      {report.groups.length > 0 && <GroupTable groups={report.groups} />}
      <h2>{t('learn.weak')}</h2>
      {report.weak_withheld && <p className="dim">{t('learn.weak_withheld')}</p>}
      {!report.weak_withheld && report.weak.length === 0 && <p className="dim">{t('learn.no_weak')}</p>}
      <Weak areas={report.weak} />
    </>
  );
}

export function ReportPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [role, setRole] = useState('');
  usePageTitle(t('learn.report'));
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['learn_report', role, language], queryFn: ({ signal }) => getReport(role, { language, signal }),
    placeholderData: keepPreviousData, staleTime: 0,
  });
  return (
    <div className="learn-page">
      <p className="small"><Link to="/learn">{t('learn.title')}</Link></p>
      <h1>{t('learn.report')}</h1>
      <p className="dim">{t('learn.report_lead')}</p>
      <p className="learn-links">
        <label>
          {t('learn.of_role')}{' '}
          <select className="text-input" value={role} onChange={(event) => setRole(event.currentTarget.value)}>
            <option value="">{t('learn.all_roles')}</option>
            {roles.map((one) => <option key={one} value={one}>{t(`learn.role.${one}`)}</option>)}
          </select>
        </label>
        <a href={reportCsvAddress(role)} download>{t('learn.csv')}</a>
      </p>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton height={240} radius="md" />}
      {data && <Report report={data} />}
    </div>
  );
}
