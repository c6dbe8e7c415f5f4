// The brief of the page: as the server has it, with the answers that are on their way.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLanguage } from '../../components/use_language';
import { withAnswers } from '../../lib/brief_view';
import { createDecisionQueue, type DecisionQueue, type QueueState } from '../../lib/decision_queue';
import { decideLesson, getBrief, getBriefFormats, refreshBrief, type Brief } from '../../lib/kickoff_api';

const idle: QueueState = { waiting: new Map(), conflict: null, failure: null, others: false };

export function useBrief(id: string) {
  const language = useLanguage();
  const queries = useQueryClient();
  const queryKey = useMemo(() => ['brief', id, language], [id, language]);
  const query = useQuery({ queryKey, queryFn: ({ signal }) => getBrief(id, { language, signal }), staleTime: 0 });
  const [state, setState] = useState(idle);
  // Answers change what the list of briefs says, and what lessons say of themselves.
  const onBrief = useCallback((brief: Brief) => {
    queries.setQueryData<Brief>(queryKey, (old) => (old && old.revision > brief.revision ? old : brief));
    void queries.invalidateQueries({ queryKey: ['briefs'] });
    void queries.invalidateQueries({ queryKey: ['lesson'], refetchType: 'none' });
  }, [queries, queryKey]);
  // One queue for the page: switching the language must not lose answers that wait.
  const ports = useRef({ queryKey, language, onBrief });
  ports.current = { queryKey, language, onBrief };
  const queue = useMemo<DecisionQueue>(() => createDecisionQueue({
    current: () => queries.getQueryData<Brief>(ports.current.queryKey),
    send: (lesson, answer, revision) => decideLesson(id, lesson, answer, revision, ports.current),
    load: () => getBrief(id, ports.current),
    onBrief: (brief) => ports.current.onBrief(brief),
    onState: setState,
  }), [id, queries]);
  useEffect(() => setState(idle), [queue]);
  const brief = useMemo(() => query.data && withAnswers(query.data, state.waiting), [query.data, state.waiting]);
  return { brief, query, state, queue, onBrief };
}

/** Chooses lessons anew; says how many are new. */
export function useRefresh(id: string, onBrief: (brief: Brief) => void) {
  const language = useLanguage();
  return useMutation({
    mutationFn: async (before: Brief) => {
      const brief = await refreshBrief(id, { language });
      const known = new Set(before.lessons.map(({ lesson }) => lesson.id));
      return { brief, fresh: brief.lessons.filter(({ lesson }) => !known.has(lesson.id)).length };
    },
    onSuccess: ({ brief }) => onBrief(brief),
  });
}

/** Formats to download, json aside. */
export function useBriefFormats(): string[] {
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ['brief_formats'], queryFn: ({ signal }) => getBriefFormats({ language, signal }), staleTime: Infinity,
  });
  return (data ?? []).filter((format) => format !== 'json');
}
