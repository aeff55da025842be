import {spawnSync} from "node:child_process";
import {setFlagsFromString} from "node:v8";
import {runInNewContext} from "node:vm";

export interface Comparison {
  what: string;
  /** Median milliseconds of the product and of the bare thing, taken in turn. */
  product: number;
  bare: number;
  /** Largest allowed ratio product ÷ bare; null where none was set. */
  limit: number | null;
}

export const RUNS = 5;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Something to be timed: what it prepares is not counted, what it returns is. */
type Work = () => Promise<() => Promise<void>>;

/** Times two pieces of work in turn, several times after a warm-up, and keeps the medians. */
export async function compare(
  what: string,
  limit: number | null,
  work: {product: Work; bare: Work},
): Promise<Comparison> {
  const times = {product: [] as number[], bare: [] as number[]};
  for (let run = 0; run <= RUNS; run += 1) {
    for (const side of ["product", "bare"] as const) {
      const timed = await work[side]();
      collectGarbage(); // what the other side left behind is not this one's to clear away
      const start = performance.now();
      await timed();
      if (run > 0) times[side].push(performance.now() - start);
    }
  }
  return {what, limit, product: median(times.product), bare: median(times.bare)};
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Median milliseconds that Node takes to start and end. */
export function startOfNode(): number {
  return median(
    Array.from({length: 5}, () => {
      const start = performance.now();
      spawnSync(process.execPath, ["-e", "0"]);
      return performance.now() - start;
    }),
  );
}
