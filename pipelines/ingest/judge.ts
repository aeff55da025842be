import type {Contract} from "../../schemas/contract.ts";
import type {Warehouse} from "../warehouse/open.ts";
import type {TextPart} from "./decode.ts";
import {explainCell} from "./explain-cell.ts";
import {type JudgedField, judgedFields, quoted} from "./judge-sql.ts";
import type {TextTable} from "./read-table.ts";
import {staffKeySql} from "./staff-key.ts";

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
 * numbers costs next to nothing per row. Runs inside the caller's transaction.
 */
export async function judge(
  ledger: Warehouse,
  table: TextTable,
  {batchId, secret}: JudgeOptions,
): Promise<Judgement> {
  const fields = judgedFields(table.contract);
  const cellCount = await loadCells(ledger, table);
  for (const field of fields) await makeDictionary(ledger, field, secret);
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

/** All cells as text. The engine reads one part while the next is made; returns the number of rows. */
async function loadCells(ledger: Warehouse, table: TextTable): Promise<number> {
  const names = table.columns.filter((name) => name !== null);
  await ledger.run(
    `create or replace temp table cells (${names.map((name) => `${name} varchar`).join(", ")})`,
  );
  let rowCount = 0;
  let loading = Promise.resolve(0);
  for (const part of table.parts()) {
    rowCount += await loading;
    loading = ledger.run(`insert into cells ${readPart(table, part)}`);
    loading.catch(() => {}); // told where it is awaited
  }
  return rowCount + (await loading);
}

function readPart(table: TextTable, {path, firstLine}: TextPart): string {
  const columns = table.columns.map((_, index) => `'c${index}': 'varchar'`);
  const wanted = table.columns.flatMap((name, index) => (name ? [`c${index} as ${name}`] : []));
  return `select ${wanted.join(", ")}
    from read_csv(${quoted(path)}, auto_detect = false, header = false, skip = ${firstLine === 1 ? table.skipLines : 0},
      delim = ${quoted(table.delimiter)}, quote = '"', escape = '"', nullstr = '\u0001',
      columns = {${columns.join(", ")}},
      store_rejects = true, rejects_table = 'rejected_lines', rejects_scan = 'rejected_scans')`;
}

/** One row per distinct text of a column that the contract accepts, with its value. Staff numbers become keys here. */
async function makeDictionary(ledger: Warehouse, field: JudgedField, secret: Buffer): Promise<void> {
  const stored = field.meta.kind === "staff_number" ? staffKeySql("value", secret) : "value";
  await ledger.run(
    `create or replace temp table ${dictionary(field)} as
     with texts as (select distinct ${field.name} as text from cells),
     trimmed_texts as (select text, trimmed(text) as cell from texts),
     read_texts as (select text, cell, ${field.value} as value from trimmed_texts)
     select text, cast(${stored} as ${field.storedType}) as value, ${field.isGood} as is_good from read_texts;
     -- A statement of its own: as a filter above, the engine would judge every row before it looks for distinct texts.
     delete from ${dictionary(field)} where not is_good`,
  );
}

async function acceptRows(
  ledger: Warehouse,
  {contract, fields, batchId}: {contract: Contract; fields: JudgedField[]; batchId: number},
): Promise<number> {
  const values = fields.map((field) => `${dictionary(field)}.value`);
  return ledger.run(
    `insert into raw.${contract.source}
     select ${batchId}, ${periodSql(contract)}, ${values.join(", ")}
     from cells ${fields.map((field) => joined("inner", field)).join(" ")}`,
  );
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
  const badTexts = fields.map(
    (field) => `case when ${dictionary(field)}.text is null then trimmed(cells.${field.name}) end`,
  );
  const isBlank = fields.map((field) => `trimmed(cells.${field.name}) = ''`).join(" and ");
  const {rows} = await ledger.table(
    `select (cells.rowid - (select min(rowid) from cells))::integer, ${isBlank}, ${badTexts.join(", ")}
     from cells ${fields.map((field) => joined("left", field)).join(" ")}
     where ${fields.map((field) => `${dictionary(field)}.text is null`).join(" or ")}
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

function dictionary(field: JudgedField): string {
  return `${field.name}_dictionary`;
}

function joined(kind: "inner" | "left", field: JudgedField): string {
  return `${kind} join ${dictionary(field)} on ${dictionary(field)}.text = cells.${field.name}`;
}
