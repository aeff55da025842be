/** A line of the log of who read what, in words. */
export interface ReadLine {
  number: number;
  /** ISO 8601, UTC. */
  at: string;
  /** The account; of whoever's key was destroyed, that it was. */
  who: string;
  what: string;
}
