import type {HeldBatch, IntakeStatus} from "../../schemas/intake-status.ts";
import {isOfWords} from "../../schemas/map-hint.ts";

/** What is wrong in one held file alone: of several the same faults are told together. */
export function faultsOfHeld({held, faults}: IntakeStatus, {file_name}: HeldBatch): IntakeStatus["faults"] {
  const isOnly = held.length === 1;
  return faults.filter(
    ({first_places}) => isOnly || first_places.some((place) => place.startsWith(`${file_name} `)),
  );
}

/** Whether the city may teach what is wrong in it: words and numbers that nobody has told the program. */
export function isTeachable(status: IntakeStatus, batch: HeldBatch): boolean {
  const faults = faultsOfHeld(status, batch).map(({reason, row_count}) => ({reason, rows: row_count}));
  return isOfWords(faults, batch.row_count);
}
