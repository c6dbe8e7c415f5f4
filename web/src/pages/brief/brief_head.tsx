import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { PrintIcon, RefreshIcon } from '../../components/icons';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import { progressOf } from '../../lib/brief_view';
import { formatDate, formatMoney, formatNumber } from '../../lib/format';
import { briefPath, getBriefFile, type Brief } from '../../lib/kickoff_api';
import { draftOf, writeDraft } from '../../lib/kickoff_draft';
import { fileName, saveFile } from '../../lib/save_file';
import { useBriefFormats, useRefresh } from './use_brief';

const endings: Record<string, string> = { markdown: 'md' };

/** What the brief was made for, in one line of words. */
function ProfileLine({ brief }: { brief: Brief }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const { profile } = brief;
  const days = profile.duration_days;
  const parts = [
    profile.sector, profile.method,
    profile.budget === null ? '' : formatMoney(profile.budget, profile.currency, language),
    days === null ? '' : t('document.days', { count: days, formatted: formatNumber(days, language) }),
  ].filter(Boolean);
  const labels = [
    ...profile.phases.map((id) => names('phase', id)), ...profile.risks.map((id) => names('risk', id)),
    ...profile.tags.map((id) => names('tag', id)),
  ];
  return (
    <>
      <p className="hit-source">
        {profile.project && profile.project !== brief.title && <span>{profile.project}</span>}
        <time dateTime={brief.created_at}>{formatDate(brief.created_at.slice(0, 10), language)}</time>
        {parts.map((part) => <span key={part}>{part}</span>)}
      </p>
      {labels.length > 0 && (
        <ul className="plain-list chips brief-labels" aria-label={t('brief.profile')}>
          {labels.map((label, index) => <li className="chip" data-static key={index}><span>{label}</span></li>)}
        </ul>
      )}
    </>
  );
}

function Exports({ brief }: { brief: Brief }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const formats = useBriefFormats();
  const download = useMutation({
    mutationFn: async (format: string) => {
      const name = fileName(`${t(format === 'csv' || format === 'xlsx' ? 'brief.register_file' : 'brief.file')} ${brief.title}`, endings[format] ?? format);
      saveFile(await getBriefFile(brief.id, format, { language }), name);
    },
  });
  const onClick = (event: MouseEvent, format: string) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    download.mutate(format);
  };
  if (formats.length === 0) return null;
  return (
    <>
      <p className="brief-exports">
        <span className="dim">{t('brief.download')}</span>
        {formats.map((format) => (
          <a key={format} href={`${briefPath(brief.id)}?format=${format}`} onClick={(event) => onClick(event, format)}>
            {t(`brief.format.${format}` as 'brief.format.markdown', { defaultValue: format.toUpperCase() })}
          </a>
        ))}
      </p>
      {download.error && <ProblemNotice error={download.error} />}
    </>
  );
}

function Progress({ brief }: { brief: Brief }) {
  const { t } = useTranslation();
  const { answered, total } = progressOf(brief.lessons);
  return (
    <div className="brief-progress">
      <p role="status"><strong>{t('brief.answered', { answered, total })}</strong>{answered === total && total > 0 && <> {t('brief.all_answered')}</>}</p>
      <progress className="thin-progress" max={Math.max(1, total)} value={answered} aria-hidden="true" />
    </div>
  );
}

type Props = { brief: Brief; onBrief: (brief: Brief) => void };

export function BriefHead({ brief, onBrief }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const refresh = useRefresh(brief.id, onBrief);
  const again = () => {
    writeDraft(draftOf(brief));
    navigate('/kickoff');
  };
  return (
    <header className="record-head brief-head">
      <p className="brief-kicker dim small">{t('brief.kicker')}</p>
      <h1>{brief.title || t('brief.untitled')}</h1>
      <ProfileLine brief={brief} />
      <Progress brief={brief} />
      <div className="record-tools">
        <Button variant="default" size="compact-md" h={36} leftSection={<PrintIcon size={16} />} onClick={() => window.print()}>{t('brief.print')}</Button>
        <Button
          variant="default" size="compact-md" h={36} leftSection={<RefreshIcon size={16} />} loading={refresh.isPending}
          title={t('brief.refresh_hint')} onClick={() => refresh.mutate(brief)}
        >
          {t('brief.refresh')}
        </Button>
        <button type="button" className="link-button" onClick={again}>{t('brief.again')}</button>
        <Exports brief={brief} />
      </div>
      <p role="status" className="follow-said">{refresh.data && t('brief.refreshed', { count: refresh.data.fresh })}</p>
      {refresh.error && <ProblemNotice error={refresh.error} />}
    </header>
  );
}
