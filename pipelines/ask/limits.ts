/** How much one foreign statement may use before it is stopped. */
export interface Limits {
  /** Rows of the result. */
  rows: number;
  /** Seconds that the engine works; the time in which the reader looks at the rows does not count. */
  seconds: number;
  /** Megabytes of memory for the engine. */
  megabytes: number;
}

/** Enough for every question to a city's release, and small enough that the machine stays usable. */
export const USUAL_LIMITS: Limits = {rows: 10_000_000, seconds: 60, megabytes: 1024};

/**
 * Letters of a statement. A city's longest question has a few thousand; what is far longer takes the engine's planner minutes
 * that nobody can stop.
 */
export const LONGEST_STATEMENT = 100_000;
