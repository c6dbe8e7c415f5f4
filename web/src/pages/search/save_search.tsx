import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import { useReturningFocus } from '../../components/use_returning_focus';
import { createSavedSearch } from '../../lib/api';
import { longestName, proposedName, savedSearchOf } from '../../lib/saved_search';
import type { SearchState } from '../../lib/search_state';

function useSave(state: SearchState) {
  const language = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => createSavedSearch(savedSearchOf(name, state), { language }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['searches'] }),
  });
}

/** Follow what is on the screen: a button, then a name. */
export function SaveSearch({ state }: { state: SearchState }) {
  const { t } = useTranslation();
  const id = useId();
  const names = useNames();
  const save = useSave(state);
  const [name, setName] = useState<string>();
  const button = useReturningFocus<HTMLButtonElement>();

  const open = () => setName(proposedName(state, names) || t('follow.everything'));
  const close = () => {
    setName(undefined);
    save.reset();
    button.returnFocus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name?.trim()) save.mutate(name);
  };

  if (save.data) {
    return (
      <p className="save-search" role="status">
        {t('follow.saved', { name: save.data.name })} <Link to="/searches">{t('follow.to_list')}</Link>
      </p>
    );
  }
  if (name === undefined) {
    return <button type="button" ref={button.ref} className="link-button save-search" onClick={open}>{t('follow.save')}</button>;
  }
  return (
    <form className="save-search" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && close()}>
      <label htmlFor={id}>{t('follow.name')}</label>
      <input
        id={id} className="text-input" type="text" required autoFocus autoComplete="off" maxLength={longestName} value={name}
        onChange={(event) => setName(event.currentTarget.value)} onFocus={(event) => event.currentTarget.select()}
      />
      <Button type="submit" size="compact-md" h={36} loading={save.isPending}>{t('follow.save_submit')}</Button>
      <Button type="button" size="compact-md" h={36} variant="default" onClick={close}>{t('follow.cancel')}</Button>
      {save.error && <ProblemNotice error={save.error} />}
    </form>
  );
}
