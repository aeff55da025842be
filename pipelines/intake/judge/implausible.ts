import {addAll} from "../../../schemas/add-all.ts";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {largest, smallest} from "../../../schemas/extremes.ts";
import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import {periodName} from "../../../schemas/period-name.ts";
import {statement} from "../../catalog/sql-files.ts";
import {memoryOf} from "../../engine/memory-of.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {Hold} from "../../ledger/hold.ts";
import type {NewBatch} from "./earlier-batches.ts";
import type {IntakeLimit} from "./intake-limits.ts";
import {oddLabels} from "./odd-labels.ts";
import {oddRoster} from "./odd-roster.ts";
import {oddRowCounts} from "./odd-row-counts.ts";
import type {FormerPart} from "./periods-before.ts";
import {isOfSameLength} from "./two-lengths.ts";

/** Fewer rows say nothing of what is usual. */
const FEWEST_ROWS = 10;
/** What is typical moves by so much at most from one month to the next; an hour taken for a minute is 60 times. */
const MOST_TIMES = 4;
/** A value that stands in so many of the rows, and never did before, was filled in by nobody. */
const COMMONEST_SHARE = 0.9;
const COMMONEST_BEFORE = 0.5;
/** Fewer rows have no hundredth part. */
const FEWEST_FOR_HIGH = 100;

/** What one batch has in one column in one period. */
interface Level {
  period: string;
  rowCount: number;
  median: number;
  mean: number;
  /** Only one row in a hundred has more. */
  high: number;
  commonest: number;
}

/**
 * What can be read and cannot be: other amounts for everybody than in the periods before, the same amount for nearly
 * everybody, half the rows, a roster without half the people. The first file of a period is looked at.
 */
export async function implausible(
  ledger: Warehouse,
  batch: NewBatch,
  beside: {before: FormerPart[]; isWholePeriod: boolean; limit: IntakeLimit},
): Promise<Hold[]> {
  const {before, isWholePeriod, limit} = beside;
  const ofWhole = isWholePeriod
    ? [
        ...(await oddRoster(ledger, batch, limit)),
        ...(await oddLabels(ledger, batch)),
        ...(await oddRowCounts(ledger, batch, before)),
      ]
    : [];
  const texts = [...ofWhole, ...(await oddAmounts(ledger, batch, before))];
  return texts.map((text) => ({kind: "implausible", text}));
}

async function oddAmounts(ledger: Warehouse, batch: NewBatch, partsBefore: FormerPart[]): Promise<string[]> {
  if (partsBefore.length === 0) return [];
  const {contract, batchId} = batch;
  const isComparable = await isOfSameLength(ledger, batch);
  const before = partsBefore.filter((part) => isComparable(part.batchId));
  const found: string[] = [];
  const columns: {levels: Level[]; earlier: Level[]}[] = [];
  for (const column of amountsOfPeople(contract)) {
    const earlier: Level[] = [];
    for (const {period, batchId} of before) {
      const stored = await storedLevels(ledger, contract, {column: column.name, batchId});
      addAll(
        earlier,
        stored.filter((level) => level.period === period),
      );
    }
    const levels = await storedLevels(ledger, contract, {column: column.name, batchId});
    addAll(found, oddLevels({contract, column}, levels, earlier));
    columns.push({levels, earlier});
  }
  return [...found, ...copies(contract, columns)];
}

/** Periods whose amounts are, in all columns, those of a period before: a file whose month alone was changed. */
function copies(contract: Contract, columns: {levels: Level[]; earlier: Level[]}[]): string[] {
  const [first] = columns;
  if (!first) return [];
  const months = monthsOfPeriod(contract);
  const isSame = (one: Level, other: Level) =>
    AMOUNTS.every((key) => one[key] === other[key]) &&
    one.rowCount >= FEWEST_ROWS_COPIED &&
    one.commonest < one.rowCount;
  const isCopy = (period: string, former: string) =>
    columns.every(({levels, earlier}) =>
      levels.some(
        (one) =>
          one.period === period && earlier.some((other) => other.period === former && isSame(one, other)),
      ),
    );
  return first.levels.flatMap(({period, rowCount}) => {
    const former = first.earlier.find((other) => isCopy(period, other.period))?.period;
    if (former === undefined) return [];
    return [
      `${periodName(months, period)}の${count(rowCount)}行は、${periodName(months, former)}と行数も値の合計も同じです。前の期間のファイルの年月だけを直したものではありませんか`,
    ];
  });
}

