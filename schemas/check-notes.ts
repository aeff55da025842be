import type {Acknowledgement} from "./acknowledgement.ts";

/** What a check said as a note (注意) the last time that it looked. */
export interface SpokenNote {
  check: string;
  message: string;
  remedy: string;
  row_count: number;
  /** Null where a program of before looked. */
  fingerprint: string | null;
}

/** Notes of the candidate that waits, else of the current release. */
export interface CheckNotes {
  open: SpokenNote[];
  /** What nothing is wrong with, but for a kind of file that has not come yet. */
  waiting: SpokenNote[];
  acknowledged: SpokenNote[];
  /** The last one of each note, whether it still holds or not. */
  acknowledgements: Acknowledgement[];
}
