import { useTranslation } from 'react-i18next';
import { Crosswalk } from '../../components/crosswalk';
import { LabelInput } from '../../components/label_input';
import { useNames } from '../../components/use_names';
import { useTaxonomy } from '../../components/use_taxonomy';
import { MarkdownEditor } from './markdown_editor';
import { facetOf, kinds, labelFields, type LabelField, type TextField, type Wording } from './wording';

const moreFields: TextField[] = ['event', 'cause', 'impact', 'recommendation', 'applies_when'];

type Props = { wording: Wording; onChange: (wording: Wording) => void };

function Labels({ field, wording, onChange }: Props & { field: LabelField }) {
  const { t } = useTranslation();
  const names = useNames();
  const facet = facetOf(field);
  const phases = useTaxonomy()?.phases;
  const values = wording[field];
  const set = (next: string[]) => onChange({ ...wording, [field]: next });
  const add = (value: string) => {
    if (!values.includes(value)) set([...values, value]);
  };
  return (
    <div className="label-field">
      <LabelInput facet={facet} isFree={facet === 'tag'} name={t(`edit.add_${facet}`)} onValue={() => undefined} onEnter={add} />
      <ul className="chips plain-list" aria-label={t(`facet.name.${facet}`)}>
        {values.map((value) => (
          <li key={value}>
            <button
              type="button" className="chip" data-on="" aria-label={t('edit.take_label_away', { label: names(facet, value) })}
              onClick={() => set(values.filter((one) => one !== value))}
            >
              <span>{names(facet, value)}</span> <span aria-hidden="true">×</span>
            </button>
            {facet === 'phase' && <> <Crosswalk phase={phases?.find(({ id }) => id === value)} /></>}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function LessonForm({ wording, onChange }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const text = (field: TextField, more: object = {}) => (
    <label key={field} className="field">
      <span>{t(`edit.field.${field}`)}</span>
      <input
        className="text-input" autoComplete="off" maxLength={2000} value={wording[field]}
        onChange={(event) => onChange({ ...wording, [field]: event.currentTarget.value })} {...more}
      />
    </label>
  );
  return (
    <>
      <p className="dim small">{t('edit.needed')}</p>
      {text('title', { required: true })}
      <label className="field">
        <span>{t('edit.field.kind')}</span>
        <select
          className="text-input" value={wording.kind}
          onChange={(event) => onChange({ ...wording, kind: event.currentTarget.value as Wording['kind'] })}
        >
          {kinds.map((kind) => <option key={kind} value={kind}>{names('kind', kind)}</option>)}
        </select>
      </label>
      <MarkdownEditor name={t('edit.field.markdown')} value={wording.markdown} onChange={(markdown) => onChange({ ...wording, markdown })} />
      {labelFields.map((field) => <Labels key={field} field={field} wording={wording} onChange={onChange} />)}
      <p className="dim small">{t('edit.labels_hint')}</p>
      {moreFields.map((field) => text(field))}
      {text('owner')}
      {text('due_date', { type: 'date' })}
    </>
  );
}
