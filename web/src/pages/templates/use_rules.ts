// The rules that choose variants: every change is saved as the whole list, against the list that was seen.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../../components/use_language';
import { isConflict } from '../../lib/curation_api';
import { getTemplateChoice, getTemplateRules, putTemplateRules, type ChoiceQuestion, type TemplateRule } from '../../lib/template_api';

const rulesKey = ['template_rules'];

export function useRules() {
  const language = useLanguage();
  return useQuery({ queryKey: rulesKey, queryFn: ({ signal }) => getTemplateRules({ language, signal }), staleTime: 0 });
}

export function useRulesChange() {
  const language = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ rules, revision }: { rules: TemplateRule[]; revision: number }) => putTemplateRules(rules, revision, { language }),
    onSuccess: (saved) => queries.setQueryData(rulesKey, saved),
    // What somebody else saved is shown; what was typed here stays in its form.
    onError: (error) => (isConflict(error) ? queries.invalidateQueries({ queryKey: rulesKey }) : undefined),
  });
}

export function useChoice() {
  const language = useLanguage();
  return useMutation({ mutationFn: (question: ChoiceQuestion) => getTemplateChoice(question, { language }) });
}
