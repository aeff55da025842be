import {fieldsOf, type Reference} from "../../../schemas/contract.ts";
import {halfWidth, trimmed} from "../../../schemas/read-value.ts";
import {someOf} from "../../../schemas/some-of.ts";
import type {Warehouse} from "../../engine/open.ts";
import {judgedFields} from "../../ledger/stored-columns.ts";
import type {FieldTexts} from "../read/cell-blocks.ts";
import type {TextTable} from "../read/text-table.ts";
import type {BadCell} from "./bad-cells.ts";
import {type DuplicateRow, duplicateRows} from "./duplicates.ts";
import {goodRows} from "./gather-rows.ts";
import {
  explainUnknown,
  judgeable,
  mistypedStaffNumbers,
  type UnknownReference,
  unknownReferences,
} from "./known-references.ts";
import {learn, nothingLearnt} from "./learn-texts.ts";
import {refuseTooMany} from "./too-many-rows.ts";

/** Rows that are right by themselves but not beside the others. They have left the raw table. */
export interface RefusedRows {
  badCells: BadCell[];
  rowCount: number;
  duplicateCount: number;
  unknownCount: number;
  /** What those rows name that is nowhere. */
  unknownTargets: Reference["to"][];
}

interface Refusing {
  batchId: number;
  secret: Buffer;
}

/**
 * Takes rows with the same key twice, all of them, and rows that name unknown bureaus or people out of the batch's
 * accepted rows. Two set-based questions while nothing is wrong; otherwise the file is read once more to find the places.
 */
export async function refuseRows(
  ledger: Warehouse,
  table: TextTable,
  refusing: Refusing,
): Promise<RefusedRows> {
  const {contract} = table;
  const {batchId} = refusing;
  const duplicates = await duplicateRows(ledger, contract, batchId);
  const unknown: UnknownReference[] = [];
  for (const reference of await judgeable(ledger, contract))
    unknown.push(...(await unknownReferences(ledger, {contract, reference, batchId})));
  const rowIds = [...new Set([...duplicates, ...unknown].map(({rowId}) => rowId))];
  const counts = {
    rowCount: rowIds.length,
    duplicateCount: duplicates.length,
    unknownCount: new Set(unknown.map(({rank}) => rank)).size,
    unknownTargets: [...new Set(unknown.map(({reference}) => reference.to))],
  };
  refuseTooMany(rowIds.length);
  if (rowIds.length === 0) return {badCells: [], ...counts};
  const rows = await locate(ledger, table, {
    ...refusing,
    ranks: new Set([...duplicates, ...unknown].map(({rank}) => rank)),
  });
  const badCells = [
    ...explainDuplicates(table, duplicates, rows),
    ...(await explainReferences(ledger, unknown, {rows, table, secret: refusing.secret})),
  ];
  const removed = await ledger.run(
    `delete from raw.${contract.source}
     where batch_id = $1 and rowid in (select cast(unnest(from_json($2, '["varchar"]')) as bigint))`,
    [batchId, JSON.stringify(rowIds)],
  );
  if (removed !== rowIds.length) throw new Error(`${removed} of ${rowIds.length} refused rows were removed`);
  return {badCells: badCells.sort((one, other) => one.rowIndex - other.rowIndex), ...counts};
}

/** Where an accepted row stands in the file and what its cells say. */
interface LocatedRow {
  rowIndex: number;
  place: string;
  /** Trimmed text by field. */
  textOf: (field: string) => string;
}

/** Finds accepted rows by their rank among all accepted ones. */
async function locate(
  ledger: Warehouse,
  {contract, cells}: TextTable,
  {secret, ranks}: Refusing & {ranks: Set<number>},
): Promise<Map<number, LocatedRow>> {
  const {texts, blocks, placeOf} = cells();
  const names = fieldsOf(contract).map(({name}) => name);
  const learnt = judgedFields(contract).map((field, index) =>
    nothingLearnt(field, texts[index] as FieldTexts),
  );
  const found = new Map<number, LocatedRow>();
  let [rank, firstRow] = [0, 0];
  for await (const block of blocks) {
    for (const field of learnt) await learn(ledger, field, {contract, secret});
    const rows = goodRows(block, learnt) ?? Int32Array.from({length: block.rowCount}, (_, row) => row);
    for (const row of rows) {
      if (ranks.has(rank)) {
        const rowTexts = block.cells.map((numbers, field) =>
          trimmed(texts[field]?.textAt(numbers[row] ?? 0) ?? ""),
        );
        found.set(rank, {
          rowIndex: firstRow + row,
          place: placeOf(block.lines[row] ?? 0),
          textOf: (field) => rowTexts[names.indexOf(field)] ?? "",
        });
      }
      rank += 1;
    }
    firstRow += block.rowCount;
  }
  return found;
}

function located(rows: Map<number, LocatedRow>, rank: number): LocatedRow {
  const row = rows.get(rank);
  if (!row) throw new Error(`accepted row ${rank} was not found again in the file`);
  return row;
}

const SHOWN_TWINS = 3;

function explainDuplicates(
  {contract}: TextTable,
  duplicates: DuplicateRow[],
  rows: Map<number, LocatedRow>,
): BadCell[] {
  const fields = fieldsOf(contract).filter(({name}) => contract.grain.includes(name));
  const key = fields.map(({meta}) => meta.headings[0]).join("・");
  return [...Map.groupBy(duplicates, ({twins}) => twins).values()].flatMap((twins) => {
    const places = twins.map(({rank}) => located(rows, rank));
    return places.map(({rowIndex, place}) => {
      const others = places.filter((other) => other.rowIndex !== rowIndex).map((other) => other.place);
      const twinPlaces = someOf(others.slice(0, SHOWN_TWINS), others.length, "行");
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

/** Enough to see a pattern; looking for near numbers costs a hash for each variant. */
const MOST_LOOKED_UP = 200;

async function explainStaff(
  ledger: Warehouse,
  texts: string[],
  secret: Buffer,
): Promise<(text: string) => string> {
  const numbers = texts.slice(0, MOST_LOOKED_UP).map(halfWidth);
  const mistyped = await mistypedStaffNumbers(ledger, numbers, secret);
  return (text) =>
    mistyped.has(halfWidth(text))
      ? "この職員番号は職員名簿にありません。1字だけ違う番号が名簿にあります。打ち間違いでないか確かめてください"
      : "この職員番号は職員名簿にありません。番号を確かめるか、新しい職員名簿を先に取り込んでください";
}
