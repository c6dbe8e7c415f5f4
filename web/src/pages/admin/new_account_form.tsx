import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PeopleProblem } from '../../components/people_problem';
import { useLanguage } from '../../components/use_language';
import { sessionKey } from '../../components/use_session';
import { createAccount, longestAccountName, roles, shortestPassword, type Account, type Role } from '../../lib/people_api';

/** The first account is an administrator's: after it everybody signs in. */
export function NewAccountForm({ isFirst, onAdded }: { isFirst: boolean; onAdded: (account: Account) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queries = useQueryClient();
  const id = useId();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('reader');
  const [password, setPassword] = useState('');
  const add = useMutation({
    mutationFn: () => createAccount({ name, role: isFirst ? 'administrator' : role, password }, { language }),
    onSuccess: (account) => {
      setName('');
      setPassword('');
      onAdded(account);
      return Promise.all([queries.invalidateQueries({ queryKey: sessionKey }), queries.invalidateQueries({ queryKey: ['accounts'] })]);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <>
      <h3>{t('admin.add')}</h3>
      <form className="people-form" onSubmit={submit}>
        <label htmlFor={`${id}n`}>{t('people.name')}</label>
        <input id={`${id}n`} className="text-input" type="text" required maxLength={longestAccountName} autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <label htmlFor={`${id}r`}>{t('people.role_label')}</label>
        <select id={`${id}r`} className="text-input" disabled={isFirst} value={isFirst ? 'administrator' : role} onChange={(event) => setRole(event.currentTarget.value as Role)}>
          {roles.map((one) => <option key={one} value={one}>{t(`people.role.${one}`)}</option>)}
        </select>
        <label htmlFor={`${id}p`}>{t('people.password')}</label>
        <input id={`${id}p`} className="text-input" type="password" autoComplete="new-password" required minLength={shortestPassword} aria-describedby={`${id}d`} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <span id={`${id}d`} className="dim small">{t('people.password_hint')}</span>
        <Button type="submit" variant="filled" loading={add.isPending}>{t('admin.add')}</Button>
      </form>
      <PeopleProblem error={add.error} />
    </>
  );
}
