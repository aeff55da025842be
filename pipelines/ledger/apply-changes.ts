import type {Contract} from "../../schemas/contract.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {quoted} from "../engine/quoted.ts";
import {notePeriodsAnew, saysLongerPeriod} from "./by-month.ts";
import type {ContractChange} from "./contract-changes.ts";
import {type JudgedField, judgedFields} from "./stored-columns.ts";

/** Brings the raw tables to the contracts. Runs inside the caller's transaction, on a ledger of the newest version. */
export async function applyChanges(ledger: Warehouse, changes: ContractChange[]): Promise<void> {
  await ledger.run("create schema if not exists raw");
  const [row] = await ledger.rows(statement("ledger.next_batch_id"));
  for (const change of changes) await apply(ledger, change);
  await note(
    ledger,
    changes.flatMap((change) => notesOf(change, Number(row?.next))),
  );
}

async function apply(ledger: Warehouse, change: ContractChange): Promise<void> {
  switch (change.kind) {
    case "source_added":
      await ledger.run(rawTable(change.contract));
      return;
    case "column_added":
      return addColumn(ledger, change);
    case "column_filled":
      await ledger.run(
        `update raw.${change.contract.source} set ${change.field.storedName} = ${stated(change.field)}
         where ${change.field.storedName} is null`,
      );
      return;
    case "choices_changed":
    case "type_changed":
      return changeType(ledger, change);
    case "column_noted":
      if (saysLongerPeriod(change.contract, change.field.name))
        await notePeriodsAnew(ledger, change.contract);
      return;
    case "column_left":
      await ledger.run(statement("ledger.forget_raw_column"), {
        source: change.source,
        column_name: change.column,
      });
      return;
    default:
      change satisfies never;
  }
}

/** A column that is in the table from the beginning, or since before such things were noted. */
const FIRST_BATCH = 1;

interface ChangedField {
  contract: Contract;
  field: JudgedField;
}

function rawTable(contract: Contract): string {
  const columns = judgedFields(contract).map(({storedName, storedType}) => `${storedName} ${storedType}`);
  return `create table raw.${contract.source} (batch_id integer, period date, ${columns.join(", ")})`;
}

/** Rows of before get the stated value; later ones bring their own. */
async function addColumn(ledger: Warehouse, {contract: {source}, field}: ChangedField): Promise<void> {
  const {storedName, storedType, meta} = field;
  const before = meta.valueBefore === null ? "" : ` default ${stated(field)}`;
  await ledger.run(`alter table raw.${source} add column ${storedName} ${storedType}${before}`);
  if (before !== "") await ledger.run(`alter table raw.${source} alter ${storedName} drop default`);
}

/** The value that rows have from before their column was, in SQL. */
function stated({meta, storedType}: JudgedField): string {
  return `cast(${quoted(String(meta.valueBefore))} as ${storedType})`;
}

/** Gives the rows of a batch that came before some columns what is stated for such rows. */
export async function fillStated(
  ledger: Warehouse,
  {source}: Contract,
  {batchId, fields}: {batchId: number; fields: JudgedField[]},
): Promise<void> {
  for (const field of fields.filter(({meta}) => meta.valueBefore !== null))
    await ledger.run(`update raw.${source} set ${field.storedName} = ${stated(field)} where batch_id = $1`, [
      batchId,
    ]);
}

/** Values are carried over as texts: an enumeration knows no other by its numbers, and a number no other by its width. */
async function changeType(ledger: Warehouse, {contract: {source}, field}: ChangedField): Promise<void> {
  const {storedName, storedType} = field;
  await ledger.run(
    `alter table raw.${source} alter ${storedName}
     type ${storedType} using cast(cast(${storedName} as varchar) as ${storedType})`,
  );
}

interface Note extends ChangedField {
  firstBatch: number;
}

/** What the contract says of the columns that changed, each with the batch from which on it was. */
function notesOf(change: ContractChange, nextBatch: number): Note[] {
  if (change.kind === "column_left") return [];
  const {contract} = change;
  if (change.kind === "source_added")
    return judgedFields(contract).map((field) => ({contract, field, firstBatch: FIRST_BATCH}));
  const firstBatch = change.kind === "column_added" ? nextBatch : FIRST_BATCH;
  return [{contract, field: change.field, firstBatch}];
}

/** Of one column several things may have changed: it is noted once. */
async function note(ledger: Warehouse, notes: Note[]): Promise<void> {
  const columns = notes.map(({contract, field, firstBatch}) => ({
    source: contract.source,
    column_name: field.storedName,
    kind: field.meta.kind,
    is_optional: field.meta.optional,
    first_batch_id: firstBatch,
  }));
  const byName = new Map(columns.map((column) => [`${column.source}.${column.column_name}`, column]));
  await ledger.run(statement("ledger.note_raw_columns"), {columns: JSON.stringify([...byName.values()])});
}
