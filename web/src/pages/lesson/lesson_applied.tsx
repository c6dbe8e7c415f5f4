import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useLanguage } from '../../components/use_language';
import { useReturningFocus } from '../../components/use_returning_focus';
import { useMay } from '../../components/use_session';
import type { Lesson } from '../../lib/api';
import { formatDate } from '../../lib/format';
import type { Adoption } from '../../lib/kickoff_api';
import { AppliedForm } from './applied_form';
import { useAdoptions } from './use_adoptions';

const tones: Record<Adoption['state'], string> = { helped: 'good', not_helped: 'bad', not_applicable: 'outline', pending: 'blue' };

function AdoptionRow({ adoption }: { adoption: Adoption }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const day = adoption.created_at.slice(0, 10);
  return (
    <li>
      <p className="adoption-line">
        <span className="badge" data-tone={tones[adoption.state]}>{t(`applied.state.${adoption.state}`)}</span>
        {adoption.brief ? <Link to={`/briefs/${encodeURIComponent(adoption.brief)}`}>{adoption.project || t('brief.untitled')}</Link> : adoption.project && <span>{adoption.project}</span>}
        <time className="dim small" dateTime={day}>{formatDate(day, language)}</time>
        {adoption.state === 'pending' && adoption.follow_up && <span className="dim small">{t('applied.asks_at', { date: formatDate(adoption.follow_up, language) })}</span>}
      </p>
      {adoption.note && <p className="adoption-note">{adoption.note}</p>}
    </li>
  );
}

/** "Applied in 3 projects, helped in 2", each of them, and the way to say so oneself. */
export function LessonApplied({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const maySay = useMay('contributor');
  const open = useReturningFocus<HTMLButtonElement>();
  const { data } = useAdoptions(lesson.id);
  const { helped, not_helped, not_applicable, pending } = lesson.adoptions;
  const applied = helped + not_helped;
  const close = (saved: boolean) => {
    setOpen(false);
    setSaved(saved);
    open.returnFocus();
  };
  return (
    <section className="applied" id="applied" aria-labelledby="applied-heading">
      <h2 id="applied-heading">{t('applied.title')}</h2>
      <p>
        {applied + not_applicable + pending === 0 ? t('applied.nobody') : t('applied.counts', { applied, helped })}
        {not_applicable > 0 && <> {t('applied.not_applicable_count', { count: not_applicable })}</>}
        {pending > 0 && <> {t('applied.pending_count', { count: pending })}</>}
      </p>
      {isOpen ? <AppliedForm lesson={lesson.id} onSaved={() => close(true)} onClose={() => close(false)} /> : maySay && (
        <Button ref={open.ref} variant="default" size="compact-md" h={36} onClick={() => setOpen(true)}>{t('applied.open')}</Button>
      )}
      <p role="status" className="follow-said">{isSaved && t('applied.saved')}</p>
      {data && data.items.length > 0 && <ul className="plain-list adoptions">{data.items.map((one) => <AdoptionRow key={one.id} adoption={one} />)}</ul>}
    </section>
  );
}
