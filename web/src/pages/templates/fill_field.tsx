import { useTranslation } from 'react-i18next';
import type { TemplateField } from '../../lib/template_api';

export const fieldId = (name: string) => `field-${name}`;

type Props = { field: TemplateField; value: string; problem: string | null; onChange: (value: string) => void };

/** One field of the form, as its type asks for it, with its help and what is wrong with it. */
export function FillField({ field, value, problem, onChange }: Props) {
  const { t } = useTranslation();
  const id = fieldId(field.name);
  const described = [field.help && `${id}-help`, problem && `${id}-wrong`].filter(Boolean).join(' ');
  const input = {
    id, value, className: 'text-input', 'aria-invalid': problem ? true : undefined, 'aria-describedby': described || undefined,
    'aria-required': field.required || undefined,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  } as const;
  const control = () => {
    if (field.type === 'longtext') return <textarea {...input} rows={4} />;
    if (field.type === 'date') return <input {...input} type="date" max="9999-12-31" />;
    if (field.type === 'number') return <input {...input} type="text" inputMode="decimal" autoComplete="off" maxLength={40} />;
    if (field.type !== 'choice') return <input {...input} type="text" autoComplete="off" maxLength={2000} />;
    return (
      <select {...input}>
        <option value="">{t('templates.choose')}</option>
        {field.options.map((option) => <option key={option} value={option}>{option}</option>)}
      </select>
    );
  };
  return (
    <div className="form-field fill-field" data-type={field.type}>
      <label htmlFor={id}>
        {field.label}{field.required && <span className="dim fill-required"> {t('templates.required_mark')}</span>}
      </label>
      {control()}
      {field.help && <p className="dim small" id={`${id}-help`}>{field.help}</p>}
      {problem && <p className="field-wrong small" id={`${id}-wrong`}>{problem}</p>}
    </div>
  );
}
