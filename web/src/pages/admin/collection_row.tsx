import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../components/use_language';
import { formatNumber } from '../../lib/format';
import { roles, visibilities, type Collection, type Role, type Visibility } from '../../lib/people_api';

export type Rule = { visibility: Visibility; roles?: Role[]; accounts?: string[] };
type Props = { collection: Collection; people: string[]; onChange: (rule: Rule) => void };

const without = <T,>(list: readonly T[], item: T) => list.filter((one) => one !== item);
const toggled = <T,>(list: readonly T[], item: T, on: boolean) => (on ? [...without(list, item), item] : without(list, item));

type ChoicesProps<T extends string> = { legend: string; all: readonly T[]; chosen: readonly T[]; text: (item: T) => string; onToggle: (chosen: T[]) => void };

function Choices<T extends string>({ legend, all, chosen, text, onToggle }: ChoicesProps<T>) {
  return (
    <fieldset className="people-choices">
      <legend>{legend}</legend>
      {all.map((item) => (
        <label key={item}>
          <input type="checkbox" checked={chosen.includes(item)} onChange={(event) => onToggle(toggled(chosen, item, event.currentTarget.checked))} /> {text(item)}
        </label>
      ))}
    </fieldset>
  );
}

/** One collection and who sees it. Administrators see every one, so their role is not asked for. */
export function CollectionRow({ collection, people, onChange }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { name, visibility, roles: chosenRoles = [], accounts = [] } = collection;
  const restrict = (changes: Partial<Rule>) => onChange({ visibility: 'restricted', roles: chosenRoles, accounts, ...changes });
  return (
    <div className="people-row">
      <strong className="people-name">{name}</strong>
      <span className="dim small">{t('admin.documents', { count: collection.documents, formatted: formatNumber(collection.documents, language) })}</span>
      <select
        className="text-input" aria-label={t('follow.of', { action: t('admin.visibility_label'), name })} value={visibility}
        onChange={(event) => onChange({ visibility: event.currentTarget.value as Visibility })}
      >
        {visibilities.map((one) => <option key={one} value={one}>{t(`admin.visibility.${one}`)}</option>)}
      </select>
      {visibility === 'restricted' && (
        <>
          <Choices legend={t('admin.seen_by_roles', { name })} all={without(roles, 'administrator')} chosen={chosenRoles} text={(role) => t(`people.role.${role}`)} onToggle={(next) => restrict({ roles: next })} />
          <Choices legend={t('admin.seen_by_people', { name })} all={people} chosen={accounts} text={(person) => person} onToggle={(next) => restrict({ accounts: next })} />
        </>
      )}
    </div>
  );
}
