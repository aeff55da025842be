import {addAll} from "../../../schemas/add-all.ts";
import {fieldsOf, type Reference} from "../../../schemas/contract.ts";
import {plainCode} from "../../../schemas/read-value.ts";
import {ruledRow} from "../../../schemas/row-rules.ts";
import {shownCell} from "../../../schemas/shown-cell.ts";
import {someOf} from "../../../schemas/some-of.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {TextTable} from "../read/text-table.ts";
import type {BadCell} from "./bad-cells.ts";
import {type ContradictoryRow, contradictoryRows} from "./contradictory-rows.ts";
import {type DuplicateRow, duplicateRows} from "./duplicates.ts";
import {
  explainUnknown,
  mistypedStaffNumbers,
  type UnknownReference,
  unknownReferences,
} from "./known-references.ts";
import {type LocatedRow, locate, located} from "./locate-rows.ts";
import {refuseTooMany} from "./too-many-rows.ts";
import {forgetUnits} from "./units-of-batch.ts";

/** Rows that are right by themselves but not beside the others. They have left the raw table. */
export interface RefusedRows {
  badCells: BadCell[];
  rowCount: number;
  duplicateCount: number;
  contradictoryCount: number;
  unknownCount: number;
  /** What those rows name that is nowhere. */
  unknownTargets: Reference["to"][];
}

interface Refusing {
  batchId: number;
  secret: Buffer;
  /** Rows that are right by themselves. */
  acceptedCount: number;
  /** Those of the contract that can be judged (`judgeable`). */
  references: Reference[];
  /** Rows are as they were accepted before their contract had rules for cells beside each other. */
  isBeforeRules: boolean;
}

/**
 * Takes rows with the same key twice, all of them, rows whose cells contradict each other and rows that name unknown
 * bureaus or people out of the batch's accepted rows. A few set-based questions while nothing is wrong; otherwise the file is read once more to find the places.
 */
export async function refuseRows(
  ledger: Warehouse,
  table: TextTable,
  refusing: Refusing,
): Promise<RefusedRows> {
  const {contract} = table;
  const {batchId, acceptedCount, references, isBeforeRules} = refusing;
  const contradictory = isBeforeRules ? [] : await contradictoryRows(ledger, contract, batchId);
  const duplicates = await duplicateRows(ledger, {contract, batchId, rowCount: acceptedCount});
  const unknown: UnknownReference[] = [];
  for (const reference of references)
    addAll(unknown, await unknownReferences(ledger, {contract, reference, batchId}));
  const found = [...duplicates, ...contradictory, ...unknown];
  const rowIds = [...new Set(found.map(({rowId}) => rowId))];
  const counts = {
    rowCount: rowIds.length,
    duplicateCount: duplicates.length,
    contradictoryCount: contradictory.length,
    unknownCount: new Set(unknown.map(({rank}) => rank)).size,
    unknownTargets: [...new Set(unknown.map(({reference}) => reference.to))],
  };
  refuseTooMany(rowIds.length, whyMany({unknown, duplicates}));
  if (rowIds.length === 0) return {badCells: [], ...counts};
  const rows = await locate(ledger, table, {
    secret: refusing.secret,
    ranks: new Set(found.map(({rank}) => rank)),
  });
  const badCells = [
    ...explainDuplicates(table, duplicates, rows),
    ...explainContradictions(table, contradictory, rows),
    ...(await explainReferences(ledger, unknown, {rows, table, secret: refusing.secret})),
  ];
  const removed = await ledger.run(
    `delete from raw.${contract.source}
     where batch_id = $1 and rowid in (select cast(unnest(from_json($2, '["varchar"]')) as bigint))`,
    [batchId, JSON.stringify(rowIds)],
  );
  forgetUnits(ledger, batchId);
  if (removed !== rowIds.length) throw new Error(`${removed} of ${rowIds.length} refused rows were removed`);
  return {badCells: badCells.sort((one, other) => one.rowIndex - other.rowIndex), ...counts};
}

const MANY_UNKNOWN = "職員名簿か局区一覧にないものが並んでいます（別の市や別の番号の体系ではありませんか）。";
const MANY_TWINS = "同じ職員・期間などの行が、二度以上並んでいます（同じ表を重ねて出していませんか）。";
const SHOWN_TWINS = 3;

