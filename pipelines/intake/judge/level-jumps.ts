import {z} from "zod";
import type {Contract} from "../../../schemas/contract.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {Hold} from "../../ledger/hold.ts";
import {type RecordedPeriod, recordedFiles} from "../../ledger/recorded-files.ts";
import {type JudgedField, judgedFields} from "../../ledger/stored-columns.ts";
import type {NewBatch} from "./earlier-batches.ts";
import {isOfSameLength} from "./two-lengths.ts";

/** The file that a new one is compared with. */
interface Former {
  batchId: number;
  fileName: string;
}

/**
 * The last net for a unit that nobody wrote down: amounts that are all about 10, 100 or 1,000 times those of the nearest
 * period in force, or that part of them. Runs before the batch is recorded.
 */
export async function levelJumps(ledger: Warehouse, batch: NewBatch): Promise<Hold[]> {
  const amounts = amountFields(batch.contract);
  if (amounts.length === 0 || batch.periods.length === 0) return [];
  const former = await nearestBatch(ledger, batch);
  if (former === undefined) return [];
  const moved = await movedFields(ledger, batch, {former, amounts});
  const holds: Hold[] = [];
  for (const field of moved) {
    const jump = jumpIn(await ratioOfKeys(ledger, batch, {former, field}), field);
    if (jump !== undefined) holds.push({kind: "level_jump", text: jumpText(field, former, jump)});
  }
  return holds;
}

function amountFields(contract: Contract): JudgedField[] {
  return judgedFields(contract).filter(
    ({name, meta}) => (meta.kind === "integer" || meta.kind === "duration") && !contract.grain.includes(name),
  );
}

/** The file in force whose period lies nearest and whose rows are in the ledger: of two the later one. */
async function nearestBatch(ledger: Warehouse, batch: NewBatch): Promise<Former | undefined> {
  const {contract, periods} = batch;
  const isComparable = await isOfSameLength(ledger, batch);
  const recorded = (await recordedFiles(ledger))
    .periodsOf(contract.source)
    .filter(({batchId}) => isComparable(batchId));
  const distance = ({period}: {period: string}) =>
    Math.abs(Date.parse(period) - Date.parse(periods[0] ?? ""));
  return recorded
    .filter(({isInForce, isCompacted, acceptedCount}) => isInForce && !isCompacted && acceptedCount > 0)
    .reverse()
    .reduce<RecordedPeriod | undefined>(
      (nearest, one) => (nearest === undefined || distance(one) < distance(nearest) ? one : nearest),
      undefined,
    );
}

/** So far the mean of a list moves by itself, at times. */
const USUAL = 4;

/** The fields whose mean is another one by far: a cheap question before the dear one. */
async function movedFields(
  ledger: Warehouse,
  {contract, batchId}: NewBatch,
  {former, amounts}: {former: Former; amounts: JudgedField[]},
): Promise<JudgedField[]> {
  const mean = (id: number, {storedName}: JudgedField) =>
    `avg(${storedName}) filter (batch_id = ${id} and ${storedName} <> 0)`;
  const ratios = amounts.map((field) => `${mean(batchId, field)} / ${mean(former.batchId, field)}`);
  const {rows} = await ledger.table(
    `select ${ratios.join(", ")} from raw.${contract.source} where batch_id in (${batchId}, ${former.batchId})`,
  );
  return amounts.filter((_, index) => {
    const ratio = Math.abs(Number(rows[0]?.[index] ?? 1));
    return ratio > USUAL || ratio < 1 / USUAL;
  });
}

const ratioRow = z.strictObject({
  sharedCount: z.int(),
  low: z.number().nullable(),
  middle: z.number().nullable(),
  high: z.number().nullable(),
});

type Ratio = z.infer<typeof ratioRow>;

/** How many times the amounts of before those of the same people or things are now. */
async function ratioOfKeys(
  ledger: Warehouse,
  {contract, batchId}: NewBatch,
  {former, field}: {former: Former; field: JudgedField},
): Promise<Ratio> {
  const {source, grain} = contract;
  const keys = judgedFields(contract)
    .filter(({name, meta}) => grain.includes(name) && !IN_TIME.includes(meta.kind))
    .map(({storedName}) => storedName);
  const levels = (id: number) =>
    `select ${[...keys, `avg(${field.storedName}) as level`].join(", ")} from raw.${source}
     where batch_id = ${id} and ${field.storedName} <> 0 group by all`;
  const same = keys.map((key) => `mine.${key} is not distinct from theirs.${key}`).join(" and ") || "true";
  const [row] = await ledger.rows(
    `with ratios as (
       select abs(mine.level / theirs.level) as ratio
       from (${levels(batchId)}) as mine inner join (${levels(former.batchId)}) as theirs on ${same}
     )
     select count(*)::integer as "sharedCount", quantile_cont(ratio, 0.25) as low, median(ratio) as middle,
       quantile_cont(ratio, 0.75) as high
     from ratios`,
  );
  return ratioRow.parse(row);
}

const IN_TIME: JudgedField["meta"]["kind"][] = ["day", "month", "quarter", "fiscal_year"];

/** How far from a factor the middle of the amounts, and the middle half of them, may lie. */
const MIDDLE_WITHIN = Math.log(1.7);
const HALF_WITHIN = Math.log(2.5);
/** Fewer things than these grow tenfold by themselves. */
const FEWEST_FOR_TEN = 3;
const POWERS_OF_TEN = [10, 100, 1_000, 10_000];
const MINUTES = 60;

/** The factor by which all amounts moved, below 1 where they fell; undefined where they did not, or not alike. */
function jumpIn({sharedCount, low, middle, high}: Ratio, {meta}: JudgedField): number | undefined {
  if (low === null || middle === null || high === null) return undefined;
  const sizes = meta.kind === "duration" ? [MINUTES, ...POWERS_OF_TEN] : POWERS_OF_TEN;
  const distance = (factor: number, ratio: number) => Math.abs(Math.log(ratio / factor));
  const [factor = 1] = sizes
    .flatMap((size) => [size, 1 / size])
    .sort((one, other) => distance(one, middle) - distance(other, middle));
  const isAlike =
    distance(factor, middle) <= MIDDLE_WITHIN &&
    distance(factor, low) <= HALF_WITHIN &&
    distance(factor, high) <= HALF_WITHIN;
  const isChance = sharedCount < FEWEST_FOR_TEN && (factor === 10 || factor === 1 / 10);
  return isAlike && !isChance ? factor : undefined;
}

function jumpText({meta}: JudgedField, {batchId, fileName}: Former, factor: number): string {
  const size = Math.round(Math.max(factor, 1 / factor)).toLocaleString("ja-JP");
  const jump = factor > 1 ? `${size}倍` : `${size}分の1`;
  return (
    `「${meta.headings[0]}」が、いちばん近い期間の「${fileName}」（受付番号${batchId}）のおよそ${jump}です。` +
    "単位（千枚、百万円、分など）が違いませんか。違うときは、単位を表の上に書いて出し直してもらってください"
  );
}
