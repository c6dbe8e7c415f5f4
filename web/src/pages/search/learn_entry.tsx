import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { ArrowRightIcon, ClockIcon } from '../../components/icons';
import type { PathSummary } from '../../lib/learn_api';
import { nextInLearning } from '../../lib/learn_next';
import { langAttribute } from '../../lib/language';
import { useLearner } from '../learn/use_learn';

function ReviewText({ count }: { count: number }) {
  const { t } = useTranslation();
  return <span><strong>{t('start.review')}</strong><span className="dim small">{t('learn.due', { count })}</span></span>;
}

function PathText({ path }: { path: PathSummary }) {
  const { t } = useTranslation();
  const { done, steps } = path.progress;
  return (
    <span>
      <strong>{t('start.continue')} <span lang={langAttribute(path.lang)}>{path.title}</span></strong>
      <span className="dim small">{t('learn.done_of', { done, total: steps })}</span>
    </span>
  );
}

/** What the own learning asks for today. Nothing when it cannot be told: the start page is for searching. */
export function LearnEntry() {
  const { data } = useLearner();
  const next = data && nextInLearning(data);
  if (!next) return null;
  return (
    <Link className="kickoff-entry learn-entry" to={'path' in next ? `/learn/${encodeURIComponent(next.path.id)}` : '/learn/review'}>
      <ClockIcon size={22} />
      {'path' in next ? <PathText path={next.path} /> : <ReviewText count={next.review} />}
      <ArrowRightIcon size={18} />
    </Link>
  );
}
