import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
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

type List = { total: number; items: Collection[] };
const queryKey = ['collections'];

export function Collections() {
  const { t } = useTranslation();
  const language = useLanguage();
  const queries = useQueryClient();
  const id = useId();
  const { data, error } = useQuery({ queryKey, queryFn: ({ signal }) => getCollections({ language, signal }), staleTime: 0 });
  const people = useQuery({ queryKey: ['accounts'], queryFn: ({ signal }) => getAccounts(0, { language, signal }), staleTime: 0 });
  const set = useMutation({
    mutationFn: ({ collection, rule }: { collection: Collection; rule: Rule }) => putCollection(collection.name, rule, { language }),
    // Shown at once, so that the next change starts from this one.
    mutationKey: ['put-collection'],
    scope: { id: 'collections' },
    onMutate: ({ collection, rule }) => {
      void queries.cancelQueries({ queryKey });
      queries.setQueryData<List>(queryKey, (list) => list && { ...list, items: list.items.map((one) => (one.name === collection.name ? { ...one, ...rule } : one)) });
    },
    // What the server knew before a change that is still on its way would undo that on the screen.
    onSettled: () => (queries.isMutating({ mutationKey: ['put-collection'] }) === 1 ? queries.invalidateQueries({ queryKey }) : undefined),
  });
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
              <CollectionRow collection={collection} people={names} onChange={(rule) => set.mutate({ collection, rule })} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
