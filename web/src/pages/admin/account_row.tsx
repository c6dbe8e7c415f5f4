import { Button } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useReturningFocus } from '../../components/use_returning_focus';
import { roles, shortestPassword, type Account, type Role } from '../../lib/people_api';
import type { AccountDeed } from './accounts';

type Props = { account: Account; onDo: (deed: AccountDeed) => void };
type Open = 'password' | 'remove';

function PasswordForm({ account, onDo, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDo({ action: 'password', account, password });
    onClose();
  };
  return (
    <form className="people-form people-inline" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <label htmlFor={id}>{t('people.new_password')}</label>
      <input id={id} className="text-input" type="password" autoComplete="new-password" autoFocus required minLength={shortestPassword} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
      <Button type="submit" variant="filled" size="compact-md" h={36}>{t('people.set_password')}</Button>
      <Button type="button" size="compact-md" h={36} variant="default" onClick={onClose}>{t('follow.cancel')}</Button>
    </form>
  );
}

function RemoveQuestion({ account, onDo, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="people-form people-inline" role="group" aria-label={t('admin.remove_question', { name: account.name })} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <span>{t('admin.remove_question', { name: account.name })}</span>
      <Button type="button" size="compact-md" h={36} variant="filled" onClick={() => onDo({ action: 'remove', account })}>{t('admin.remove')}</Button>
      <Button type="button" size="compact-md" h={36} variant="default" autoFocus onClick={onClose}>{t('follow.cancel')}</Button>
    </div>
  );
}

export function AccountRow({ account, onDo }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Open>();
  const password = useReturningFocus<HTMLButtonElement>();
  const remove = useReturningFocus<HTMLButtonElement>();
  const close = () => {
    (open === 'password' ? password : remove).returnFocus();
    setOpen(undefined);
  };
  const of = (action: string) => ({ 'aria-label': t('follow.of', { action, name: account.name }), children: action });
  const toggle = account.disabled ? 'enable' : 'disable';
  return (
    <div className="people-row">
      <strong className="people-name">{account.name}</strong>
      {account.disabled && <span className="badge">{t('admin.disabled')}</span>}
      {!account.has_password && <span className="dim small">{t('admin.no_password')}</span>}
      <select className="text-input" aria-label={t('follow.of', { action: t('people.role_label'), name: account.name })} value={account.role} onChange={(event) => onDo({ action: 'role', account, role: event.currentTarget.value as Role })}>
        {roles.map((role) => <option key={role} value={role}>{t(`people.role.${role}`)}</option>)}
      </select>
      {open === undefined && (
        <span className="people-actions">
          <button type="button" ref={password.ref} className="link-button" onClick={() => setOpen('password')} {...of(t('people.set_password'))} />
          <button type="button" className="link-button" onClick={() => onDo({ action: toggle, account })} {...of(t(`admin.${toggle}`))} />
          <button type="button" ref={remove.ref} className="link-button" onClick={() => setOpen('remove')} {...of(t('admin.remove'))} />
        </span>
      )}
      {open === 'password' && <PasswordForm account={account} onDo={onDo} onClose={close} />}
      {open === 'remove' && <RemoveQuestion account={account} onDo={onDo} onClose={close} />}
    </div>
  );
}
