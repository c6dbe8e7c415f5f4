import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { ArrowLeftIcon } from '../../components/icons';
import { MissingNotice } from '../../components/missing_notice';
import { ProblemNotice } from '../../components/problem_notice';
import { usePageTitle } from '../../components/use_page_title';
import { ApiError } from '../../lib/api';
import type { Brief } from '../../lib/kickoff_api';
import { BriefHead } from './brief_head';
import { HeatMap } from './heat_map';
import { LessonList } from './lesson_list';
import { ReferenceClassPanel } from './reference_class';
import { RiskRegister } from './risk_register';
import { FailurePatterns, RiskRates, Templates } from './risk_rates';
import { useBrief } from './use_brief';

function Contents({ brief }: { brief: Brief }) {
  const { t } = useTranslation();
  const parts = [
    ['lessons', t('brief.lessons'), true], ['risks', t('brief.risks'), true], ['reference', t('brief.reference'), true],
    ['register', t('brief.register_title'), brief.register.length > 0], ['templates', t('brief.templates'), brief.templates.length > 0],
  ] as const;
  return (
    <nav className="brief-contents" aria-label={t('document.contents')}>
      {parts.map(([id, name, isThere]) => isThere && <a key={id} href={`#${id}`}>{name}</a>)}
    </nav>
  );
}

export function BriefPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { brief, query, state, queue, onBrief } = useBrief(id);
  usePageTitle(brief ? `${t('brief.kicker')}: ${brief.title}` : t('brief.kicker'));
  if (query.error instanceof ApiError && query.error.status === 404) {
    return <MissingNotice title={t('brief.missing_title')} text={t('brief.missing_text')} />;
  }
  if (!brief && query.error) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (!brief) return <div role="status" aria-label={t('app.loading')}><Skeleton height={36} width="60%" mb="lg" /><Skeleton height={420} /></div>;
  return (
    <div className="brief">
      <Link className="back-link" to="/kickoff"><ArrowLeftIcon size={16} />{t('brief.back')}</Link>
      <BriefHead brief={brief} onBrief={onBrief} />
      <Contents brief={brief} />
      <div className="brief-grid">
        <LessonList brief={brief} queue={queue} state={state} />
        <aside className="side" aria-label={t('brief.side')}>
          <HeatMap lessons={brief.lessons} />
          <RiskRates risks={brief.risks} />
          <FailurePatterns patterns={brief.patterns} />
          <Templates templates={brief.templates} />
        </aside>
      </div>
      <ReferenceClassPanel brief={brief} />
      <RiskRegister brief={brief} />
    </div>
  );
}
