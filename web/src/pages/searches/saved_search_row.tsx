import { Button } from '@mantine/core';
import { useState, type FormEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import { useReturningFocus } from '../../components/use_returning_focus';
import type { SavedSearch } from '../../lib/api';
import { formatDate } from '../../lib/format';
import { longestName, proposedName, stateOf } from '../../lib/saved_search';
import { formatSearchState } from '../../lib/search_state';
import type { Change } from './use_saved_searches';

type Props = { search: SavedSearch; onChange: (change: Change) => void };

const openAddress = (search: SavedSearch) => ({ pathname: '/', search: formatSearchState(stateOf(search)) });

function RenameForm({ search, onChange, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(search.name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    if (name.trim() !== search.name) onChange({ action: 'rename', search, name: name.trim() });
    onClose();
  };
  return (
    <form className="follow-rename" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <input
        className="text-input" type="text" required autoFocus autoComplete="off" maxLength={longestName} value={name}
        aria-label={t('follow.name')} onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="compact-md" h={36}>{t('follow.save_submit')}</Button>
      <Button type="button" size="compact-md" h={36} variant="default" onClick={onClose}>{t('follow.cancel')}</Button>
    </form>
  );
}

/** What it asks, when that is not what it is called. */
function Question({ search }: { search: SavedSearch }) {
  const { t } = useTranslation();
  const names = useNames();
  const text = proposedName(stateOf(search), names) || t('follow.everything');
  return text === search.name ? null : <p className="dim small follow-question">{text}</p>;
}

type ActionsProps = Props & { renameRef: Ref<HTMLButtonElement>; onRename: () => void };

function Actions({ search, onChange, renameRef, onRename }: ActionsProps) {
  const { t } = useTranslation();
  const of = (action: 'seen' | 'rename' | 'remove' | 'feed') => ({
    'aria-label': t('follow.of', { action: t(`follow.${action}`), name: search.name }), children: t(`follow.${action}`),
  });
  return (
    <div className="follow-actions">
      {search.new > 0 && <button type="button" className="link-button" onClick={() => onChange({ action: 'seen', search })} {...of('seen')} />}
      <button type="button" ref={renameRef} className="link-button" onClick={onRename} {...of('rename')} />
      <button type="button" className="link-button" onClick={() => onChange({ action: 'remove', search })} {...of('remove')} />
      <a href={search.feed} type="application/atom+xml" {...of('feed')} />
    </div>
  );
}

export function SavedSearchRow({ search, onChange }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [isRenaming, setRenaming] = useState(false);
  const rename = useReturningFocus<HTMLButtonElement>();
  const closeRename = () => {
    setRenaming(false);
    rename.returnFocus();
  };
  return (
    <article className="follow-row">
      {isRenaming ? (
        <RenameForm search={search} onChange={onChange} onClose={closeRename} />
      ) : (
        <h2><Link to={openAddress(search)}>{search.name}</Link></h2>
      )}
      <Question search={search} />
      <p className="follow-state">
        {search.new > 0
          ? <strong className="badge" data-tone="accent">{t('follow.new', { count: search.new })}</strong>
          : <span className="dim small">{t('follow.none_new')}</span>}
        <span className="dim small">{t('follow.seen_at', { date: formatDate(search.seen_at.slice(0, 10), language) })}</span>
      </p>
      {!isRenaming && <Actions search={search} onChange={onChange} renameRef={rename.ref} onRename={() => setRenaming(true)} />}
    </article>
  );
}
