// What the pages of templates ask the server for.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../components/use_language';
import { getAllTemplates, getTemplate, getTemplateFields, getTemplates, type TemplateFilter } from '../../lib/template_api';

export function useTemplates(filter: TemplateFilter, offset: number) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['templates', filter, offset, language], queryFn: ({ signal }) => getTemplates(filter, offset, { language, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useTemplate(id: string) {
  const language = useLanguage();
  return useQuery({ queryKey: ['template', id, language], queryFn: ({ signal }) => getTemplate(id, { language, signal }) });
}

export const templateUrl = (id: string) => `/templates/${encodeURIComponent(id)}`;

/** Families and the variants that templates have in each; empty as long as no template has a family. */
export function useFamilies(): Map<string, string[]> {
  const language = useLanguage();
  const { data = [] } = useQuery({
    queryKey: ['template_families'], queryFn: ({ signal }) => getAllTemplates({ language, signal }), staleTime: 5 * 60_000,
  });
  const families = new Map<string, string[]>();
  for (const { family, variant } of data) {
    if (family === '') continue;
    const known = families.get(family) ?? [];
    if (variant && !known.includes(variant)) known.push(variant);
    families.set(family, known);
  }
  return families;
}

export function useTemplateFields(id: string) {
  const language = useLanguage();
  return useQuery({ queryKey: ['template_fields', id], queryFn: ({ signal }) => getTemplateFields(id, { language, signal }) });
}

const fieldTypes = ['text', 'longtext', 'number', 'date', 'choice'] as const;

/** What a type of field is called; one that this page does not know is a text. */
export function useTypeName(): (type: string) => string {
  const { t } = useTranslation();
  return (type) => t(`templates.type.${fieldTypes.find((one) => one === type) ?? 'text'}`);
}