const AMOUNTS = ["rowCount", "mean", "median", "high", "commonest"] as const;
const FEWEST_ROWS_COPIED = 20;

interface Column {
  name: string;
  heading: string;
  kind: "duration" | "integer";
}

/** Amounts that are said of each person in each month or quarter. */
function amountsOfPeople(contract: Contract): Column[] {
  const months = monthsOfPeriod(contract);
  const isOfPeople = contract.grain.includes("staff_number") && (months === 1 || months === 3);
  if (!isOfPeople) return [];
  return fieldsOf(contract).flatMap(({name, meta: {kind, headings}}) =>
    kind === "duration" || kind === "integer" ? [{name, kind, heading: headings[0] ?? name}] : [],
  );
}

function oddLevels(
  {contract, column}: {contract: Contract; column: Column},
  levels: Level[],
  earlier: Level[],
): string[] {
  const usual = earlier.filter(({rowCount}) => rowCount >= FEWEST_ROWS);
  if (usual.length === 0) return [];
  return levels
    .filter(({rowCount}) => rowCount >= FEWEST_ROWS)
    .flatMap((level) => {
      const where = `${periodName(monthsOfPeriod(contract), level.period)}の${column.heading}`;
      const typical = usual.map(typicalOf);
      const [low, high] = [smallest(typical), largest(typical)];
      const mine = typicalOf(level);
      const isFar = high > 0 && (mine > high * MOST_TIMES || mine * MOST_TIMES < low);
      if (isFar)
        return [
          `${where}は真ん中の人で${amount(mine, column)}ですが、前の期間は${range(low, high, (value) => amount(value, column))}です。単位（分と時間など）が違いませんか`,
        ];
      const highest = largest(usual.map(({high, rowCount}) => (rowCount >= FEWEST_FOR_HIGH ? high : 0)));
      if (highest > 0 && level.rowCount >= FEWEST_FOR_HIGH && level.high > highest * MOST_TIMES)
        return [
          `${where}は多いほうの1％が${amount(level.high, column)}以上ですが、前の期間は${amount(highest, column)}以上です。一部の人だけ単位（分と時間など）が違いませんか`,
        ];
      const isFilledIn =
        level.commonest >= COMMONEST_SHARE * level.rowCount &&
        usual.every(({commonest, rowCount}) => commonest < COMMONEST_BEFORE * rowCount);
      if (!isFilledIn) return [];
      return [
        `${where}は${count(level.rowCount)}行のうち${count(level.commonest)}行が同じ${amount(level.median, column)}ですが、前の期間にそういうことはありません。仮の値ではありませんか`,
      ];
    });
}

/** The median; where it is 0 for most, the mean. */
function typicalOf({median, mean}: Level): number {
  return median > 0 ? median : mean;
}

function amount(value: number, {kind}: Column): string {
  if (kind === "integer") return (Math.round(value * 10) / 10).toLocaleString("ja-JP");
  const minutes = Math.round(value);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

function range(low: number, high: number, text: (value: number) => string): string {
  return text(low) === text(high) ? text(low) : `${text(low)}～${text(high)}`;
}

function count(value: number): string {
  return value.toLocaleString("ja-JP");
}

interface OfBatch {
  column: string;
  batchId: number;
}

async function levelsOf(ledger: Warehouse, {source}: Contract, {column, batchId}: OfBatch): Promise<Level[]> {
  const rows = await ledger.rows(statement("ledger.levels_of_batch"), {source, column, batch_id: batchId});
  return rows.map(({period, row_count, median, mean, high, commonest}) => ({
    period: String(period),
    rowCount: Number(row_count),
    median: Number(median),
    mean: Number(mean),
    high: Number(high),
    commonest: Number(commonest),
  }));
}

const levelsIn = memoryOf(() => new Map<string, Level[]>());

/** A batch from whose rows the bad ones were taken never changes, and each is looked at as often as files come after it. */
async function storedLevels(ledger: Warehouse, contract: Contract, one: OfBatch): Promise<Level[]> {
  const known = levelsIn(ledger);
  const key = `${one.batchId} ${one.column}`;
  const levels = known.get(key) ?? (await levelsOf(ledger, contract, one));
  known.set(key, levels);
  return levels;
}