function whyMany(found: {unknown: UnknownReference[]; duplicates: DuplicateRow[]}): string {
  if (found.unknown.length > found.duplicates.length) return MANY_UNKNOWN;
  return found.duplicates.length > 0 ? MANY_TWINS : "";
}

function explainDuplicates(
  {contract}: TextTable,
  duplicates: DuplicateRow[],
  rows: Map<number, LocatedRow>,
): BadCell[] {
  const fields = fieldsOf(contract).filter(({name}) => contract.grain.includes(name));
  const key = fields.map(({meta}) => meta.headings[0]).join("・");
  return [...Map.groupBy(duplicates, ({twins}) => twins).values()].flatMap((twins) => {
    const places = twins.map(({rank}) => located(rows, rank));
    // One more than are shown: a row does not name itself. All of them beside each other would be a square.
    const first = places.slice(0, SHOWN_TWINS + 1);
    return places.map(({rowIndex, place}) => {
      const others = first.filter((other) => other.rowIndex !== rowIndex).map((other) => other.place);
      const twinPlaces = someOf(others.slice(0, SHOWN_TWINS), places.length - 1, "行");
      return {
        rowIndex,
        place,
        heading: WHOLE_ROW,
        cell: null,
        reason: `${key}が同じ行がほかにもあります（${twinPlaces}）。正しい1行だけを残してください`,
      };
    });
  });
}

/** Zod says which rule is broken; that it and the engine judge alike is held by a test. */
function explainContradictions(
  {contract}: TextTable,
  contradictory: ContradictoryRow[],
  rows: Map<number, LocatedRow>,
): BadCell[] {
  const fields = fieldsOf(contract);
  const schema = ruledRow(contract);
  return contradictory.flatMap(({rank}) => {
    const {rowIndex, place, textOf} = located(rows, rank);
    const row = Object.fromEntries(fields.map(({name}) => [name, textOf(name)]));
    const issues = schema.safeParse(row).error?.issues ?? [];
    if (issues.length === 0) throw new Error(`${place} breaks no rule for Zod`);
    return issues.map(({path, message}) => {
      const field = fields.find(({name}) => name === path[0]);
      const cell = textOf(String(path[0]));
      const heading = field?.meta.headings[0] ?? String(path[0]);
      return {rowIndex, place, heading, cell, reason: `「${shownCell(cell)}」は${message}`};
    });
  });
}

const WHOLE_ROW = "（行全体）";

async function explainReferences(
  ledger: Warehouse,
  unknown: UnknownReference[],
  {rows, table, secret}: {rows: Map<number, LocatedRow>; table: TextTable; secret: Buffer},
): Promise<BadCell[]> {
  const fields = new Map(fieldsOf(table.contract).map(({name, meta}) => [name, meta]));
  const badCells: BadCell[] = [];
  for (const [{column, to}, references] of Map.groupBy(unknown, ({reference}) => reference)) {
    const textAt = (rank: number) => located(rows, rank).textOf(column);
    const texts = [...new Set(references.map(({rank}) => textAt(rank)))];
    const explain =
      to === "staff_number"
        ? await explainStaff(ledger, texts, secret)
        : await explainUnknown(ledger, to, texts);
    for (const {rank} of references) {
      const {rowIndex, place} = located(rows, rank);
      const cell = to === "staff_number" ? null : textAt(rank);
      const heading = fields.get(column)?.headings[0] ?? column;
      badCells.push({rowIndex, place, heading, cell, reason: explain(textAt(rank))});
    }
  }
  return badCells;
}

async function explainStaff(
  ledger: Warehouse,
  texts: string[],
  secret: Buffer,
): Promise<(text: string) => string> {
  const numbers = texts.map(plainCode);
  const mistyped = await mistypedStaffNumbers(ledger, numbers, secret);
  return (text) =>
    mistyped.has(plainCode(text))
      ? "この職員番号は職員名簿にありません。1字だけ違う番号が名簿にあります。打ち間違いでないか確かめてください"
      : "この職員番号は職員名簿にありません。番号を確かめるか、新しい職員名簿を先に取り込んでください";
}
