import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useLanguage } from '../../components/use_language';
import { useMay } from '../../components/use_session';
import { createCase } from '../../lib/learn_api';

/** A lesson becomes a training case: a draft that a curator decides on. */
export function MakeCase({ lesson }: { lesson: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay('contributor');
  const make = useMutation({ mutationFn: () => createCase(lesson, { language }) });
  if (!may) return null;
  return (
    <section className="panel make-case" aria-labelledby="make-case">
      <h2 id="make-case">{t('learn.training')}</h2>
      {make.isSuccess
        ? <p role="status">{t('learn.case_made')} <Link to="/learn/cases?state=draft">{t('learn.cases')}</Link></p>
        : <button type="button" className="link-button" disabled={make.isPending} onClick={() => make.mutate()}>{t('learn.make_case')}</button>}
      {make.error && <p role="alert" className="small">{make.error.message}</p>}
    </section>
  );
}
