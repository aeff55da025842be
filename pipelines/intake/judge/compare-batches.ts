import {z} from "zod";
import type {Contract} from "../../../schemas/contract.ts";
import {fiscalYearOf} from "../../../schemas/fiscal-time.ts";
import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import {periodName} from "../../../schemas/period-name.ts";
import {someOf} from "../../../schemas/some-of.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {Hold} from "../../ledger/hold.ts";
import {judgedFields} from "../../ledger/stored-columns.ts";
import {laterColumns} from "../../ledger/stored-tables.ts";
import {namedSpans, nameStem} from "./file-name-periods.ts";
import {type IntakeLimit, intakeLimit} from "./intake-limits.ts";

/** A batch whose rows lie in the ledger but which is not recorded yet. */
export interface NewBatch {
  contract: Contract;
  batchId: number;
  fileName: string;
}

/** What makes a readable file suspicious beside those that were loaded before it. Runs before the batch is recorded. */
export async function suspicions(ledger: Warehouse, batch: NewBatch): Promise<Hold[]> {
  const periods = await periodsOf(ledger, batch);
  const wrong = wrongPeriod(batch, periods);
  if (!(await hasEarlier(ledger, batch, periods))) return wrong;
  const limit = intakeLimit(batch.contract.source);
  const comparisons = await compareWithEarlier(ledger, batch);
  return [
    ...wrong,
    ...comparisons.flatMap((comparison) => contradiction(batch, comparison)),
    ...comparisons.flatMap((comparison) => lostRows(comparison, limit)),
  ];
}

async function periodsOf(ledger: Warehouse, {contract, batchId}: NewBatch): Promise<string[]> {
  const rows = await ledger.rows(statement("ledger.loaded_periods_of_batch"), {
    source: contract.source,
    batch_id: batchId,
  });
  return rows.map(({period}) => String(period));
}

/** A cheap question before the dear ones: most files are the first for their periods. */
async function hasEarlier(ledger: Warehouse, {contract}: NewBatch, periods: string[]): Promise<boolean> {
  const [row] = await ledger.rows(statement("ledger.earlier_batch_count"), {
    source: contract.source,
    periods: JSON.stringify(periods),
  });
  return row?.earlier !== 0;
}

/** A month, quarter or year in the file's name that is not that of its rows. Days of record are not looked at. */
function wrongPeriod({contract, fileName}: NewBatch, periods: string[]): Hold[] {
  const months = monthsOfPeriod(contract);
  const spans = namedSpans(fileName);
  if (months === null || spans.length === 0) return [];
  const [from, to] = [
    spans.map((span) => span.from).sort()[0] ?? "",
    spans
      .map((span) => span.to)
      .sort()
      .at(-1) ?? "",
  ];
  const outside = periods.filter(
    (period) => period < (months === 12 ? fiscalYearStart(from) : from) || period >= to,
  );
  if (outside.length === 0) return [];
  const named = spans.map(({text}) => `「${text.trim()}」`).join("");
  const found = outside.map((period) => periodName(months, period));
  const text = `ファイル名には${named}とありますが、${shortList(found)}の行があります。別の期間のファイルではありませんか`;
  return [{kind: "wrong_period", text}];
}

/** A year's file may be named by a month of that year. */
function fiscalYearStart(day: string): string {
  return `${fiscalYearOf(day)}-04-01`;
}

const SHOWN = 3;

function shortList(names: string[]): string {
  return someOf(names.slice(0, SHOWN), names.length, "期間");
}

const comparisonRow = z.strictObject({
  batchId: z.int(),
  fileName: z.string(),
  isHeld: z.boolean(),
  /** Rows of the earlier batch in the periods of the new one. */
  earlierCount: z.int(),
  /** Of those, rows whose key is in the new batch too, and of these the ones that say something else. */
  sharedCount: z.int(),
  changedCount: z.int(),
});

type Comparison = z.infer<typeof comparisonRow>;

