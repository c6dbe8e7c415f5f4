import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { SafeHtml } from '../../components/safe_html';
import { useLanguage } from '../../components/use_language';
import { langAttribute } from '../../lib/language';
import { getLiveHits } from '../../lib/learn_api';

/** The three hits that a live search has at present. */
export function LiveHits({ query }: { query: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data, error } = useQuery({
    queryKey: ['live', query, language], queryFn: ({ signal }) => getLiveHits(query, { language, signal }),
  });
  if (error) return <p className="small dim">{error.message}</p>;
  if (!data) return null;
  if (data.hits.length === 0) return <p className="small dim">{t('learn.no_hits')}</p>;
  return (
    <ul className="live-hits small" aria-label={t('learn.live_hits')}>
      {data.hits.slice(0, 3).map((hit) => (
        <li key={hit.id} lang={langAttribute(hit.lang)}>
          <Link to={hit.type === 'lesson' ? `/lessons/${encodeURIComponent(hit.id)}` : `/documents/${encodeURIComponent(hit.document.id)}`}>
            <SafeHtml as="span" html={hit.title} marksOnly />
          </Link>
        </li>
      ))}
    </ul>
  );
}
