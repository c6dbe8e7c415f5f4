import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { getSimilarDocuments, getSimilarLessons, type SimilarItem } from '../lib/kickoff_api';
import { langAttribute } from '../lib/language';
import { useLanguage } from './use_language';

function SimilarRow({ item }: { item: SimilarItem }) {
  const { t } = useTranslation();
  const to = item.type === 'lesson' ? `/lessons/${encodeURIComponent(item.id)}` : `/documents/${encodeURIComponent(item.id)}`;
  const from = item.type === 'lesson' ? item.document.project || item.document.title : item.document.project;
  return (
    <li>
      <Link to={to} lang={langAttribute(item.lang)}>{item.title}</Link>
      {item.duplicate && <> <span className="badge" data-tone="warm" title={t('similar.duplicate_hint')}>{t('similar.duplicate')}</span></>}
      {item.superseded && <> <span className="badge" data-tone="warm">{t('relations.superseded')}</span></>}
      {from && from !== item.title && <p className="dim small" lang={langAttribute(item.lang)}>{from}</p>}
      {item.matched.length > 0 && <p className="dim small">{t('similar.matched', { words: item.matched.join(t('brief.comma')) })}</p>}
    </li>
  );
}

type Props = { type: 'lesson' | 'document'; id: string };

/** The nearest lessons or documents, with the words that make them so. Nothing while there are none. */
export function SimilarPanel({ type, id }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ['similar', type, id],
    queryFn: ({ signal }) => (type === 'lesson' ? getSimilarLessons : getSimilarDocuments)(id, { language, signal }),
    staleTime: 5 * 60_000,
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section className="panel similar">
      <h2>{t(`similar.${type}`)}</h2>
      <ul className="plain-list">{data.items.map((item) => <SimilarRow key={item.id} item={item} />)}</ul>
    </section>
  );
}
