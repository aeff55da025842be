import {type Contract, fieldsOf, type KindsAcrossLayout} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {largest} from "../../../schemas/extremes.ts";
import {trimmed} from "../../../schemas/read-value.ts";
import {someOf} from "../../../schemas/some-of.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import {foundInstead} from "./alike-headings.ts";
import {plain} from "./grid.ts";
import {
  type Cells,
  columnsOf,
  columnsUnder,
  HEADING_ROWS,
  headedFields,
  neededFields,
  plainHeading,
  type UnreadColumn,
  unreadColumns,
} from "./headings.ts";
import {splitUnit} from "./units.ts";

/** A row that may be meant as the headings of a contract. */
interface Attempt {
  contract: Contract;
  row: number;
  /** Cells that are no heading of the contract. */
  others: string[];
  missing: ReturnType<typeof headedFields>;
  /** For each missing field, by index, what stands there instead. */
  instead: Map<number, string>;
  /** Headings that are there, and those that something stands for, as a share of all. */
  share: number;
  likely: number;
}

/** A heading is short, and a table of people has dozens of columns. */
const [LONGEST_HEADING, MOST_CELLS] = [30, 60];

/** The file is a table, and nothing but its headings is not known: the city can teach them. */
export class HeadingsNotKnown extends UserError {}

/** Why no heading row was found: the nearest contract, its missing columns and what stands there instead, or the list of known sources. */
export function headingsError(grid: Cells, contracts: Contract[]): UserError {
  const attempts = grid
    .slice(0, HEADING_ROWS)
    .flatMap((_, row) => contracts.map((contract) => attemptAt(grid, contract, row)));
  const nearest = attempts.toSorted((a, b) => b.share - a.share || b.likely - a.likely)[0];
  const likeliest = attempts.toSorted((a, b) => b.likely - a.likely)[0];
  // A table of few headings has half of them by one that many tables have.
  const isOther = likeliest && likeliest.likely >= LIKELY && (nearest?.likely ?? 0) < LIKELY;
  if (nearest && nearest.share >= 0.5 && !isOther) return missingColumns(nearest);
  for (const contract of contracts) {
    const fields = unheadedFields(grid, contract);
    if (fields) return noHeadings(contract, fields);
  }
  if (likeliest && likeliest.likely >= LIKELY) return missingColumns(likeliest);
  const known = contracts.map(({title}) => title).join("、");
  const why = `どの種類のファイルか分かりません。見出しの行が、次のどれとも合いません: ${known}。`;
  return attempts.some(({others}) => others.length >= FEWEST_HEADINGS)
    ? new HeadingsNotKnown(why)
    : new UserError(why);
}

/** So many of the headings are there, or something like them. */
const LIKELY = 0.75;

/** Fewer words in a row are no headings. */
const FEWEST_HEADINGS = 3;

/** Less than any heading that is right. */
const ROWS_ONLY = 0.01;

/** How well a way to take a text apart fits the contracts: by headings, else by rows without any. */
export function fitOf(grid: Cells, contracts: Contract[]): number {
  const share = headingShare(grid, contracts);
  if (share > ROWS_ONLY) return share;
  return contracts.some((contract) => unheadedFields(grid, contract) !== undefined) ? ROWS_ONLY : share;
}

/** Headings of the best row as a share of those of a contract. */
export function headingShare(grid: Cells, contracts: Contract[]): number {
  const shares = grid.slice(0, HEADING_ROWS).flatMap((cells) => {
    const headings = cells.map(plainHeading);
    return contracts.map((contract) => {
      const columns = columnsUnder(headings, contract);
      return columns.size / neededFields(headedFields(contract), columns, NOTHING_UNREAD).length;
    });
  });
  return largest(shares, 0);
}

const NOTHING_UNREAD: UnreadColumn[] = [];

function attemptAt(grid: Cells, contract: Contract, row: number): Attempt {
  const cells = grid[row] ?? [];
  const columns = columnsOf(cells, contract);
  const taken = new Set(columns.values());
  const unread = unreadColumns(cells, grid.slice(row + 1), taken);
  const fields = neededFields(headedFields(contract), columns, unread);
  const others = cells
    .filter((cell, index) => !taken.has(index) && isHeading(cell))
    .map(trimmed)
    .slice(0, MOST_CELLS);
  const missing = fields.filter(({name}) => !columns.has(name));
  const instead = foundInstead(
    missing.map(({meta}) => meta.headings),
    others,
  );
  const share = columns.size / fields.length;
  return {
    contract,
    row,
    others,
    missing,
    instead,
    share,
    likely: (columns.size + instead.size) / fields.length,
  };
}

function isHeading(cell: string): boolean {
  const text = trimmed(cell);
  return text !== "" && text.length <= LONGEST_HEADING && !/^[-0-9０-９.,/:年月日]+$/.test(text);
}

const FEW = 5;

