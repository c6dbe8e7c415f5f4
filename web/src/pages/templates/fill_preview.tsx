import { useTranslation } from 'react-i18next';
import { prepareProse } from '../../components/prepare_prose';
import { ProblemNotice } from '../../components/problem_notice';
import { SafeHtml } from '../../components/safe_html';
import { langAttribute } from '../../lib/language';
import type { TemplateFields } from '../../lib/template_api';
import { emptyFields, type FillDraft } from '../../lib/template_form';
import { fieldId } from './fill_field';
import { useFillPreview } from './use_fill';

/** What is still empty, each a way to its field. */
function Missing({ form, draft }: { form: TemplateFields; draft: FillDraft }) {
  const { t } = useTranslation();
  const fields = emptyFields(form.fields, draft.values);
  if (fields.length === 0) return null;
  return (
    <details className="fill-missing">
      <summary>{t('templates.empty', { count: fields.length })}</summary>
      <ul className="chips plain-list">
        {fields.map(({ name, label }) => (
          <li key={name}>
            <button type="button" className="chip" onClick={() => document.getElementById(fieldId(name))?.focus()}>
              <span lang={langAttribute(form.lang)}>{label}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

export function FillPreview({ form, draft }: { form: TemplateFields; draft: FillDraft }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useFillPreview(form, draft);
  return (
    <section className="fill-preview" aria-labelledby="preview-heading">
      <h2 id="preview-heading">{t('edit.preview')}</h2>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      <Missing form={form} draft={draft} />
      {/* It scrolls by itself: a keyboard has to get there. */}
      <div className="fill-paper" tabIndex={0} role="group" aria-label={t('edit.preview')}>
        <SafeHtml className="prose" html={data?.html ?? ''} lang={langAttribute(form.lang)} transform={prepareProse} />
      </div>
    </section>
  );
}
