import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../components/use_language';
import type { Lesson } from '../../lib/api';
import { formatDate } from '../../lib/format';
import { langAttribute } from '../../lib/language';

const textFields = ['event', 'cause', 'impact', 'recommendation', 'applies_when', 'owner'] as const;

/** The parts of a lesson that its source gives by name. Empty ones are left out. */
export function LessonFields({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const lang = langAttribute(lesson.lang);
  const fields = textFields.filter((name) => lesson[name] !== '');
  if (fields.length === 0 && !lesson.due_date) return null;
  return (
    <dl className="fields">
      {fields.map((name) => (
        <div key={name}>
          <dt>{t(`lesson.field.${name}`)}</dt>
          <dd lang={lang}>{lesson[name]}</dd>
        </div>
      ))}
      {lesson.due_date && (
        <div>
          <dt>{t('lesson.field.due_date')}</dt>
          <dd><time dateTime={lesson.due_date}>{formatDate(lesson.due_date, language)}</time></dd>
        </div>
      )}
    </dl>
  );
}
