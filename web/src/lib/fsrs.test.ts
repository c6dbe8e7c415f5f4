import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEmptyCard, Rating, type Card, type Grade } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import { previewDays, ratings, reviewCard, scheduler, storedCard, type RatingName } from './fsrs';
import type { ReviewCard } from './learn_api';

type Answer = { rating: RatingName; at: Date };

/** mulberry32: the same histories every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

/** Answers at any second, from several a day to years apart. */
function history(seed: number): Answer[] {
  const next = numbers(seed);
  let at = Date.UTC(2026, 0, 1) + Math.floor(next() * 86_400) * 1000;
  return Array.from({ length: 1 + Math.floor(next() * 14) }, () => {
    const days = [0, 0.3, 1, 2, 5, 20, 90, 700][Math.floor(next() * 8)] ?? 1;
    at += Math.floor(days * (0.5 + next()) * 86_400) * 1000;
    return { rating: ratings[Math.floor(next() * 4)] ?? 'good', at: new Date(at) };
  });
}

const histories = Array.from({ length: 1000 }, (_, index) => history(index + 1));
const grade = (rating: RatingName): Grade => (ratings.indexOf(rating) + 1) as Grade;
const overTheWire = (card: ReviewCard) => JSON.parse(JSON.stringify(card)) as ReviewCard;

/** One history a line: answers as "rating@seconds", the days of each interval, and the last state. */
function line(answers: Answer[]): string {
  let card: Card = createEmptyCard(answers[0]?.at);
  const days: number[] = [];
  for (const { rating, at } of answers) {
    card = scheduler.next(card, at, grade(rating)).card;
    days.push(card.scheduled_days);
  }
  const said = answers.map(({ rating, at }) => `${grade(rating)}@${at.getTime() / 1000}`).join(' ');
  return `${said} | ${days.join(' ')} | ${card.stability} ${card.difficulty} ${card.reps} ${card.lapses}`;
}

describe('the scheduler', () => {
  it('gives what the reference library gives over 1,000 random histories, each state sent as JSON', () => {
    for (const answers of histories) {
      let reference: Card = createEmptyCard(answers[0]?.at);
      let ours = storedCard(reference);
      for (const { rating, at } of answers) {
        reference = scheduler.next(reference, at, grade(rating)).card;
        ours = overTheWire(reviewCard(overTheWire(ours), rating, at));
        expect(ours).toEqual(overTheWire(storedCard(reference)));
        expect(new Date(ours.due ?? '').getTime()).toBe(reference.due.getTime());
      }
    }
  });

  it('is the one that the server is held against', () => {
    const golden = join(process.cwd(), '../tests/golden/core/fsrs.txt');
    const text = `${histories.map(line).join('\n')}\n`;
    if (process.env.FUPAN_UPDATE_GOLDEN) writeFileSync(golden, text);
    expect(text === readFileSync(golden, 'utf8')).toBe(true);
  });

  it('brings a card back later the better it was known', () => {
    const now = new Date('2026-03-01T08:00:00Z');
    const days = previewDays(storedCard(createEmptyCard(now)), now);
    expect(days.again).toBeLessThan(days.hard);
    expect(days.hard).toBeLessThan(days.good);
    expect(days.good).toBeLessThan(days.easy);
    expect(Rating.Again).toBe(1);
  });
});
