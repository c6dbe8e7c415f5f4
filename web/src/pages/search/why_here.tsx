import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../components/use_language';
import type { Hit } from '../../lib/api';
import { explainScore } from '../../lib/explain';
import { formatShare, formatWeight } from '../../lib/format';

type Props = { hit: Hit; titleId: string; isByDate: boolean };

function Parts({ parts, isByDate }: { parts: NonNullable<Hit['explain']>; isByDate: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const explanation = explainScore(parts);
  return (
    <>
      {isByDate && <p className="dim small">{t('explain.by_date')}</p>}
      <ul>
        {explanation.parts.map(({ text, name, hundredths, share }, index) => (
          <li key={index}>
            <span className="why-text">{t(`explain.part.${text}`, { name })}</span>
            {hundredths !== null && <span className="why-weight">{formatWeight(hundredths, language)}</span>}
            {share > 0 && <span className="why-share">{formatShare(share, language)}</span>}
            {share > 0 && <span className="why-bar" aria-hidden="true"><span style={{ width: `${share * 100}%` }} /></span>}
          </li>
        ))}
      </ul>
      <p className="why-total">
        <span className="why-text">{t('explain.score')}</span>
        <span className="why-weight">{formatWeight(explanation.hundredths, language)}</span>
      </p>
    </>
  );
}

/** On demand: what a hit's score is made of, in words. Nothing where the server explained nothing. */
export function WhyHere({ hit, titleId, isByDate }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [isOpen, { toggle }] = useDisclosure(false);
  if (!hit.explain || hit.explain.length === 0) return null;
  return (
    <div className="why">
      <button
        type="button" className="link-button small" aria-expanded={isOpen} aria-controls={id} aria-describedby={titleId}
        onClick={toggle}
      >
        {t('explain.button')}
      </button>
      <div id={id} className="why-parts" hidden={!isOpen}>
        {isOpen && <Parts parts={hit.explain} isByDate={isByDate} />}
      </div>
    </div>
  );
}
