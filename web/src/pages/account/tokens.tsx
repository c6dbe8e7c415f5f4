import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PeopleProblem } from '../../components/people_problem';
import { useLanguage } from '../../components/use_language';
import { useSession } from '../../components/use_session';
import { mayAs } from '../../lib/people';
import { createToken, getTokens, removeToken, scopes, type ApiToken, type NewToken, type Scope } from '../../lib/people_api';

type Whose = 'own' | 'all';
const usualDays = 90;

function TokenRow({ token, whose, onRevoke }: { token: ApiToken; whose: Whose; onRevoke: () => void }) {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row">{token.label}</th>
      {whose === 'all' && <td data-name={t('people.account')}>{token.account}</td>}
      <td data-name={t('people.scope_label')}>{t(`people.scope.${token.scope}`)}</td>
      <td data-name={t('people.expires')}>{token.expires_on}</td>
      <td data-name={t('people.last_used')}>{token.last_used_on || t('people.never')}</td>
      <td>
        <button type="button" className="link-button" aria-label={t('follow.of', { action: t('people.revoke'), name: token.label })} onClick={onRevoke}>
          {t('people.revoke')}
        </button>
      </td>
    </tr>
  );
}

function NewTokenForm({ onMade }: { onMade: (token: NewToken) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const session = useSession();
  const id = useId();
  const [label, setLabel] = useState('');
  const [scope, setScope] = useState<Scope>('read');
  const [days, setDays] = useState(usualDays);
  const make = useMutation({ mutationFn: () => createToken({ label, scope, days }, { language }), onSuccess: onMade });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate(undefined, { onSuccess: () => setLabel('') });
  };
  const offered = scopes.filter((one) => one !== 'admin' || mayAs(session, 'administrator'));
  return (
    <>
      <form className="people-form" onSubmit={submit}>
        <label htmlFor={`${id}l`}>{t('people.token_label')}</label>
        <input id={`${id}l`} className="text-input" type="text" required maxLength={100} autoComplete="off" value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
        <label htmlFor={`${id}s`}>{t('people.scope_label')}</label>
        <select id={`${id}s`} className="text-input" value={scope} onChange={(event) => setScope(event.currentTarget.value as Scope)}>
          {offered.map((one) => <option key={one} value={one}>{t(`people.scope.${one}`)}</option>)}
        </select>
        <label htmlFor={`${id}d`}>{t('people.days')}</label>
        <input id={`${id}d`} className="text-input" type="number" min={1} max={366} required value={days} onChange={(event) => setDays(event.currentTarget.valueAsNumber || usualDays)} />
        <Button type="submit" variant="filled" loading={make.isPending}>{t('people.make_token')}</Button>
      </form>
      <PeopleProblem error={make.error} />
    </>
  );
}

/** The tokens of the one who is signed in, with a form for another; or those of all. */
export function Tokens({ whose }: { whose: Whose }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queries = useQueryClient();
  const id = useId();
  const [made, setMade] = useState<NewToken>();
  const { data, error } = useQuery({ queryKey: ['tokens', whose], queryFn: ({ signal }) => getTokens(whose, { language, signal }), staleTime: 0 });
  const refresh = () => queries.invalidateQueries({ queryKey: ['tokens'] });
  const revoke = useMutation({ mutationFn: (token: ApiToken) => removeToken(token, { language }), onSettled: refresh });
  const show = (token: NewToken) => {
    setMade(token);
    void refresh();
  };
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t(`people.tokens_${whose}`)}</h2>
      <p className="dim">{t('people.tokens_lead')}</p>
      <PeopleProblem error={error ?? revoke.error} />
      {data?.total === 0 && <p className="notice">{t('people.no_tokens')}</p>}
      {data && data.total > 0 && (
        <table className="people-table" aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{t('people.token_label')}</th>
              {whose === 'all' && <th scope="col">{t('people.account')}</th>}
              <th scope="col">{t('people.scope_label')}</th>
              <th scope="col">{t('people.expires')}</th>
              <th scope="col">{t('people.last_used')}</th>
              <th scope="col">{t('people.actions')}</th>
            </tr>
          </thead>
          <tbody>{data.items.map((token) => <TokenRow key={token.id} token={token} whose={whose} onRevoke={() => revoke.mutate(token)} />)}</tbody>
        </table>
      )}
      {whose === 'own' && <NewTokenForm onMade={show} />}
      <div role="status">
        {made && <p className="notice">{t('people.token_once')} <code className="people-secret">{made.token}</code></p>}
      </div>
    </section>
  );
}
