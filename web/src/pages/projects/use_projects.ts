// Projects as the server has them; every change asks for them again.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../../components/use_language';
import { getTaxonomy } from '../../lib/api';
import {
  answerAdoption, createProject, getDueAdoptions, getProject, getProjects, passGate,
  type FollowUp, type FollowUpAnswer, type Project,
} from '../../lib/project_api';

const queryKey = ['projects'];

export function useProjects(phase: string, offset: number) {
  const language = useLanguage();
  return useQuery({
    queryKey: [...queryKey, 'list', phase, offset, language],
    queryFn: ({ signal }) => getProjects(phase, offset, { language, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export function useProject(id: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: [...queryKey, id, language],
    queryFn: ({ signal }) => getProject(id, { language, signal }),
    staleTime: 0,
  });
}

/** The phases in their order, with the names that methods give them. */
export function usePhases() {
  const language = useLanguage();
  return useQuery({
    queryKey: ['taxonomy'],
    queryFn: ({ signal }) => getTaxonomy({ language, signal }),
    staleTime: 10 * 60_000,
  }).data?.phases ?? [];
}

export function useDueAdoptions(project: Project | undefined) {
  const language = useLanguage();
  return useQuery({
    queryKey: [...queryKey, project?.id, 'due'],
    queryFn: ({ signal }) => getDueAdoptions(project?.id ?? '', { language, signal }),
    enabled: project !== undefined,
    staleTime: 0,
  });
}

/** `done` is heard even when the component that asked is gone by then: what is answered leaves its list. */
function useChange<Input, Output>(run: (input: Input) => Promise<Output>, done?: (output: Output, input: Input) => void) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: run, onSuccess: done, onSettled: () => queries.invalidateQueries({ queryKey }) });
}

export function useCreateProject() {
  const language = useLanguage();
  return useChange((name: string) => createProject(name, { language }));
}

export function usePassGate(project: Project) {
  const language = useLanguage();
  return useChange(({ phase, note }: { phase: string; note: string }) => passGate(project, phase, note, { language }));
}

export function useAnswerAdoption(onAnswered: (item: FollowUp) => void) {
  const language = useLanguage();
  return useChange(
    ({ item, answer }: { item: FollowUp; answer: FollowUpAnswer }) => answerAdoption(item, answer, { language }),
    (_, { item }) => onAnswered(item),
  );
}
