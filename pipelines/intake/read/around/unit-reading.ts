import type {Hold} from "../../../ledger/hold.ts";

/** The unit in which a table's amounts stand, as far as anything around it says so. */
export interface UnitReading {
  /** Labels of units; a field takes the one that it knows. */
  units: string[];
  /** A person said so: headings that say otherwise are overruled. */
  isAnswered: boolean;
  holds: Hold[];
  reading: string[];
}
