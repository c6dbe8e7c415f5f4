// Where the dots of a distribution of overruns stand. Shares of the plot's width, 0 to 1.

export type Scale = { from: number; to: number; ticks: number[] };

const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100];

/** Covers all values and 0 with three to six round ticks; the same for empty input as for 0. */
export function scaleOf(values: readonly number[]): Scale {
  const low = Math.min(0, ...values);
  const high = Math.max(0.1, ...values);
  const step = steps.find((size) => (high - low) / size <= 5) ?? 100;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toFixed(4)));
  return { from: first * step, to: last * step, ticks };
}

export const placeOf = (value: number, { from, to }: Scale) => (value - from) / (to - from);

export type Dot<T> = { item: T; x: number; level: number };

/** Dots that would cover each other stand on top of each other: level 0, 1, 2 … `width` is a dot's share of the plot. */
export function stackDots<T>(items: readonly { item: T; value: number }[], scale: Scale, width: number): Dot<T>[] {
  const dots: Dot<T>[] = [];
  for (const { item, value } of [...items].sort((a, b) => a.value - b.value)) {
    const x = placeOf(value, scale);
    let level = 0;
    while (dots.some((dot) => dot.level === level && Math.abs(dot.x - x) < width)) level += 1;
    dots.push({ item, x, level });
  }
  return dots;
}

/** A plan stretched by an overrun, in the plan's unit. */
export const stretched = (plan: number, overrun: number) => Math.round(plan * (1 + overrun));