/** Each batch that the new one would supersede in some period, key by key; held ones too, if only rows of them were bad. */
async function compareWithEarlier(ledger: Warehouse, batch: NewBatch): Promise<Comparison[]> {
  const earlier = await earlierPeriods(ledger, batch);
  if (earlier.length === 0) return [];
  const {source, grain} = batch.contract;
  const fields = judgedFields(batch.contract);
  const keys = fields.filter(({name}) => grain.includes(name)).map(({storedName}) => storedName);
  const values = fields.filter(({name}) => !grain.includes(name)).map(({storedName}) => storedName);
  const since = await laterColumns(ledger, source);
  const same = (columns: string[]) =>
    columns.map((column) => `(${sameValue(column, since.get(column))})`).join(" and ") || "true";
  const rows = await ledger.rows(
    `with earlier as (
       select unnest(from_json($2, '[{"batchId": "integer", "period": "date", "isHeld": "boolean"}]'), max_depth := 2)
     ),
     theirs as (
       select earlier."isHeld", rows.* from raw.${source} as rows
       inner join earlier on earlier."batchId" = rows.batch_id and earlier.period = rows.period
       where rows.batch_id in (${[...new Set(earlier.map(({batchId}) => batchId))].join(", ")})
     )
     select theirs.batch_id as "batchId", batches.file_name as "fileName", theirs."isHeld",
       count(*)::integer as "earlierCount", count(mine.batch_id)::integer as "sharedCount",
       (count(*) filter (mine.batch_id is not null and not (${same(values)})))::integer as "changedCount"
     from theirs
     inner join intake.batches as batches on batches.batch_id = theirs.batch_id
     left join (from raw.${source} where batch_id = $1) as mine on mine.period = theirs.period and ${same(keys)}
     group by all order by theirs.batch_id`,
    [batch.batchId, JSON.stringify(earlier)],
  );
  return z.array(comparisonRow).parse(rows);
}

/** A batch from before the source had a column says nothing of it. */
function sameValue(column: string, since: number | undefined): string {
  const same = `mine.${column} is not distinct from theirs.${column}`;
  return since === undefined ? same : `theirs.batch_id < ${since} or ${same}`;
}

const earlierRow = z.strictObject({batchId: z.int(), period: z.iso.date(), isHeld: z.boolean()});

async function earlierPeriods(
  ledger: Warehouse,
  {contract: {source}, batchId}: NewBatch,
): Promise<z.infer<typeof earlierRow>[]> {
  const rows = await ledger.rows(statement("ledger.earlier_periods"), {source, batch_id: batchId});
  return z.array(earlierRow).parse(rows);
}

/** The same period from somewhere else: the names differ, and so do the people or things, or what is said of them. */
function contradiction(
  {fileName}: NewBatch,
  {batchId, fileName: earlierName, isHeld, sharedCount, changedCount}: Comparison,
): Hold[] {
  if (isHeld || nameStem(fileName) === nameStem(earlierName)) return [];
  const earlier = `前に受け付けた「${earlierName}」（受付番号${batchId}）`;
  const advice = "二つの課から出ているときは、一つにまとめて出し直してもらってください";
  if (sharedCount === 0)
    return [{kind: "contradiction", text: `${earlier}と同じ期間ですが、同じ行が一つもありません。${advice}`}];
  if (changedCount === 0) return [];
  const text = `${earlier}と同じ期間で、同じ行${count(changedCount)}件の値が違います。どちらが正しいか確かめてください。${advice}`;
  return [{kind: "contradiction", text}];
}

function lostRows(
  {batchId, fileName, isHeld, earlierCount, sharedCount}: Comparison,
  {lostRows, lostPercent}: IntakeLimit,
): Hold[] {
  const lost = earlierCount - sharedCount;
  const percent = (100 * lost) / earlierCount;
  if (lost <= lostRows || percent <= lostPercent) return [];
  const earlier = `${isHeld ? "保留中の" : "前に受け付けた"}「${fileName}」（受付番号${batchId}）`;
  const text =
    `${earlier}の同じ期間の${count(earlierCount)}行のうち、${count(lost)}行（${percent.toFixed(1)}%）がこのファイルにありません` +
    `（上限は${lostPercent}%）。一部だけのファイルではありませんか`;
  return [{kind: "lost_rows", text}];
}

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}
