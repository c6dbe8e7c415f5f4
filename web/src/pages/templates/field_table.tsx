import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../components/problem_notice';
import { langAttribute } from '../../lib/language';
import type { TemplateField } from '../../lib/template_api';
import { useTypeName, useTemplateFields } from './use_templates';

function FieldRow({ field }: { field: TemplateField }) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  return (
    <li className="template-field">
      <p>
        <strong>{field.label}</strong> <span className="badge" data-tone="outline">{typeName(field.type)}</span>
        {field.required && <> <span className="badge" data-tone="warm">{t('templates.required')}</span></>}
      </p>
      {field.help && <p className="dim small">{field.help}</p>}
      {field.options.length > 0 && <p className="dim small">{t('templates.one_of', { options: field.options.join(t('brief.comma')) })}</p>}
      {field.default && <p className="dim small">{t('templates.starts_with', { text: field.default })}</p>}
    </li>
  );
}

/** What the template asks for. */
export function FieldTable({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useTemplateFields(id);
  return (
    <section aria-labelledby="fields-heading">
      <h2 id="fields-heading">{t('templates.fields_title')}</h2>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={160} radius="md" />}
      {data?.fields.length === 0 && <p className="dim">{t('templates.no_fields')}</p>}
      {data && data.fields.length > 0 && (
        <ul className="plain-list" lang={langAttribute(data.lang)}>{data.fields.map((field) => <FieldRow key={field.name} field={field} />)}</ul>
      )}
    </section>
  );
}
