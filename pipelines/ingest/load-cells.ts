import type {Warehouse} from "../warehouse/open.ts";
import type {TextPart} from "./decode.ts";
import {type JudgedField, quoted} from "./judge-sql.ts";
import type {TextTable} from "./read-table.ts";
import {staffKeySql} from "./staff-key.ts";

export function isChoice({meta}: JudgedField): boolean {
  return meta.kind === "choice";
}

export function hasDictionary(field: JudgedField): boolean {
  return !isChoice(field);
}

/**
 * All cells as text, and for a choice the value of its label instead of the text where the label stands as it should.
 * The engine reads one part while the next is made; returns the number of rows.
 */
export async function loadCells(ledger: Warehouse, table: TextTable, fields: JudgedField[]): Promise<number> {
  const columns = fields.flatMap((field) =>
    isChoice(field)
      ? [`${field.name} varchar`, `${field.name}_value ${field.storedType}`]
      : [`${field.name} varchar`],
  );
  await ledger.run(`create or replace temp table cells (${columns.join(", ")})`);
  let rowCount = 0;
  let loading = Promise.resolve(0);
  for (const part of table.parts()) {
    rowCount += await loading;
    loading = ledger.run(`insert into cells by name ${readPart(table, part, fields)}`);
    loading.catch(() => {}); // told where it is awaited
  }
  return rowCount + (await loading);
}

function readPart(table: TextTable, {path, firstLine}: TextPart, fields: JudgedField[]): string {
  const columns = table.columns.map((_, index) => `'c${index}': 'varchar'`);
  const wanted = fields.flatMap((field) => readCell(field, `c${table.columns.indexOf(field.name)}`));
  return `select ${wanted.join(", ")}
    from read_csv(${quoted(path)}, auto_detect = false, header = false, skip = ${firstLine === 1 ? table.skipLines : 0},
      delim = ${quoted(table.delimiter)}, quote = '"', escape = '"', nullstr = '\u0001',
      columns = {${columns.join(", ")}},
      store_rejects = true, rejects_table = 'rejected_lines', rejects_scan = 'rejected_scans')`;
}

function readCell(field: JudgedField, column: string): string[] {
  if (!isChoice(field)) return [`${column} as ${field.name}`];
  const labels = Object.keys(field.meta.choices).map(quoted).join(", ");
  const value = field.value.replace("case cell", `case ${column}`);
  return [
    `case when ${column} not in (${labels}) then ${column} end as ${field.name}`,
    `cast(${value} as ${field.storedType}) as ${field.name}_value`,
  ];
}

/** Labels with spaces around them, which the reading of rows did not recognise. */
export async function recogniseOtherLabels(
  ledger: Warehouse,
  field: JudgedField,
  secret: Buffer,
): Promise<void> {
  const [row] = await ledger.rows(`select count(${field.name})::integer as others from cells`);
  if (row?.others === 0) return;
  await makeDictionary(ledger, field, secret);
  await ledger.run(
    `update cells set ${field.name}_value = ${dictionary(field)}.value, ${field.name} = null
     from ${dictionary(field)} where ${dictionary(field)}.text = cells.${field.name} and ${dictionary(field)}.value is not null`,
  );
}

/** One row per distinct text of a column that the contract accepts, with its value. Staff numbers become keys here. */
export async function makeDictionary(ledger: Warehouse, field: JudgedField, secret: Buffer): Promise<void> {
  const stored = field.meta.kind === "staff_number" ? staffKeySql("value", secret) : "value";
  await ledger.run(
    `create or replace temp table ${dictionary(field)} as
     with texts as (select distinct ${field.name} as text from cells where ${field.name} is not null),
     trimmed_texts as (select text, trimmed(text) as cell from texts),
     read_texts as (select text, cell, ${field.value} as value from trimmed_texts)
     select text, cast(${stored} as ${field.storedType}) as value, ${field.isGood} as is_good from read_texts;
     -- A statement of its own: as a filter above, the engine would judge every row before it looks for distinct texts.
     delete from ${dictionary(field)} where not is_good`,
  );
}

export function dictionary(field: JudgedField): string {
  return `${field.name}_dictionary`;
}
