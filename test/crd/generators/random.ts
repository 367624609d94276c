/** A source of numbers that are the same in every run. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** One of the given values. */
  pick<T>(values: readonly [T, ...T[]]): T;
  /** One of the values of a list; undefined of an empty one. */
  any<T>(values: readonly T[]): T | undefined;
  /** True in this share of cases. */
  chance(share: number): boolean;
}

/** mulberry32: small, and good enough for picking. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const any = <T>(values: readonly T[]): T | undefined => values[Math.floor(next() * values.length)];
  return { next, any, chance: (share) => next() < share, pick: ([first, ...rest]) => any([first, ...rest]) ?? first };
}
