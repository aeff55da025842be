import {addAll} from "../../../schemas/add-all.ts";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {largest, smallest} from "../../../schemas/extremes.ts";
import {DAY_MS} from "../../../schemas/fiscal-time.ts";
import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import {periodName} from "../../../schemas/period-name.ts";
import {statement} from "../../catalog/sql-files.ts";
import {memoryOf} from "../../engine/memory-of.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {Hold} from "../../ledger/hold.ts";
import type {NewBatch} from "./earlier-batches.ts";
import {type IntakeLimit, isWithin} from "./intake-limits.ts";
import type {FormerPart} from "./periods-before.ts";

/** Fewer rows say nothing of what is usual. */
const FEWEST_ROWS = 10;
/** What is typical moves by so much at most from one month to the next; an hour taken for a minute is 60 times. */
const MOST_TIMES = 4;
/** A value that stands in so many of the rows, and never did before, was filled in by nobody. */
const COMMONEST_SHARE = 0.9;
const COMMONEST_BEFORE = 0.5;
/** A month of half the rows is half a month. */
const ROW_TIMES = {fewer: 2, more: 3};
const FEWEST_ROWS_COUNTED = 20;

/** What one batch has in one column in one period. */
interface Level {
  period: string;
  rowCount: number;
  median: number;
  mean: number;
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
  const texts = [
    ...(beside.isWholePeriod ? await oddRoster(ledger, batch, beside.limit) : []),
    ...(await oddAmounts(ledger, batch, beside)),
  ];
  return texts.map((text) => ({kind: "implausible", text}));
}

async function oddRoster(
  ledger: Warehouse,
  {contract, batchId, periods}: NewBatch,
  limit: IntakeLimit,
): Promise<string[]> {
  if (contract.source !== "staff") return [];
  const found: string[] = [];
  for (const period of periods) {
    const [row] = await ledger.rows(statement("ledger.people_gone_from_roster"), {batch_id: batchId, period});
    if (!row) continue;
    const [day, of, gone] = [String(row.day), Number(row.before_count), Number(row.gone_count)];
    if (isWithin(limit, gone / halfYearsBetween(day, period), of)) continue;
    found.push(
      `${periodName(null, day)}現在の名簿にいた${count(of)}人のうち、${count(gone)}人（${percent(gone, of)}）が${periodName(null, period)}現在の名簿にありません（その後に退職した人も載る名簿です）。一部だけのファイルではありませんか`,
    );
  }
  return found;
}

function halfYearsBetween(from: string, to: string): number {
  return Math.max(1, (Date.parse(to) - Date.parse(from)) / HALF_YEAR_MS);
}

const HALF_YEAR_MS = 184 * DAY_MS;

async function oddAmounts(
  ledger: Warehouse,
  {contract, batchId}: NewBatch,
  {before, isWholePeriod}: {before: FormerPart[]; isWholePeriod: boolean},
): Promise<string[]> {
  if (before.length === 0) return [];
  const found: string[] = [];
  for (const [index, column] of amountsOfPeople(contract).entries()) {
    const earlier: Level[] = [];
    for (const {period, batchId} of before) {
      const stored = await storedLevels(ledger, contract, {column: column.name, batchId});
      addAll(
        earlier,
        stored.filter((level) => level.period === period),
      );
    }
    const levels = await levelsOf(ledger, contract, {column: column.name, batchId});
    if (index === 0 && isWholePeriod) addAll(found, oddRowCounts(contract, levels, earlier));
    addAll(found, oddLevels({contract, column}, levels, earlier));
  }
  return found;
}

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

function oddRowCounts(contract: Contract, levels: Level[], earlier: Level[]): string[] {
  const usual = [...Map.groupBy(earlier, ({period}) => period).values()].map((parts) =>
    parts.reduce((sum, {rowCount}) => sum + rowCount, 0),
  );
  const [fewest, most] = [smallest(usual), largest(usual)];
  if (fewest < FEWEST_ROWS_COUNTED) return [];
  return levels
    .filter(({rowCount}) => rowCount * ROW_TIMES.fewer < fewest || rowCount > most * ROW_TIMES.more)
    .map(({period, rowCount}) => {
      const name = periodName(monthsOfPeriod(contract), period);
      return `${name}は${count(rowCount)}行ですが、前の${usual.length}期間は${range(fewest, most, count)}行です。一部だけ、または二重のファイルではありませんか`;
    });
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

function percent(part: number, of: number): string {
  return `${((100 * part) / of).toFixed(1)}%`;
}

interface OfBatch {
  column: string;
  batchId: number;
}

async function levelsOf(ledger: Warehouse, {source}: Contract, {column, batchId}: OfBatch): Promise<Level[]> {
  const rows = await ledger.rows(statement("ledger.levels_of_batch"), {source, column, batch_id: batchId});
  return rows.map(({period, row_count, median, mean, commonest}) => ({
    period: String(period),
    rowCount: Number(row_count),
    median: Number(median),
    mean: Number(mean),
    commonest: Number(commonest),
  }));
}

const levelsIn = memoryOf(() => new Map<string, Level[]>());

/** A batch that is recorded never changes, and each is looked at as often as files come after it. */
async function storedLevels(ledger: Warehouse, contract: Contract, one: OfBatch): Promise<Level[]> {
  const known = levelsIn(ledger);
  const key = `${one.batchId} ${one.column}`;
  const levels = known.get(key) ?? (await levelsOf(ledger, contract, one));
  known.set(key, levels);
  return levels;
}
