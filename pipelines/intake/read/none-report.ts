import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import {periodName} from "../../../schemas/period-name.ts";
import {someOf} from "../../../schemas/some-of.ts";
import type {Question} from "../../ledger/hold.ts";
import {cellsOfRows} from "./cell-blocks.ts";
import {findTable} from "./find-table.ts";
import type {Grid} from "./grid.ts";
import {plain} from "./grid.ts";
import {isNoneSentence, isNoneWord} from "./none-words.ts";
import {periodsNamed} from "./periods-named.ts";
import type {TextTable} from "./text-table.ts";

/** What says that there is nothing is short, pages of instructions included. */
const MOST_LINES_OF_SHEETS = 2_000;

interface Reading {
  contracts: Contract[];
  fileName: string;
  answers: string[];
}

/**
 * A report that a period had nothing: headings without rows, rows that only say 該当なし, or that word alone. Undefined for any
 * other file. UserError where nothing tells which source it is about, or which period.
 */
export function noneReport(
  grids: Grid[],
  reading: Reading,
  encoding: TextTable["encoding"],
): TextTable | undefined {
  const visible = grids.filter(({isHidden}) => !isHidden);
  if (visible.reduce((sum, grid) => sum + grid.rows.length, 0) > MOST_LINES_OF_SHEETS) return undefined;
  const rows = visible.flatMap((grid) => grid.rows).filter((cells) => cells.some(Boolean));
  if (rows.length === 0) return undefined;
  const headed = visible.flatMap((grid) => {
    const match = findTable(grid, reading.contracts);
    return match ? [{grid, match}] : [];
  });
  const [first] = headed;
  if (first === undefined) return isWordAlone(rows) ? fromWord(rows, reading, encoding) : undefined;
  const {contract} = first.match;
  if (contract.none === undefined || headed.some(({match}) => match.contract !== contract)) return undefined;
  const body = headed.flatMap(({grid, match}) =>
    grid.rows.slice(match.bodyRow).filter((cells) => cells.some(Boolean) && !isFootnote(cells)),
  );
  if (!body.every((cells) => isNoneRow(contract, cells))) return undefined;
  const above = headed.flatMap(({grid, match}) => grid.rows.slice(0, match.headingRow).flat());
  return noneTable(contract, {...reading, stated: body.flat(), above, rowCount: body.length, encoding});
}

/** 「該当なし」 and its like stand alone, perhaps below a title. */
function isWordAlone(rows: string[][]): boolean {
  return rows.flat().some((cell) => isNoneWord(cell) || isNoneSentence(cell)) && rows.length <= MOST_LINES;
}

const MOST_LINES = 8;

function fromWord(rows: string[][], reading: Reading, encoding: TextTable["encoding"]): TextTable {
  const {contracts, fileName, answers} = reading;
  const texts = [fileName, ...rows.flat(), ...answers];
  const named = contracts.filter(({title, none}) =>
    [...(none ? [title] : []), ...(none?.names ?? [])].some((name) =>
      texts.some((text) => plain(text).includes(name)),
    ),
  );
  const [contract] = named;
  if (contract === undefined || named.length > 1) {
    const titles = contracts.filter(({none}) => none).map(({title}) => title);
    throw new UserError(
      `「該当なし」とありますが、どの種類の報告か分かりません。ファイル名に種類と期間を入れて（例: 育児休業等届出_令和6年度第3四半期）、出し直してもらってください。種類: ${someOf([...new Set(titles)], new Set(titles).size)}`,
    );
  }
  const above = rows.flat().filter((cell) => !isNoneWord(cell));
  return noneTable(contract, {...reading, stated: [], above, rowCount: rows.length, encoding});
}

/** A row that says 該当なし, or has dashes throughout, beside nothing but its period. */
function isNoneRow(contract: Contract, cells: string[]): boolean {
  const filled = cells.filter((cell) => plain(cell) !== "");
  const rest = filled.filter((cell) => periodsNamed(cell, contract).length === 0);
  const isSaid =
    rest.some(isNoneWord) && rest.every((cell) => isNoneWord(cell) || isDash(cell) || isZero(cell));
  return isSaid || (rest.length > 1 && rest.every(isDash));
}

function isDash(cell: string): boolean {
  return /^[-－―−‐ー]+$/.test(plain(cell));
}

function isZero(cell: string): boolean {
  return /^[0０](件|人|名)?$/.test(plain(cell));
}

/** 「（注）…」 alone in its row. */
function isFootnote(cells: string[]): boolean {
  const filled = cells.filter((cell) => plain(cell) !== "");
  return filled.length === 1 && /^[（(]?(注|※|備考|出典|資料)/.test(plain(filled[0] ?? ""));
}

interface Said extends Reading {
  /** Texts that may state the period, the surest first: the rows themselves, then what stands above them. */
  stated: string[];
  above: string[];
  rowCount: number;
  encoding: TextTable["encoding"];
}

function noneTable(contract: Contract, said: Said): TextTable {
  const periods = periodsOf(contract, said);
  const months = monthsOfPeriod(contract);
  const names = periods.map((period) => periodName(months, period));
  const shown = someOf(names.slice(0, SHOWN), names.length, "期間");
  const fieldCount = fieldsOf(contract).length;
  return {
    contract,
    encoding: said.encoding,
    columnCount: fieldCount,
    ignoredCount: said.rowCount,
    holds: answeredPeriod(contract, said.answers),
    saidPeriods: [],
    reading: [`${shown}は該当なし（0件）`],
    notes: [],
    none: periods,
    cells: () => cellsOfRows({rows: [], places: [], fieldCount}),
  };
}

const SHOWN = 4;

/** The rows' own period, else what a person says, else the one period that the name and the title speak of. */
function periodsOf(contract: Contract, {stated, answers, fileName, above}: Said): string[] {
  const named = (texts: string[]) =>
    [...new Set(texts.flatMap((text) => periodsNamed(text, contract)))].sort();
  const [own, answered, inName, inTitle] = [stated, answers, [fileName], above].map(named);
  if (own && own.length > 0) return own;
  if (answered && answered.length > 0) return answered;
  const [found = [], other = []] = [inName, inTitle].filter((periods) => periods && periods.length > 0);
  const isTorn = other.length > 0 && found.join() !== other.join();
  if (found.length > 0 && !isTorn) return found;
  const why = isTorn
    ? `ファイル名の期間と表の上の期間が違います`
    : `どの期間のことか、ファイル名にも表の上にもありません`;
  throw new UserError(
    `「${contract.title}」に、データの行がありません。該当がなかったという報告のようですが、${why}。` +
      `ファイル名に期間（例: ${EXAMPLES[monthsOfPeriod(contract) ?? 3]}）を入れるか、--as ${EXAMPLES[monthsOfPeriod(contract) ?? 3]} のように期間を付けて取り込んでください。`,
  );
}

const EXAMPLES: Record<number, string> = {1: "令和6年10月", 3: "令和6年度第3四半期", 12: "令和6年度"};

/** The words that named the period are an answer that was asked for. */
function answeredPeriod(contract: Contract, answers: string[]): Question[] {
  const words = answers.filter((word) => periodsNamed(word, contract).length > 0);
  return words.length === 0 ? [] : [{kind: "question", text: "どの期間に該当がなかったか", answers: words}];
}
