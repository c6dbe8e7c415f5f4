import { Button, Skeleton } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { PageSteps } from '../../components/page_steps';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { useMay } from '../../components/use_session';
import { langAttribute } from '../../lib/language';
import { editCase, getCases, type CaseState, type CaseStudy } from '../../lib/learn_api';

const states = ['approved', 'draft', 'rejected'] as const;
const texts = ['prompt', 'situation', 'recommendation', 'outcome'] as const;
type Texts = Pick<CaseStudy, (typeof texts)[number]>;

function CaseEditor({ study, onChange }: { study: CaseStudy; onChange: (change: Partial<Texts> & { state?: CaseState }) => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Texts>(study);
  const approve = (event: FormEvent) => {
    event.preventDefault();
    const { prompt, situation, recommendation, outcome } = draft;
    onChange({ prompt, situation, recommendation, outcome, state: 'approved' });
  };
  return (
    <form className="case-editor" onSubmit={approve}>
      {texts.some((name) => study[name] === '') && <p className="small">{t('learn.case_gaps')}</p>}
      {texts.map((name) => (
        <p key={name}>
          <label htmlFor={`${study.id}-${name}`}>{t(`learn.case_text.${name}`)}</label>
          <textarea
            id={`${study.id}-${name}`} className="text-input" required rows={name === 'prompt' ? 1 : 4} lang={langAttribute(study.lang)} value={draft[name]}
            onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
          />
        </p>
      ))}
      <p className="learn-links">
        <Button type="submit">{t('learn.approve')}</Button>
        <Button type="button" variant="default" onClick={() => onChange({ state: 'rejected' })}>{t('learn.reject')}</Button>
      </p>
    </form>
  );
}

function CaseRow({ study, onChange }: { study: CaseStudy; onChange: (change: Partial<Texts> & { state?: CaseState }) => void }) {
  const { t } = useTranslation();
  const isCurator = useMay('curator');
  return (
    <li className="case-row">
      <h2 lang={langAttribute(study.lang)}>{study.lesson.title || t('learn.lesson_gone')}</h2>
      <p className="learn-links small">
        <Link to={`/lessons/${encodeURIComponent(study.lesson.id)}`}>{t('learn.source_lesson')}</Link>
        {study.state === 'approved' && <Link to={`/learn/cases/${encodeURIComponent(study.id)}`}>{t('learn.practise')}</Link>}
        {isCurator && study.state !== 'draft' && <button type="button" className="link-button" onClick={() => onChange({ state: 'draft' })}>{t('learn.back_to_draft')}</button>}
      </p>
      {study.stale && <p className="notice" data-tone="warm">{t('learn.stale')}</p>}
      {study.state === 'draft' && <CaseEditor key={study.revision} study={study} onChange={onChange} />}
    </li>
  );
}

/** Cases made from lessons: everybody can practise the approved ones, a curator decides on the drafts. */
export function CasesPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const queries = useQueryClient();
  const [parameters, setParameters] = useSearchParams();
  const [offset, setOffset] = useState(0);
  const isCurator = useMay('curator');
  const state = (isCurator && states.find((one) => one === parameters.get('state'))) || 'approved';
  usePageTitle(t('learn.cases'));
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['cases', state, offset], queryFn: ({ signal }) => getCases(state, offset, { language, signal }),
    placeholderData: keepPreviousData, staleTime: 0,
  });
  const edit = useMutation({
    mutationFn: ({ study, change }: { study: CaseStudy; change: Partial<Texts> & { state?: CaseState } }) => editCase(study, change, { language }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['cases'] }),
  });
  const choose = (next: CaseState) => {
    setOffset(0);
    setParameters(next === 'approved' ? {} : { state: next });
  };
  return (
    <div className="learn-page">
      <p className="small"><Link to="/learn">{t('learn.title')}</Link></p>
      <h1>{t('learn.cases')}</h1>
      <p className="dim">{t('learn.cases_lead')}</p>
      {isCurator && (
        <div className="learn-links" role="group" aria-label={t('learn.case_states')}>
          {states.map((one) => (
            <Button key={one} variant={one === state ? 'filled' : 'default'} aria-pressed={one === state} onClick={() => choose(one)}>{t(`learn.case_state.${one}`)}</Button>
          ))}
        </div>
      )}
      {edit.error && <ProblemNotice error={edit.error} />}
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton height={160} radius="md" />}
      {data?.total === 0 && <p className="notice">{t('learn.no_cases')}</p>}
      <ul className="plain-list">
        {data?.items.map((study) => <CaseRow key={study.id} study={study} onChange={(change) => edit.mutate({ study, change })} />)}
      </ul>
      {data && <PageSteps offset={offset} total={data.total} onMove={setOffset} />}
    </div>
  );
}
