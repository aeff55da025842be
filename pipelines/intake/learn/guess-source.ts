import {type Contract, fieldsOf, type Layout} from "../../../schemas/contract.ts";
import {largest} from "../../../schemas/extremes.ts";
import type {UsualWords} from "../../../schemas/usual-words.ts";
import type {Grid} from "../read/grid.ts";
import {HEADING_ROWS} from "../read/headings.ts";
import {type MonthColumn, monthColumns} from "../read/month-headings.ts";
import {type ColumnScore, columnScore, type Judgements, noJudgements} from "./column-score.ts";
import {type FileColumn, type HeadedColumns, headedColumns} from "./file-columns.ts";
import {type KindsAcross, kindsIn, withUnknownKinds} from "./guess-kinds.ts";
import {idlePeriods, withMonthsMeant} from "./guess-months.ts";

/** A column of a contract and the column of a file that is likely it. */
export interface Pair extends ColumnScore {
  field: string;
  column: FileColumn;
}

/** One contract as what a table may be. */
export interface Guess {
  contract: Contract;
  grid: Grid;
  headed: HeadedColumns;
  pairs: Pair[];
  /** Columns without which no row can be read, for which there is none. */
  missing: string[];
  /** Columns of the file that would not be read. */
  unread: FileColumn[];
  /** Months that stand across, and the field whose values stand below them. */
  months: {columns: MonthColumn[]; monthField: string; valueField: string} | null;
  /** Words of a choice that stand across, and the field whose values stand below them. */
  kinds: KindsAcross | null;
  /** Whether the name of the file, or a title, says what it is. */
  isNamed: boolean;
  /** From 0 to 1. */
  score: number;
}

/** Fewer could be a date in a title. */
const FEWEST_MONTHS = 3;
const DEPTHS = [1, 2, 3];
/** What is worth as much as a match of everything. */
const [BY_FIELDS, BY_COLUMNS, BY_NAME] = [0.7, 0.2, 0.1];

/** What a file may be, the likeliest first, each source once; `fileName` may say it. */
export function guessSources(
  grids: Grid[],
  {contracts, usual, fileName}: {contracts: Contract[]; usual: UsualWords; fileName: string},
): Guess[] {
  const known = noJudgements(usual);
  const guesses = grids.flatMap((grid) =>
    headingsIn(grid).flatMap((headed) =>
      contracts.map((contract) => guessOf({grid, headed, contract, known, fileName})),
    ),
  );
  const best = [...Map.groupBy(guesses, ({contract}) => contract.source).values()].map((each) =>
    each.reduce((one, other) => (other.score > one.score ? other : one)),
  );
  return best.filter(({score}) => score > 0).toSorted((one, other) => other.score - one.score);
}

/** Rows that may be headings: with nearly as many names as any has. */
function headingsIn(grid: Grid): HeadedColumns[] {
  const rows = [...grid.rows.slice(0, HEADING_ROWS).keys()];
  const all = DEPTHS.flatMap((depth) => rows.flatMap((row) => headedColumns(grid, row, depth) ?? []));
  const filled = all.filter(({columns}) => columns.some((column) => column.filled > 0));
  const likely = filled.length > 0 ? filled : all;
  const widest = largest(
    likely.map(({columns}) => columns.length),
    0,
  );
  return likely.filter(({columns}) => columns.length * 2 >= widest);
}

interface Attempt {
  grid: Grid;
  headed: HeadedColumns;
  contract: Contract;
  known: Judgements;
  fileName: string;
}

