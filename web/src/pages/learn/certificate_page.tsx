import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { formatDate } from '../../lib/format';
import { langAttribute } from '../../lib/language';
import { getCertificate, type Certificate } from '../../lib/learn_api';

function Sheet({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { title, lang, role, level, minutes, steps, completed, quizzes } = certificate;
  return (
    <article className="certificate">
      <p className="certificate-brand" aria-hidden="true"><span lang="zh-CN">复盘</span> Fupan</p>
      <h1>{t('learn.certificate')}</h1>
      <p>{t('learn.certifies')}</p>
      {certificate.name
        ? <p className="certificate-name">{certificate.name}</p>
        : <p className="certificate-name" data-empty><span className="visually-hidden">{t('learn.name_line')}</span></p>}
      <p>{t('learn.has_completed')}</p>
      <p className="certificate-path" lang={langAttribute(lang)}>{title}</p>
      <p>
        {[role && t(`learn.role.${role}` as 'learn.role.pmo-assistant'), level > 0 && t('learn.level', { level }),
          t('learn.steps', { count: steps }), minutes > 0 && t('learn.minutes', { count: minutes })].filter(Boolean).join(' · ')}
      </p>
      {quizzes > 0 && <p>{t('learn.quizzes_passed', { count: quizzes })}</p>}
      <p><time dateTime={completed}>{formatDate(completed, language)}</time></p>
    </article>
  );
}

export function CertificatePage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { path = '' } = useParams();
  usePageTitle(t('learn.certificate'));
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['certificate', path, language], queryFn: ({ signal }) => getCertificate(path, { language, signal }), staleTime: 0,
  });
  return (
    <div className="learn-page">
      <p className="small no-print"><Link to={`/learn/${encodeURIComponent(path)}`}>{t('learn.back_to_path')}</Link></p>
      {error && <><h1>{t('learn.certificate')}</h1><ProblemNotice error={error} onRetry={() => void refetch()} /></>}
      {isPending && <Skeleton height={360} radius="md" />}
      {data && <Sheet certificate={data} />}
      {data && <Button className="no-print" onClick={() => window.print()}>{t('learn.print')}</Button>}
    </div>
  );
}
