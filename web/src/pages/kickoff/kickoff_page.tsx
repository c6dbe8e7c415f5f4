import { Button } from '@mantine/core';
import { useEffect, useRef, type FormEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../components/problem_notice';
import { usePageTitle } from '../../components/use_page_title';
import { longestTitle, wrongNumbers } from '../../lib/kickoff_draft';
import { CharterField } from './charter_field';
import { EarlierBriefs } from './earlier_briefs';
import { ProfileFields } from './profile_fields';
import { useCreateBrief, useKickoffDraft, useProposal, type Draft } from './use_kickoff';

/** Ctrl+Enter or ⌘Enter anywhere in the form. */
const isSubmitKey = (event: KeyboardEvent) => event.key === 'Enter' && (event.ctrlKey || event.metaKey);

function CharterForm({ kickoff, proposal }: { kickoff: Draft; proposal: ReturnType<typeof useProposal> }) {
  const { t } = useTranslation();
  const { draft, change } = kickoff;
  const isEmpty = draft.title.trim() === '' && draft.description.trim() === '';
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!isEmpty && !proposal.isPending) proposal.mutate();
  };
  return (
    <form className="kickoff-form" onSubmit={submit} onKeyDown={(event) => isSubmitKey(event) && submit()}>
      <div className="form-field">
        <label htmlFor="kickoff-title">{t('kickoff.field.title')}</label>
        <input
          id="kickoff-title" className="text-input" type="text" maxLength={longestTitle} autoComplete="off" value={draft.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
      </div>
      <CharterField {...kickoff} />
      {proposal.error && <ProblemNotice error={proposal.error} />}
      <div className="form-actions">
        <Button type="submit" variant={draft.profile ? 'default' : 'filled'} disabled={isEmpty} loading={proposal.isPending}>
          {t(draft.profile ? 'kickoff.read_again' : 'kickoff.read')}
        </Button>
        {!isEmpty && <button type="button" className="link-button" onClick={kickoff.clear}>{t('kickoff.clear')}</button>}
      </div>
    </form>
  );
}

function ProfileForm({ kickoff, isFresh }: { kickoff: Draft; isFresh: boolean }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const create = useCreateBrief(kickoff);
  const { profile } = kickoff.draft;
  useEffect(() => {
    if (!isFresh || !heading.current) return;
    heading.current.focus({ preventScroll: true });
    heading.current.scrollIntoView({ block: 'start' });
  }, [isFresh]);
  if (!profile) return null;
  const isWrong = wrongNumbers(profile).length > 0;
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!isWrong && !create.isPending) create.mutate();
  };
  return (
    <form className="panel profile-panel" aria-labelledby="profile-heading" onSubmit={submit} onKeyDown={(event) => isSubmitKey(event) && submit()}>
      <div className="profile-head">
        <h2 id="profile-heading" ref={heading} tabIndex={-1}>{t('kickoff.profile')}</h2>
        <p className="dim">{t('kickoff.profile_lead')}</p>
      </div>
      <ProfileFields form={profile} onChange={kickoff.changeProfile} />
      {create.error && <ProblemNotice error={create.error} />}
      <div className="form-actions">
        <Button type="submit" size="md" disabled={isWrong} loading={create.isPending}>{t('kickoff.create')}</Button>
        <span className="dim small">{t('kickoff.create_hint')}</span>
      </div>
    </form>
  );
}

/** From a charter to a brief: paste, correct what was understood, get the brief. */
export function KickoffPage() {
  const { t } = useTranslation();
  usePageTitle(t('kickoff.title'));
  const kickoff = useKickoffDraft();
  const proposal = useProposal(kickoff);
  return (
    <div className="kickoff">
      <div>
        <header className="record-head">
          <h1>{t('kickoff.title')}</h1>
          <p className="dim">{t('kickoff.lead')}</p>
        </header>
        <CharterForm kickoff={kickoff} proposal={proposal} />
        <ProfileForm kickoff={kickoff} isFresh={proposal.isSuccess} />
      </div>
      <aside aria-label={t('kickoff.earlier')}><EarlierBriefs /></aside>
    </div>
  );
}
