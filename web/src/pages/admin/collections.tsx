import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PeopleProblem } from '../../components/people_problem';
import { useLanguage } from '../../components/use_language';
import { getAccess, getAccounts, getCollections, putAccess, putCollection, type Collection } from '../../lib/people_api';
import { CollectionRow, type Rule } from './collection_row';

/** Whether anything can be read without signing in. */
function AnonymousReading() {
  const { t } = useTranslation();
  const language = useLanguage();
  const queries = useQueryClient();
  const id = useId();
  const { data, error } = useQuery({ queryKey: ['access'], queryFn: ({ signal }) => getAccess({ language, signal }), staleTime: 0 });
  const set = useMutation({
    mutationFn: (anonymous_reading: boolean) => putAccess({ anonymous_reading }, { language }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['access'] }),
  });
  return (
    <>
      <p className="people-check">
        <input id={id} type="checkbox" checked={data?.anonymous_reading ?? false} disabled={!data} onChange={(event) => set.mutate(event.currentTarget.checked)} />
        <label htmlFor={id}>{t('admin.anonymous_reading')}</label>
      </p>
      <PeopleProblem error={error ?? set.error} />
    </>
  );
}

const queryKey = ['collections'];
const mutationKey = ['put-collection'];

export function Collections() {
  const { t } = useTranslation();
  const language = useLanguage();
  const queries = useQueryClient();
  const id = useId();
  const { data, error } = useQuery({ queryKey, queryFn: ({ signal }) => getCollections({ language, signal }), staleTime: 0 });
  const people = useQuery({ queryKey: ['accounts'], queryFn: ({ signal }) => getAccounts(0, { language, signal }), staleTime: 0 });
  // Shown at once, so that the next change starts from this one.
  const [changes, setChanges] = useState<Record<string, Rule>>({});
  const set = useMutation({
    mutationFn: ({ collection, rule }: { collection: Collection; rule: Rule }) => putCollection(collection.name, rule, { language }),
    mutationKey,
    scope: { id: 'collections' },
    // What the server knew before a change that is still on its way would undo that on the screen.
    onSettled: async () => {
      if (queries.isMutating({ mutationKey }) > 1) return;
      await queries.invalidateQueries({ queryKey });
      if (queries.isMutating({ mutationKey }) === 1) setChanges({});
    },
  });
  const change = (collection: Collection, rule: Rule) => {
    setChanges((before) => ({ ...before, [collection.name]: rule }));
    set.mutate({ collection, rule });
  };
  const names = (people.data?.items ?? []).map(({ name }) => name);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t('admin.collections')}</h2>
      <p className="dim">{t('admin.collections_lead')}</p>
      <AnonymousReading />
      <p role="status" className="people-said">{set.isSuccess && t('admin.done.rule', { name: set.variables.collection.name })}</p>
      <PeopleProblem error={error ?? set.error} />
      {data && (
        <ul className="people-list" aria-labelledby={id}>
          {data.items.map((collection) => (
            <li key={collection.name}>
              <CollectionRow collection={{ ...collection, ...changes[collection.name] }} people={names} onChange={(rule) => change(collection, rule)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
