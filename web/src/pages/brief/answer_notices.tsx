import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../components/problem_notice';
import type { DecisionQueue, QueueState } from '../../lib/decision_queue';
import type { Answer, Brief } from '../../lib/kickoff_api';

type Props = { brief: Brief; queue: DecisionQueue; state: QueueState };

function useAnswerWords() {
  const { t } = useTranslation();
  return ({ decision, note }: Answer) =>
    (note ? t('brief.said_because', { answer: t(`brief.said.${decision}`), note }) : t(`brief.said.${decision}`));
}

/** What became of an answer that did not simply arrive. */
export function AnswerNotices({ brief, queue, state }: Props) {
  const { t } = useTranslation();
  const words = useAnswerWords();
  const { conflict, failure, others } = state;
  const titleOf = (id: string) => brief.lessons.find(({ lesson }) => lesson.id === id)?.lesson.title ?? id;
  return (
    <div aria-live="polite" className="answer-notices">
      {conflict && (
        <div className="notice conflict" data-tone="warm" role="alert">
          <h3>{t('brief.conflict_title')}</h3>
          <p>{t('brief.conflict_text', { title: titleOf(conflict.lesson) })}</p>
          <dl className="pairs">
            <dt>{t('brief.theirs')}</dt><dd>{words(conflict.theirs)}</dd>
            <dt>{t('brief.mine')}</dt><dd>{words(conflict.mine)}</dd>
          </dl>
          <div className="form-actions">
            <Button size="compact-md" h={36} variant="default" onClick={queue.dismiss}>{t('brief.keep_theirs')}</Button>
            <Button size="compact-md" h={36} onClick={queue.insist}>{t('brief.take_mine')}</Button>
          </div>
        </div>
      )}
      {failure && (
        <>
          <p>{t('brief.not_saved', { title: titleOf(failure.lesson), answer: words(failure.answer) })}</p>
          <ProblemNotice error={failure.error} onRetry={queue.retry} />
        </>
      )}
      {others && !conflict && !failure && <p className="notice">{t('brief.others')}</p>}
    </div>
  );
}