function missingColumns({contract, row, missing, instead, others}: Attempt): UserError {
  const {title, layout} = contract;
  const place = `（${row + 1}行目の見出し）`;
  if (missing.length === 0 && layout.kind === "months_across")
    return new UserError(
      `「${title}」のようですが、月の見出し（4月～3月）がありません${place}。${monthsInstead(others)}出し直してください。`,
    );
  if (missing.length === 0 && layout.kind === "kinds_across")
    return new HeadingsNotKnown(
      `「${title}」のようですが、${kindsExpected(contract, layout)}がありません${place}。見出しの言葉を直して出し直してください。`,
    );
  const columns = missing.map(({meta}) => `「${meta.headings[0]}」`).join("、");
  const found = missing.flatMap(({meta}, index) => {
    const cell = instead.get(index);
    return cell === undefined ? [] : [`「${visibleLine(cell)}」を「${meta.headings[0]}」に`];
  });
  const read = others.length <= FEW ? others.map((cell) => `「${visibleLine(cell)}」`).join("、") : "";
  const there = read === "" ? "" : `読まない見出し（${read}）のどれかがそうなら、名前を直してください。`;
  const remedy =
    found.length > 0
      ? `似た見出しがあります。同じものなら、${found.join("、")}直して出し直してください。${unitElsewhere(contract, [...instead.values()])}`
      : `見出しを直すか、列を加えて出し直してください。${there}`;
  return new HeadingsNotKnown(`「${title}」のようですが、列${columns}がありません${place}。${remedy}`);
}

/** A unit that a heading loses must stand somewhere else. */
function unitElsewhere(contract: Contract, headings: string[]): string {
  const known = new Set(fieldsOf(contract).flatMap(({meta}) => Object.keys(meta.units)));
  const units = headings.map((heading) => splitUnit(plain(heading)).unit).filter((unit) => known.has(unit));
  return units.length === 0 ? "" : `単位は、表の上に「単位：${units[0]}」と書いてください。`;
}

/** 「勤務区分」の言葉の見出し（平日時間外、休日勤務 …） */
function kindsExpected(contract: Contract, {kindField}: KindsAcrossLayout): string {
  const meta = fieldsOf(contract).find(({name}) => name === kindField)?.meta;
  const words = Object.keys(meta?.choices ?? {}).filter(Boolean);
  return `「${meta?.headings[0]}」の言葉の見出し（${someOf(words.slice(0, FEW), words.length)}）`;
}

function monthsInstead(others: string[]): string {
  const alike = others.filter((cell) => /月|上期|下期|四半期/.test(cell));
  const shown = alike.slice(0, FEW).map((cell) => `「${visibleLine(cell)}」`);
  return alike.length === 0
    ? "月を横に並べて"
    : `${someOf(shown, alike.length, "列")}は月の見出しとして読めません。「4月」のように月だけの見出しを横に並べて`;
}

type Fields = ReturnType<typeof headedFields>;

/**
 * The columns in which the first full row is a row of the contract, in their order; with months across, its labels and a few
 * numbers. Undefined where it is none.
 */
function unheadedFields(grid: Cells, contract: Contract): Fields | undefined {
  const first = grid.find((cells) => cells.filter((cell) => trimmed(cell) !== "").length > 1) ?? [];
  const all = headedFields(contract);
  if (contract.layout.kind === "list") return [withoutLast(all)].find((fields) => beginWith(first, fields));
  return [all, withoutLast(all)].find(
    (fields) => beginWith(first, fields) && areMonths(first.slice(fields.length)),
  );
}

function beginWith(cells: readonly string[], fields: Fields): boolean {
  return (
    cells.length >= fields.length && fields.every(({schema}, index) => schema.safeParse(cells[index]).success)
  );
}

function areMonths(cells: readonly string[]): boolean {
  const months = cells.slice(0, FEWEST_MONTHS);
  return months.length === FEWEST_MONTHS && months.every((cell) => /^[0-9０-９,，]+$/.test(trimmed(cell)));
}

const FEWEST_MONTHS = 3;

/** Columns to the last that every file has: those after it hardly any has. */
function withoutLast<Field extends {meta: {absent: unknown}}>(fields: Field[]): Field[] {
  return fields.slice(0, fields.findLastIndex(({meta}) => meta.absent === null) + 1);
}

/** No value is told: it may be somebody's number. */
function noHeadings(contract: Contract, fields: Fields): UserError {
  const headings = [...fields.map(({meta}) => meta.headings[0]), ...headingsAcross(contract)];
  return new UserError(
    `見出しの行がありません（初めから値が並んでいます）。「${contract.title}」なら、1行目に見出し（${headings.join("、")}）を入れて出し直してください。`,
  );
}

function headingsAcross(contract: Contract): string[] {
  const {layout} = contract;
  switch (layout.kind) {
    case "list":
      return [];
    case "months_across":
      return ["4月～3月"];
    case "kinds_across":
      return [kindsExpected(contract, layout)];
    default:
      return layout satisfies never;
  }
}
