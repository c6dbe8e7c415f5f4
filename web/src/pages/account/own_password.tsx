import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PeopleProblem } from '../../components/people_problem';
import { useLanguage } from '../../components/use_language';
import { useSession } from '../../components/use_session';
import { changeOwnPassword, shortestPassword } from '../../lib/people_api';

export function OwnPassword() {
  const { t } = useTranslation();
  const language = useLanguage();
  const session = useSession();
  const id = useId();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => changeOwnPassword(current, next, { language }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <section aria-labelledby={`${id}h`}>
      <h2 id={`${id}h`}>{t('people.change_password')}</h2>
      <form className="people-form" onSubmit={submit}>
        <input type="text" name="username" autoComplete="username" value={session?.name ?? ''} readOnly hidden />
        <label htmlFor={`${id}c`}>{t('people.current_password')}</label>
        <input id={`${id}c`} className="text-input" type="password" autoComplete="current-password" required value={current} onChange={(event) => setCurrent(event.currentTarget.value)} />
        <label htmlFor={`${id}n`}>{t('people.new_password')}</label>
        <input id={`${id}n`} className="text-input" type="password" autoComplete="new-password" required minLength={shortestPassword} aria-describedby={`${id}d`} value={next} onChange={(event) => setNext(event.currentTarget.value)} />
        <span id={`${id}d`} className="dim small">{t('people.password_hint')}</span>
        <Button type="submit" variant="filled" loading={change.isPending}>{t('people.change_password')}</Button>
      </form>
      <p role="status" className="people-said">{change.isSuccess && t('people.password_changed')}</p>
      <PeopleProblem error={change.error} />
    </section>
  );
}
