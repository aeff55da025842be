import {z} from "zod";
import {type StatementName, statement} from "../catalog/sql-files.ts";
import {memoryOf} from "../engine/memory-of.ts";
import type {Warehouse} from "../engine/open.ts";
import {identifier, quoted} from "../engine/quoted.ts";
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

/** Counts what the tables hold of a batch and notes it in place of what was noted. Runs inside the transaction that wrote it. */
export async function noteContent(ledger: Warehouse, batchId: number): Promise<void> {
  const only = {batchId, source: await sourceOf(ledger, batchId)};
  await note(ledger, "ledger.note_contents", only);
}

/** The same of a batch that is loaded in this transaction, of a source: cheaper, as nothing is noted of it yet. */
export async function noteNewContent(
  ledger: Warehouse,
  {batchId, source}: {batchId: number; source: string},
): Promise<void> {
  await note(ledger, "ledger.note_new_contents", {batchId, source});
}

/** Counts all batches anew: where a program or an engine changed the form of the rows, or the way of counting. */
export async function noteAllContents(ledger: Warehouse): Promise<void> {
  // What is counted takes the place of what was noted of it; the rows that left the ledger cannot be counted and stay noted.
  await ledger.run(statement("ledger.forget_contents"));
  await note(ledger, "ledger.note_contents");
}

/** One batch with its source. */
interface Only {
  batchId: number;
  source: string;
}

async function note(
  ledger: Warehouse,
  noting: "ledger.note_contents" | "ledger.note_new_contents",
  only?: Only,
): Promise<void> {
  const {sql, parameters} = await counting(ledger, only);
  await ledger.run(`${statement(noting)} from (\n${sql}\n)`, {
    ...parameters,
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
  const only = batchId === null ? undefined : {batchId, source: await sourceOf(ledger, batchId)};
  const {sql, parameters} = await counting(ledger, only);
  return z.array(counted).parse(await ledger.rows(sql, parameters));
}

/** One SELECT that counts a batch, or all. */
async function counting(
  ledger: Warehouse,
  only?: Only,
): Promise<{sql: string; parameters: Record<string, number>}> {
  const columns = (await columnsFor(ledger, only)).filter(
    ({noted, source}) => noted !== null && (only === undefined || source === only.source),
  );
  const where = only === undefined ? "" : "where batch_id = $batch_id";
  const ofRows = [...Map.groupBy(columns, ({source}) => source)].map(([source, its]) =>
    countOf(rowsOf(source, its), where),
  );
  const ofNotes = ["ledger.content_of_notes" as const, ...(await laterNotes(ledger))].map(statement);
  return {
    sql: [countOf(ofNotes.join("\nunion all\n"), where), ...ofRows].join("\nunion all\n"),
    parameters: only === undefined ? {} : {batch_id: only.batchId},
  };
}

/** Rows with a number each, to their number and sum by batch and table. */
function countOf(rows: string, where: string): string {
  return `select batch_id, relation, count(*)::integer as row_count, sum(content)::varchar as content
    from (\n${rows}\n) ${where} group by batch_id, relation`;
}

const columnsIn = memoryOf((): {columns?: StoredColumn[]} => ({}));

/** Whatever changes a table counts all batches anew; for one of them the tables are as they were then. */
async function columnsFor(ledger: Warehouse, only?: Only): Promise<StoredColumn[]> {
  const memory = columnsIn(ledger);
  if (only === undefined || memory.columns === undefined) memory.columns = await storedColumns(ledger);
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
function rowsOf(source: string, columns: StoredColumn[]): string {
  const names = columns.map(({name}) => name).toSorted();
  return `select batch_id, ${quoted(`raw.${source}`)} as relation, hash(period, ${names.map(identifier).join(", ")}) as content
    from raw.${identifier(source)}`;
}
