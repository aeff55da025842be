import type {Contract} from "../../schemas/contract.ts";
import type {Warehouse} from "../warehouse/open.ts";
import {explainCell} from "./explain-cell.ts";
import {type JudgedField, judgedFields} from "./judge-sql.ts";
import {
  dictionary,
  hasDictionary,
  isChoice,
  loadCells,
  makeDictionary,
  recogniseOtherLabels,
} from "./load-cells.ts";
import type {TextTable} from "./read-table.ts";

/** One cell (or whole line) that was not accepted. `cell` is withheld for staff numbers. */
export interface BadCell {
  /** Index among the rows that could be split into cells; minus the line number of one that could not. */
  rowIndex: number;
  place: string;
  heading: string;
  cell: string | null;
  reason: string;
}

/** rowCount = acceptedCount + quarantinedCount + ignoredCount, always. */
export interface Judgement {
  rowCount: number;
  acceptedCount: number;
  quarantinedCount: number;
  ignoredCount: number;
  badCells: BadCell[];
}

/**
 * Casts and validates a whole table inside the engine and adds its good rows to the raw table of its source.
 * Each distinct text of a column is judged once (a dictionary per column), so that the grammar of dates and
 * numbers costs next to nothing per row; the label of a choice is recognised while its row is read. Runs inside the caller's transaction.
 */
export async function judge(
  ledger: Warehouse,
  table: TextTable,
  {batchId, secret}: JudgeOptions,
): Promise<Judgement> {
  const fields = judgedFields(table.contract);
  const cellCount = await loadCells(ledger, table, fields);
  for (const field of fields.filter(hasDictionary)) await makeDictionary(ledger, field, secret);
  for (const field of fields.filter(isChoice)) await recogniseOtherLabels(ledger, field, secret);
  const acceptedCount = await acceptRows(ledger, {contract: table.contract, fields, batchId});
  const isAllGood = acceptedCount === cellCount && (await rejectedLineCount(ledger)) === 0;
  const rest = isAllGood ? NOTHING_LEFT : await explainRest(ledger, fields, table);
  await ledger.run(
    "drop table cells; drop table if exists rejected_lines; drop table if exists rejected_scans",
  );
  const ignoredCount = table.ignoredCount + rest.blankCount;
  return {
    rowCount: cellCount + rest.rejectedCount + table.ignoredCount,
    acceptedCount,
    quarantinedCount: rest.badRowCount + rest.rejectedCount,
    ignoredCount,
    badCells: rest.badCells,
  };
}

export interface JudgeOptions {
  batchId: number;
  secret: Buffer;
}

interface Rest {
  badCells: BadCell[];
  badRowCount: number;
  rejectedCount: number;
  blankCount: number;
}

const NOTHING_LEFT: Rest = {badCells: [], badRowCount: 0, rejectedCount: 0, blankCount: 0};

async function acceptRows(
  ledger: Warehouse,
  {contract, fields, batchId}: {contract: Contract; fields: JudgedField[]; batchId: number},
): Promise<number> {
  return ledger.run(
    `insert into raw.${contract.source}
     select ${batchId}, ${periodSql(contract)}, ${fields.map(storedValue).join(", ")}
     from cells ${joinedDictionaries("inner", fields)}
     where ${["true", ...fields.filter(isChoice).map((field) => `not ${isBad(field)}`)].join(" and ")}`,
  );
}

function storedValue(field: JudgedField): string {
  return isChoice(field) ? `cells.${field.name}_value` : `${dictionary(field)}.value`;
}

/** True where the contract refuses the cell; a blank is no fault where the contract allows one. */
function isBad(field: JudgedField): string {
  if (!isChoice(field)) return `${dictionary(field)}.text is null`;
  const isMissing = `cells.${field.name}_value is null`;
  return field.meta.optional ? `(${isMissing} and trimmed(cells.${field.name}) <> '')` : `(${isMissing})`;
}

/** First day of the period a row belongs to; a list that is replaced as a whole has one period for all. */
function periodSql({period}: Contract): string {
  if (period === "whole") return "date '1900-01-01'";
  const value = `${period.column}_dictionary.value`;
  return period.by === "month" ? `month_start(${value})` : value;
}

async function rejectedLineCount(ledger: Warehouse): Promise<number> {
  const [row] = await ledger.rows("select count(*)::integer as lines from rejected_lines");
  return Number(row?.lines);
}

async function explainRest(ledger: Warehouse, fields: JudgedField[], table: TextTable): Promise<Rest> {
  const badTexts = fields.map((field) => `case when ${isBad(field)} then trimmed(cells.${field.name}) end`);
  const isBlank = fields.map((field) => `coalesce(trimmed(cells.${field.name}), 'x') = ''`).join(" and ");
  const {rows} = await ledger.table(
    `select (cells.rowid - (select min(rowid) from cells))::integer, ${isBlank}, ${badTexts.join(", ")}
     from cells ${joinedDictionaries("left", fields)}
     where ${fields.map(isBad).join(" or ")}
     order by cells.rowid`,
  );
  const bad = rows.filter(([, blank]) => blank !== true);
  const placeOf = bad.length > 0 ? await table.findPlaces() : () => "";
  const rejected = await rejectedLines(ledger, table);
  return {
    badCells: [...bad.flatMap((row) => badCellsOf(row as (string | null)[], {fields, placeOf})), ...rejected],
    badRowCount: bad.length,
    rejectedCount: rejected.length,
    blankCount: rows.length - bad.length,
  };
}

interface Explaining {
  fields: JudgedField[];
  placeOf: (rowIndex: number) => string;
}

function badCellsOf([rowIndex, , ...texts]: (string | null)[], {fields, placeOf}: Explaining): BadCell[] {
  return fields.flatMap((field, index) => {
    const cell = texts[index];
    if (cell === null || cell === undefined) return [];
    const isPersonal = field.meta.kind === "staff_number";
    return [
      {
        rowIndex: Number(rowIndex),
        place: placeOf(Number(rowIndex)),
        heading: field.meta.headings[0] ?? field.name,
        cell: isPersonal ? null : cell,
        reason: explainCell(field, isPersonal && cell !== "" ? "*".repeat(cell.length) : cell),
      },
    ];
  });
}

/** Lines that the engine could not split into the file's columns. */
async function rejectedLines(ledger: Warehouse, table: TextTable): Promise<BadCell[]> {
  const rows = await ledger.rows(
    `select distinct scans.file_path, lines.line::integer as line
     from rejected_lines as lines inner join rejected_scans as scans using (scan_id, file_id)`,
  );
  const firstLines = new Map(Array.from(table.parts(), ({path, firstLine}) => [path, firstLine]));
  const lines = rows.map(({file_path, line}) => (firstLines.get(String(file_path)) ?? 1) - 1 + Number(line));
  return lines
    .sort((a, b) => a - b)
    .map((line) => ({
      rowIndex: -line,
      place: `${line}行目`,
      heading: "（行全体）",
      cell: null,
      reason: `列の数が見出し（${table.columns.length}列）と合いません。区切りや引用符を確かめてください`,
    }));
}

function joinedDictionaries(kind: "inner" | "left", fields: JudgedField[]): string {
  const joins = fields
    .filter(hasDictionary)
    .map((field) => `${kind} join ${dictionary(field)} on ${dictionary(field)}.text = cells.${field.name}`);
  return joins.join(" ");
}
