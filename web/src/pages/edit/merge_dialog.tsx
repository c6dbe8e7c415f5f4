import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog';
import { hasConflict, mergedText, mergeLines, type Choice, type MergePart } from '../../lib/merge3';

const choices: Choice[] = ['both', 'mine', 'theirs'];

function Conflict({ part, choice, onChoose }: { part: { mine: string[]; theirs: string[] }; choice: Choice; onChoose: (choice: Choice) => void }) {
  const { t } = useTranslation();
  return (
    <div className="merge-conflict">
      <div className="merge-side"><h4>{t('edit.mine')}</h4><pre>{part.mine.join('\n')}</pre></div>
      <div className="merge-side"><h4>{t('edit.theirs')}</h4><pre>{part.theirs.join('\n')}</pre></div>
      <div className="merge-choice" role="group" aria-label={t('edit.take')}>
        {choices.map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={choice === one} data-on={choice === one || undefined} onClick={() => onChoose(one)}>
            {t(`edit.take_${one}`)}
          </button>
        ))}
      </div>
    </div>
  );
}

export type MergeField = { name: string; base: string; mine: string; theirs: string };

function FieldMerge({ field, parts, chosen, onChoose }: {
  field: MergeField; parts: MergePart[]; chosen: Choice[]; onChoose: (index: number, choice: Choice) => void;
}) {
  let conflict = -1;
  if (field.mine === field.base && field.theirs === field.base) return null;
  return (
    <section className="merge-field">
      <h3>{field.name}</h3>
      {parts.map((part, index) => {
        if ('merged' in part) return <pre key={index} className="merge-same">{part.merged.join('\n')}</pre>;
        conflict += 1;
        const at = conflict;
        return <Conflict key={index} part={part} choice={chosen[at] ?? 'both'} onChoose={(choice) => onChoose(at, choice)} />;
      })}
    </section>
  );
}

type Props = { fields: MergeField[]; onMerge: (texts: string[]) => void; onClose: () => void };

/**
 * Two people changed the same record. What only one changed is taken; where both changed the same lines, both versions
 * stand beside each other. Nothing is saved here: the merged text goes back into the form.
 */
export function MergeDialog({ fields, onMerge, onClose }: Props) {
  const { t } = useTranslation();
  const parts = useMemo(() => fields.map(({ base, mine, theirs }) => mergeLines(base, mine, theirs)), [fields]);
  const [chosen, setChosen] = useState<Choice[][]>(fields.map(() => []));
  const choose = (field: number) => (index: number, choice: Choice) => {
    setChosen(chosen.map((list, at) => {
      if (at !== field) return list;
      const next = [...list];
      next[index] = choice;
      return next;
    }));
  };
  const isOpen = parts.some(hasConflict);
  return (
    <Dialog title={t('edit.conflict_title')} onClose={onClose}>
      <p>{t(isOpen ? 'edit.conflict_text' : 'edit.conflict_clean')}</p>
      {fields.map((field, index) => (
        <FieldMerge key={field.name} field={field} parts={parts[index] ?? []} chosen={chosen[index] ?? []} onChoose={choose(index)} />
      ))}
      <div className="edit-actions">
        <Button onClick={() => onMerge(parts.map((list, index) => mergedText(list, chosen[index] ?? [])))}>{t('edit.use_merged')}</Button>
        <Button variant="default" onClick={onClose}>{t('edit.keep_mine')}</Button>
      </div>
    </Dialog>
  );
}
