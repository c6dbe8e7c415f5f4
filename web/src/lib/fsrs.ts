// When a card would come back after each rating. The server decides (core/fsrs.h); this shows what it will decide, with the
// same parameters of the reference library.
import { createEmptyCard, fsrs, Rating, State, type Card, type FSRS, type Grade } from 'ts-fsrs';
import type { ReviewCard } from './learn_api';

export const ratings = ['again', 'hard', 'good', 'easy'] as const;
export type RatingName = (typeof ratings)[number];

const grades: Record<RatingName, Grade> = {
  again: Rating.Again, hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy,
};

/** Whole days, nothing random: reviews are daily. */
export const scheduler: FSRS = fsrs({ enable_short_term: false, enable_fuzz: false });

/** The library's card of what the server stores. */
export function cardOf(stored: ReviewCard, now: Date): Card {
  if (stored.state === 'new' || stored.due === null || stored.last_review === null) return createEmptyCard(now);
  return {
    due: new Date(stored.due), last_review: new Date(stored.last_review), state: State.Review,
    stability: stored.stability, difficulty: stored.difficulty, scheduled_days: stored.scheduled_days,
    reps: stored.reps, lapses: stored.lapses, elapsed_days: 0, learning_steps: 0,
  };
}

/** The server's form of the library's card. */
export function storedCard(card: Card): ReviewCard {
  const isNew = card.state === State.New;
  const seconds = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;
  return {
    due: isNew ? null : seconds(card.due), stability: card.stability, difficulty: card.difficulty,
    scheduled_days: card.scheduled_days, reps: card.reps, lapses: card.lapses, state: isNew ? 'new' : 'review',
    last_review: isNew || !card.last_review ? null : seconds(card.last_review),
  };
}

export function reviewCard(stored: ReviewCard, rating: RatingName, now: Date): ReviewCard {
  return storedCard(scheduler.next(cardOf(stored, now), now, grades[rating]).card);
}

/** Days until the card comes back, for each rating. */
export function previewDays(stored: ReviewCard, now: Date): Record<RatingName, number> {
  const days = (rating: RatingName) => reviewCard(stored, rating, now).scheduled_days;
  return { again: days('again'), hard: days('hard'), good: days('good'), easy: days('easy') };
}
