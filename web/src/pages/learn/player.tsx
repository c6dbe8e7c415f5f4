// Questions one after the other. A quiz records each answer at once; a review shows what is right first, and then asks how
// well it was known.
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../components/problem_notice';
import { useLanguage } from '../../components/use_language';
import { previewDays, type RatingName } from '../../lib/fsrs';
import { langAttribute } from '../../lib/language';
import { checkAnswer, type GradedAnswer, type Question } from '../../lib/learn_api';
import { Feedback } from './feedback';
import { QuestionForm } from './question_form';
import { useSendAnswer } from './use_learn';

export type PlayMode = 'quiz' | 'review';
export type PlayResult = { right: number; total: number };
type Item = { question: Question; isChanged?: boolean };

type RateProps = { graded: GradedAnswer; mode: PlayMode; isBusy: boolean; onRate: (rating: RatingName) => void };

/** Days are what the server will decide; the reference library computes them here too. */
function RateButtons({ graded, mode, isBusy, onRate }: RateProps) {
  const { t } = useTranslation();
  const days = previewDays(graded.before, new Date());
  const isWrong = !graded.right;
  const choices: RatingName[] = isWrong ? ['again'] : mode === 'review' ? ['again', 'hard', 'good', 'easy'] : ['again', 'good'];
  return (
    <div role="group" aria-label={t('learn.how_known')} className="rate">
      <p>{t(isWrong ? 'learn.again_soon' : 'learn.how_known')}</p>
      {choices.map((rating) => (
        <Button key={rating} variant={rating === 'good' || isWrong ? 'filled' : 'default'} disabled={isBusy} onClick={() => onRate(rating)}>
          {t(`learn.rate.${rating}`)} <span className="rate-days">{t('learn.in_days', { count: days[rating] })}</span>
        </Button>
      ))}
    </div>
  );
}

type CardProps = { item: Item; mode: PlayMode; isLast: boolean; onNext: (isRight: boolean) => void };

function PlayCard({ item, mode, isLast, onNext }: CardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const [given, setGiven] = useState<string[]>([]);
  const send = useSendAnswer();
  const { question } = item;
  const isOpenCase = question.kind === 'case' && question.options.length === 0;
  const looksFirst = mode === 'review' || isOpenCase;
  const look = useMutation({
    mutationFn: (answer: string[]) => checkAnswer({ question: question.id, answer }, { language }),
  });
  const graded = look.data ?? send.data;
  const answer = (chosen: string[]) => {
    setGiven(chosen);
    if (looksFirst) look.mutate(chosen);
    else send.mutate({ question: question.id, answer: chosen });
  };
  const rate = (rating: RatingName) =>
    send.mutate({ question: question.id, answer: given, rating }, { onSuccess: () => onNext(rating !== 'again') });
  useEffect(() => {
    if (graded) box.current?.querySelector<HTMLElement>('#feedback-title')?.focus();
  }, [graded]);
  const error = look.error ?? send.error;
  return (
    <div ref={box}>
      {item.isChanged && <p className="notice" data-tone="warm">{t('learn.changed')}</p>}
      <QuestionForm question={question} graded={graded} isBusy={look.isPending || send.isPending} onAnswer={answer} />
      {error && <ProblemNotice error={error} />}
      {graded && <Feedback question={question} graded={graded} />}
      {graded && looksFirst && <RateButtons graded={graded} mode={mode} isBusy={send.isPending} onRate={rate} />}
      {graded && !looksFirst && (
        <Button onClick={() => onNext(graded.right)}>{t(isLast ? 'learn.finish' : 'learn.next')}</Button>
      )}
    </div>
  );
}

type Props = { items: Item[]; mode: PlayMode; onDone: (result: PlayResult) => void };

export function Player({ items, mode, onDone }: Props) {
  const { t } = useTranslation();
  const [index, setIndex] = useState(0);
  const [right, setRight] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const item = items[index];
  const hasMoved = useRef(false);
  useEffect(() => {
    if (hasMoved.current) heading.current?.focus();
  }, [index]);
  if (!item) return null;
  const next = (isRight: boolean) => {
    const total = right + (isRight ? 1 : 0);
    setRight(total);
    hasMoved.current = true;
    if (index + 1 < items.length) setIndex(index + 1);
    else onDone({ right: total, total: items.length });
  };
  return (
    <div className="player">
      <p className="dim small">{t('learn.question_number', { number: index + 1, total: items.length })}</p>
      <progress value={index} max={items.length} aria-label={t('learn.quiz_progress')} />
      <h2 ref={heading} tabIndex={-1} lang={langAttribute(item.question.document.lang)}>{item.question.prompt}</h2>
      <PlayCard key={item.question.id} item={item} mode={mode} isLast={index + 1 === items.length} onNext={next} />
    </div>
  );
}
