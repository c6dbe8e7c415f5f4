import { useTranslation } from 'react-i18next';

/** What an audit record calls an action, in words; unknown ones stay as they are. */
export function useActionName(): (action: string) => string {
  const { t, i18n } = useTranslation();
  return (action) => {
    const name = action.replace('.', '_');
    return i18n.exists(`action.${name}`) ? t(`action.${name as 'undo'}`) : action;
  };
}
