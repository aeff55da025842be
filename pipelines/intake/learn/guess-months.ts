import {type Contract, periodColumns} from "../../../schemas/contract.ts";
import {month as readMonth, quarter as readQuarter, trimmed} from "../../../schemas/read-value.ts";
import type {ColumnScore} from "./column-score.ts";
import type {FileColumn} from "./file-columns.ts";

interface Matched extends ColumnScore {
  field: string;
  column: FileColumn;
}

/** What is known of a table that may be of a contract. */
interface Reading {
  contract: Contract;
  pairs: Matched[];
  months: {monthField: string} | null;
}

/** Whether a table tells by month what the contract asks for by a longer period. */
export function comesByMonth({contract, pairs, months}: Reading): boolean {
  const {byMonth} = contract;
  const [column] = periodColumns(contract);
  if (byMonth === undefined || column === byMonth) return false;
  const has = (name: string | undefined) =>
    pairs.some(({field}) => field === name) || months?.monthField === name;
  return has(byMonth) && !has(column);
}

/** Below the heading of the longer period months may stand: then the column is that of the months. */
export function withMonthsMeant(contract: Contract, pairs: Matched[]): Matched[] {
  const {byMonth} = contract;
  const [longer] = periodColumns(contract);
  if (byMonth === undefined || longer === byMonth || pairs.some(({field}) => field === byMonth)) return pairs;
  return pairs.map((pair) =>
    pair.field === longer && saysMonths(pair) ? {...pair, field: byMonth, heading: "" as const} : pair,
  );
}

function saysMonths({column}: Matched): boolean {
  const texts = [...column.texts.keys()].map(trimmed).filter((text) => text !== "");
  return texts.length > 0 && texts.every((text) => !readQuarter(text) && Boolean(readMonth(text)));
}

/** Columns of the period that a table need not have, because it says the other one. */
export function idlePeriods(guess: Reading): string[] {
  return comesByMonth(guess) ? periodColumns(guess.contract) : [];
}