function guessOf(attempt: Attempt): Guess {
  const {grid, headed, contract, known, fileName} = attempt;
  const fields = fieldsOf(contract);
  const months = monthsIn(attempt);
  const kinds = months ? null : kindsIn(headed, contract, known);
  const melted = [...(months ? [months.monthField, months.valueField] : []), ...(kinds?.fields ?? [])];
  const below = new Set([...(months?.columns ?? []), ...(kinds?.columns ?? [])].map(({column}) => column));
  const columns = headed.columns.filter(({column}) => !below.has(column));
  const wanted = fields.filter(({name}) => !melted.includes(name));
  const pairs = withMonthsMeant(contract, pairedUp(contract, {wanted, columns, known}));
  const found = new Set(pairs.map(({field}) => field));
  const idle = idlePeriods({contract, pairs, months});
  const weightOf = ({meta}: (typeof wanted)[number]) => (meta.optional || meta.absent ? 0.3 : 1);
  const whole = wanted
    .filter(({name}) => !idle.includes(name))
    .reduce((sum, field) => sum + weightOf(field), 0);
  const got = wanted.reduce(
    (sum, field) => sum + weightOf(field) * (pairs.find((pair) => pair.field === field.name)?.score ?? 0),
    0,
  );
  const taken = new Set(pairs.map(({column}) => column));
  const across = kinds && withUnknownKinds(attempt, kinds, pairs);
  const unread = columns.filter((column) => !taken.has(column) && !across?.columns.includes(column));
  const isNamed = namesOf(contract).some((name) => saysName(name, grid, headed, fileName));
  const score =
    pairs.length === 0
      ? 0
      : BY_FIELDS * (got / whole) +
        BY_COLUMNS * (pairs.length / Math.max(1, columns.length)) +
        (isNamed ? BY_NAME : 0) -
        0.01 * (headed.depth - 1);
  return {
    contract,
    grid,
    headed,
    pairs,
    months,
    kinds: across,
    isNamed,
    score,
    unread,
    missing: wanted
      .filter(({name, meta}) => meta.absent === null && !found.has(name))
      .map(({name}) => name)
      .filter((name) => !idle.includes(name)),
  };
}

/** Each field with at most one column and the other way round, the surest first. */
function pairedUp(
  {source}: Contract,
  {wanted, columns, known}: {wanted: ReturnType<typeof fieldsOf>; columns: FileColumn[]; known: Judgements},
): Pair[] {
  const all = wanted.flatMap((field) =>
    columns.map(
      (column): Pair => ({field: field.name, column, ...columnScore(source, field, column, known)}),
    ),
  );
  const pairs: Pair[] = [];
  // A heading that is the field's own is not given to another, whatever stands below it.
  const rank = ({heading, score}: Pair) => (heading === "exact" ? 1 : 0) + score;
  for (const pair of all.filter(({score}) => score > 0).toSorted((one, other) => rank(other) - rank(one)))
    if (!pairs.some(({field, column}) => field === pair.field || column === pair.column)) pairs.push(pair);
  return pairs;
}

/** Months across, where the contract has a month and an amount that have no column of their own. */
function monthsIn({grid, headed, contract}: Attempt): Guess["months"] {
  const columns = monthColumns(grid, headed.row, headed.depth);
  if (columns.length < FEWEST_MONTHS) return null;
  const fields = fieldsOf(contract);
  const shipped = layoutsOf(contract).find((layout) => layout.kind === "months_across");
  const month = shipped?.monthField ?? fields.find(({meta}) => meta.kind === "month")?.name;
  const value =
    shipped?.valueField ?? fields.find(({meta}) => ["duration", "integer"].includes(meta.kind))?.name;
  return month && value ? {columns, monthField: month, valueField: value} : null;
}

export function layoutsOf({layout, otherLayouts = []}: Contract): Layout[] {
  return [layout, ...otherLayouts];
}

function namesOf({title, none}: Contract): string[] {
  return [title, ...(none?.names ?? [])];
}

function saysName(
  name: string,
  {rows, name: sheet = ""}: Grid,
  {row}: HeadedColumns,
  fileName: string,
): boolean {
  const around = [fileName, sheet, ...rows.slice(0, row).flat()];
  return around.some((text) => text.includes(name));
}
