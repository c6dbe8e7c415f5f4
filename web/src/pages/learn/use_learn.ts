// What the pages of learning ask for; every answer and every step asks for the own progress again.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../../components/use_language';
import { getLearner, getPath, markStep, sendAnswer, type NewAnswer } from '../../lib/learn_api';

export function useLearner() {
  const language = useLanguage();
  return useQuery({
    queryKey: ['learner', language], queryFn: ({ signal }) => getLearner({ language, signal }), staleTime: 0,
  });
}

export function usePath(id: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['path', id, language], queryFn: ({ signal }) => getPath(id, { language, signal }), staleTime: 0,
  });
}

/** After anything was learnt: what shows progress is asked for again. */
export function useProgressChanged() {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(['learner', 'path', 'due'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
  };
}

export function useMarkStep(path: string) {
  const language = useLanguage();
  const changed = useProgressChanged();
  return useMutation({
    mutationFn: ({ step, done }: { step: string; done: boolean }) => markStep(path, step, done, { language }),
    onSettled: changed,
  });
}

export function useSendAnswer() {
  const language = useLanguage();
  return useMutation({ mutationFn: (answer: NewAnswer) => sendAnswer(answer, { language }) });
}
