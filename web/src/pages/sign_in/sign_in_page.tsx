import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { usePageTitle } from '../../components/use_page_title';
import { sessionKey } from '../../components/use_session';
import { ApiError } from '../../lib/api';
import { safeReturn } from '../../lib/people';
import { signIn } from '../../lib/people_api';

function useSignIn() {
  const language = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, password }: { name: string; password: string }) => signIn(name, password, { language }),
    onSuccess: (session) => {
      queries.clear();
      queries.setQueryData(sessionKey, session);
    },
  });
}

function Failure({ error }: { error: Error }) {
  const { t } = useTranslation();
  const isWrong = error instanceof ApiError && error.status === 401;
  return isWrong ? <p className="notice" data-tone="bad" role="alert">{t('session.wrong')}</p> : <ProblemNotice error={error} />;
}

export function SignInPage() {
  const { t } = useTranslation();
  usePageTitle(t('session.sign_in'));
  const id = useId();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const entering = useSignIn();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate({ name, password }, { onSuccess: () => navigate(safeReturn(parameters.get('back')), { replace: true }) });
  };
  return (
    <div className="people-page people-narrow">
      <h1>{t('session.sign_in')}</h1>
      <form className="people-form" onSubmit={submit}>
        <label htmlFor={`${id}n`}>{t('people.name')}</label>
        <input id={`${id}n`} className="text-input" type="text" name="username" autoComplete="username" autoCapitalize="none" required autoFocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <label htmlFor={`${id}p`}>{t('people.password')}</label>
        <input id={`${id}p`} className="text-input" type="password" name="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <Button type="submit" variant="filled" loading={entering.isPending}>{t('session.sign_in')}</Button>
      </form>
      {entering.error && <Failure error={entering.error} />}
    </div>
  );
}
