import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PeopleProblem } from '../../components/people_problem';
import { useLanguage } from '../../components/use_language';
import { sessionKey } from '../../components/use_session';
import { changeAccount, getAccounts, removeAccount, setPassword, type Account, type Role } from '../../lib/people_api';
import { AccountRow } from './account_row';
import { NewAccountForm } from './new_account_form';

export type AccountDeed =
  | { action: 'role'; account: Account; role: Role }
  | { action: 'disable' | 'enable' | 'remove'; account: Account }
  | { action: 'password'; account: Account; password: string };

function useDeeds() {
  const language = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (deed: AccountDeed) => {
      const call = { language };
      if (deed.action === 'role') return changeAccount(deed.account, { role: deed.role }, call);
      if (deed.action === 'password') return setPassword(deed.account, deed.password, call);
      if (deed.action === 'remove') return removeAccount(deed.account, call);
      return changeAccount(deed.account, { disabled: deed.action === 'disable' }, call);
    },
    onSettled: () => Promise.all([
      queries.invalidateQueries({ queryKey: ['accounts'] }), queries.invalidateQueries({ queryKey: sessionKey }),
      queries.invalidateQueries({ queryKey: ['collections'] }),
    ]),
  });
}

export function Accounts({ isFirst }: { isFirst: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const [added, setAdded] = useState('');
  const { data, error } = useQuery({ queryKey: ['accounts'], queryFn: ({ signal }) => getAccounts(0, { language, signal }), staleTime: 0 });
  const deeds = useDeeds();
  const done = deeds.isSuccess ? t(`admin.done.${deeds.variables.action}`, { name: deeds.variables.account.name }) : added;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t('admin.accounts')}</h2>
      <p role="status" className="people-said">{done}</p>
      <PeopleProblem error={error ?? deeds.error} />
      {data && data.total > 0 && (
        <ul className="people-list" aria-labelledby={id}>
          {data.items.map((account) => <li key={account.id}><AccountRow account={account} onDo={(deed) => deeds.mutate(deed)} /></li>)}
        </ul>
      )}
      <NewAccountForm isFirst={isFirst} onAdded={(account) => { deeds.reset(); setAdded(t('admin.done.added', { name: account.name })); }} />
    </section>
  );
}
