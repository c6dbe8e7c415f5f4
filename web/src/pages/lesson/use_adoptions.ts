// Where a lesson was applied, and saying so.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../../components/use_language';
import { addAdoption, getAdoptions, type NewAdoption } from '../../lib/kickoff_api';

export function useAdoptions(lesson: string) {
  const language = useLanguage();
  return useQuery({ queryKey: ['adoptions', lesson], queryFn: ({ signal }) => getAdoptions(lesson, { language, signal }) });
}

export function useAddAdoption(lesson: string) {
  const language = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (adoption: NewAdoption) => addAdoption(lesson, adoption, { language }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['adoptions', lesson] });
      await queries.invalidateQueries({ queryKey: ['lesson', lesson] });
    },
  });
}
