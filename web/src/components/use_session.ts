import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { mayAs } from '../lib/people';
import { getSession, signOut, type Role } from '../lib/people_api';
import { useLanguage } from './use_language';

export const sessionKey = ['session'];

/** Who is signed in; undefined until the server has said. */
export function useSession() {
  const language = useLanguage();
  return useQuery({ queryKey: sessionKey, queryFn: ({ signal }) => getSession({ language, signal }), staleTime: 60_000 }).data;
}

export const useMay = (role: Role) => mayAs(useSession(), role);

/** What was shown to one person is not there for the next. */
export function useSignOut() {
  const language = useLanguage();
  const queries = useQueryClient();
  return useMutation({ mutationFn: () => signOut({ language }), onSettled: () => queries.resetQueries() });
}
