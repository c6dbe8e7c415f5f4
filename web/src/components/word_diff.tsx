import { useTranslation } from 'react-i18next';
import type { DiffPart } from '../lib/curation_api';

const longestEqual = 400;

/** Of a long stretch that nobody changed only the beginning and the end are shown. */
function shortened(text: string): string {
  if (text.length <= longestEqual) return text;
  const half = longestEqual / 2;
  return `${text.slice(0, half)}\n…\n${text.slice(-half)}`;
}

/** What was taken out and put in, word by word; not by colour alone, and said to screen readers. */
export function WordDiff({ parts }: { parts: DiffPart[] }) {
  const { t } = useTranslation();
  return (
    <div className="word-diff">
      {parts.map((part, index) => {
        if (part.kind === 'equal') return <span key={index}>{shortened(part.text)}</span>;
        const Tag = part.kind === 'removed' ? 'del' : 'ins';
        return (
          <Tag key={index}>
            <span className="visually-hidden">{t(`diff.${part.kind}`)} </span>{part.text}
          </Tag>
        );
      })}
    </div>
  );
}
