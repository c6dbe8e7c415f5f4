import { describe, expect, it } from 'vitest';
import { placeOf, scaleOf, stackDots, stretched } from './spread_plot';

describe('a distribution of overruns', () => {
  it('has a round scale with 0 and all values in it', () => {
    expect(scaleOf([0.04, 0.34])).toEqual({ from: 0, to: 0.4, ticks: [0, 0.1, 0.2, 0.3, 0.4] });
    expect(scaleOf([-0.12, 0.2]).ticks).toEqual([-0.2, -0.1, 0, 0.1, 0.2]);
    for (const values of [[], [0], [0.001], [12.5], [-0.9, 30]]) {
      const scale = scaleOf(values);
      expect(scale.ticks.length).toBeGreaterThanOrEqual(3);
      expect(scale.ticks.length).toBeLessThanOrEqual(8);
      for (const value of [0, ...values]) expect(placeOf(value, scale)).toBeGreaterThanOrEqual(-1e-9);
      for (const value of [0, ...values]) expect(placeOf(value, scale)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('stacks dots that would cover each other', () => {
    const scale = scaleOf([0, 0.1]);
    const dots = stackDots([{ item: 'a', value: 0.05 }, { item: 'b', value: 0.051 }, { item: 'c', value: 0.0505 }, { item: 'd', value: 0.1 }], scale, 0.04);
    expect(dots.map(({ item, level }) => [item, level])).toEqual([['a', 0], ['c', 1], ['b', 2], ['d', 0]]);
  });

  it('stretches a plan', () => expect(stretched(270, 0.157)).toBe(312));
});
