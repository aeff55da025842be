import {z} from "zod";
import {type StatementName, statement} from "../catalog/sql-files.ts";
import {memoryOf} from "../engine/memory-of.ts";
import type {Warehouse} from "../engine/open.ts";
import {type StoredColumn, storedColumns} from "./stored-tables.ts";

/*
 * What the ledger holds of each batch is noted when it is written: for every table the number of rows and a sum over them in
 * no order. Rows that somebody changed behind the program's back are found by it.
 */

const counted = z.strictObject({
  batch_id: z.int(),
  /** "raw.overtime", "intake.decisions". */
  relation: z.string(),
  row_count: z.int(),
  /** A sum too large for a number. */
  content: z.string(),
});

/** What one table holds of one batch. */
export type Content = z.infer<typeof counted>;

const noted = counted.extend({counted_as: z.string()});

/** Counts what the tables hold of a batch of a source and notes it. Runs inside the transaction that wrote it. */
export async function noteContent(ledger: Warehouse, batchId: number, source?: string): Promise<void> {
  await note(ledger, batchId, source);
}

/** Counts all batches anew: where a program or an engine changed the form of the rows, or the way of counting. */
export async function noteAllContents(ledger: Warehouse): Promise<void> {
  await note(ledger, null);
}

async function note(ledger: Warehouse, batchId: number | null, source?: string): Promise<void> {
  const counting = await countingSql(ledger, batchId, source);
  // What is counted takes the place of what was noted of it; the rows that left the ledger cannot be counted and stay noted.
  if (batchId === null) await ledger.run(statement("ledger.forget_contents"));
  await ledger.run(`${statement("ledger.note_contents")} from (\n${counting}\n)`, {
    batch_id: batchId,
    counted_as: await wayOfCounting(ledger),
  });
}

/** Whether an engine that makes other numbers of the same values noted what is there. */
export async function isCountedOtherwise(ledger: Warehouse): Promise<boolean> {
  const today = await wayOfCounting(ledger);
  const rows = z.array(noted).parse(await ledger.rows(statement("ledger.noted_contents")));
  return rows.some(({counted_as}) => counted_as !== today);
}

/** The engine of this process has one. */
let countedAs: string | undefined;

async function wayOfCounting(ledger: Warehouse): Promise<string> {
  countedAs ??= String((await ledger.rows(statement("ledger.way_of_counting")))[0]?.counted_as);
  return countedAs;
}

export async function notedContents(ledger: Warehouse): Promise<Content[]> {
  const rows = z.array(noted).parse(await ledger.rows(statement("ledger.noted_contents")));
  return rows.map(({counted_as: _, ...content}) => content);
}

/** What is there now, of a batch or of all. */
export async function countedContents(ledger: Warehouse, batchId: number | null = null): Promise<Content[]> {
  const rows = await ledger.rows(await countingSql(ledger, batchId), {batch_id: batchId});
  return z.array(counted).parse(rows);
}

/** One SELECT that counts a batch, or all where $batch_id is null. */
async function countingSql(ledger: Warehouse, batchId: number | null, known?: string): Promise<string> {
  const only = batchId === null ? undefined : (known ?? (await sourceOf(ledger, batchId)));
  const columns = (await columnsFor(ledger, batchId)).filter(
    ({noted, source}) => noted !== null && (only === undefined || source === only),
  );
  const ofRows = [...Map.groupBy(columns, ({source}) => source)].map(([source, its]) =>
    rowsOf(
      source,
      its.map(({name}) => name),
    ),
  );
  const ofNotes = ["ledger.content_of_notes" as const, ...(await laterNotes(ledger))].map(statement);
  return [...ofNotes, ...ofRows].join("\nunion all\n");
}

const columnsIn = memoryOf((): {columns?: StoredColumn[]} => ({}));

/** Whatever changes a table counts all batches anew; for one of them the tables are as they were then. */
async function columnsFor(ledger: Warehouse, batchId: number | null): Promise<StoredColumn[]> {
  const memory = columnsIn(ledger);
  if (batchId === null || memory.columns === undefined) memory.columns = await storedColumns(ledger);
  return memory.columns;
}

async function sourceOf(ledger: Warehouse, batchId: number): Promise<string> {
  const [batch] = await ledger.rows(statement("ledger.file_of_batch"), {batch_id: batchId});
  return String(batch?.source);
}

/** Notes that ledgers of before do not have, by a table of each. */
const LATER_NOTES: Record<string, StatementName> = {
  hands: "ledger.content_of_hands",
  readings: "ledger.content_of_readings",
  replaces: "ledger.content_of_replaces",
  words: "ledger.content_of_words",
};

/** Whether a ledger has all of them: tables only come. */
const completeness = memoryOf(() => ({isComplete: false}));

async function laterNotes(ledger: Warehouse): Promise<StatementName[]> {
  const all = Object.entries(LATER_NOTES);
  if (completeness(ledger).isComplete) return all.map(([, name]) => name);
  const tables = await ledger.rows(statement("ledger.intake_table_names"));
  const names = new Set(tables.map(({table_name}) => String(table_name)));
  const there = all.filter(([table]) => names.has(table));
  completeness(ledger).isComplete = there.length === all.length;
  return there.map(([, name]) => name);
}

/** Columns in the order of their names: a table that learnt one late has it in another place. */
function rowsOf(source: string, columns: string[]): string {
  return `select batch_id, 'raw.${source}' as relation, count(*)::integer as row_count,
      cast(sum(hash(period, ${columns.toSorted().join(", ")})) as varchar) as content
    from raw.${source}
    where $batch_id::integer is null or batch_id = $batch_id
    group by batch_id`;
}
