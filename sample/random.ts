/** A stream of numbers that is the same on every machine: integer arithmetic and exact divisions by a power of two only. */
export interface Random {
  /** 0 ≤ value < 1, a multiple of 2^-32. */
  unit(): number;
  /** Integer, 0 ≤ value < limit. */
  below(limit: number): number;
  /** Integer, low ≤ value ≤ high. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** A new list in random order. */
  shuffled<T>(list: readonly T[]): T[];
}

const TWO_TO_32 = 4294967296;

/** Streams with different names are independent, so that a change in one file kind leaves the others as they are. */
export function createRandom(name: string): Random {
  const draw = mulberry32(hash(name));
  const unit = () => draw() / TWO_TO_32;
  const below = (limit: number) => Math.floor(unit() * limit);
  return {
    unit,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => unit() < probability,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    shuffled: (list) => shuffle([...list], below),
  };
}

function shuffle<T>(list: T[], below: (limit: number) => number): T[] {
  for (let last = list.length - 1; last > 0; last--) {
    const other = below(last + 1);
    [list[last], list[other]] = [list[other] as T, list[last] as T];
  }
  return list;
}

/** Tommy Ettinger's mulberry32: 32 bits of state, integers 0 … 2^32-1. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
