import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {type FieldMeta, LIKE_FIRST, ROW_NUMBER} from "../../../schemas/fields.ts";
import {trimmed} from "../../../schemas/read-value.ts";
import {someOf} from "../../../schemas/some-of.ts";
import type {CellBlock, CellSource, FieldTexts} from "./cell-blocks.ts";

/* What holds in a file that comes without a column which it may lack. */

type Columns = Pick<Map<string, unknown>, "has">;

/** A piece of a reading is found again by it (sql/ledger/absent_columns.sql). */
const NO_COLUMN = "の列がないので、";

/** For people, a piece for each column that a table does not have: 「事由」の列がないので、どの行も「通常」とする（…）. */
export function absentReading(contract: Contract, columns: Columns): string[] {
  return fieldsOf(contract).flatMap(({name, meta}) => {
    const {absent, headings} = meta;
    if (absent === null || absent.isRare || columns.has(name)) return [];
    const whose = absent.by === "city" ? `city/sources/${contract.source}.yaml` : absent.costs;
    return [`「${headings[0]}」${NO_COLUMN}${saidOf(absent)}${whose === "" ? "" : `（${whose}）`}`];
  });
}

function saidOf({says}: NonNullable<FieldMeta["absent"]>): string {
  if (says === "") return "空欄とする";
  if (says === LIKE_FIRST) return "最初の列と同じとする";
  return says === ROW_NUMBER ? "ファイルの行の順とする" : `どの行も「${says}」とする`;
}

const PIECE =
  /「([^「」]+)」の列がないので、(空欄とする|最初の列と同じとする|ファイルの行の順とする|どの行も「[^」]*」とする)(?:（[^）]*）)?/g;
const TOLD_ONE_BY_ONE = 2;
const SHOWN = 3;

/** A reading with more columns that are not there than a line can hold: those that say the same together, the first of them by name. */
export function shortReading(reading: string): string {
  const absent = [...reading.matchAll(PIECE)].map(([piece, name = "", says = ""]) => ({piece, name, says}));
  const [first] = absent;
  if (!first || absent.length <= TOLD_ONE_BY_ONE) return reading;
  const groups = [...Map.groupBy(absent, ({says}) => says)].map(([says, alike]) => {
    const names = alike.slice(0, SHOWN).map(({name}) => `「${name}」`);
    return `${says} ${someOf([names.join("")], alike.length - names.length + 1, "列")}`;
  });
  const together = `ない列が${absent.length}列あります（${groups.join("、")}。1列ずつは npx kaikaku status で）`;
  const others = reading
    .replaceAll(PIECE, "")
    .split("、")
    .filter((piece) => piece !== "");
  return [together, ...others].join("、");
}

/** Fills in what its missing columns say in a row; `number` is its place among the rows. */
export function absentCells(
  contract: Contract,
  columns: Columns,
): (values: string[], number: number) => string[] {
  const missing = missingFields(contract, columns);
  return (values, number) => {
    for (const {index, says} of missing)
      values[index] = says === LIKE_FIRST ? (values[0] ?? "") : says === ROW_NUMBER ? String(number) : says;
    return values;
  };
}

function missingFields(contract: Contract, columns: Columns): {index: number; says: string}[] {
  return fieldsOf(contract).flatMap(({name, meta: {absent}}, index) =>
    absent === null || columns.has(name) ? [] : [{index, says: absent.says}],
  );
}

/** The same for the cells of a text file; a line in which nothing stands stays one. */
export function absentTexts(source: CellSource, contract: Contract, columns: Columns): CellSource {
  const missing = missingFields(contract, columns);
  if (missing.length === 0) return source;
  const rows = {count: 0};
  const first = source.texts[0] as FieldTexts;
  const said = new Map(
    missing.map(({index, says}) => [index, says === LIKE_FIRST ? first : textsSaying(says, rows)]),
  );
  return {
    ...source,
    texts: source.texts.map((known, index) => said.get(index) ?? known),
    blocks: withCells(source, {missing, rows}),
  };
}

/** The first text is a blank one; then what a column says, or the numbers of the rows so far. */
function textsSaying(says: string, rows: {count: number}): FieldTexts {
  const isNumbered = says === ROW_NUMBER;
  return {
    get count() {
      return isNumbered ? rows.count + 1 : 2;
    },
    textAt: (number) => (number === 0 ? "" : isNumbered ? String(number) : says),
  };
}

async function* withCells(
  {texts, blocks}: CellSource,
  {missing, rows}: {missing: {index: number; says: string}[]; rows: {count: number}},
): AsyncGenerator<CellBlock> {
  const isMissing = new Set(missing.map(({index}) => index));
  const there = [...texts.keys()].filter((index) => !isMissing.has(index));
  for await (const block of blocks) {
    const blanks = blankRowsIn(block, texts, there);
    const cells = [...block.cells];
    for (const {index, says} of missing) {
      const said = saidIn(block, says, rows.count);
      for (const row of blanks) said[row] = 0;
      cells[index] = said;
    }
    rows.count += block.rowCount;
    yield {...block, cells};
  }
}

/** Numbers of the texts that a column says in a block that comes after so many rows. */
function saidIn({rowCount, cells}: CellBlock, says: string, rowsBefore: number): Int32Array {
  if (says === LIKE_FIRST) return (cells[0] as Int32Array).slice(0, rowCount);
  const said = new Int32Array(rowCount).fill(1);
  return says === ROW_NUMBER ? said.map((_, row) => rowsBefore + row + 1) : said;
}

/** In nearly every file no cell of some column is blank: then no row is looked at. Columns of few texts show it soonest. */
function blankRowsIn({cells, rowCount}: CellBlock, texts: FieldTexts[], there: number[]): number[] {
  const textsOf = (index: number) => texts[index] as FieldTexts;
  const blanks = new Map<number, Set<number>>();
  for (const index of there.toSorted((one, other) => textsOf(one).count - textsOf(other).count)) {
    const blank = blankTexts(textsOf(index));
    if (blank.size === 0) return [];
    blanks.set(index, blank);
  }
  return Array.from({length: rowCount}, (_, row) => row).filter((row) =>
    [...blanks].every(([index, blank]) => blank.has(cells[index]?.[row] ?? -1)),
  );
}

function blankTexts(texts: FieldTexts): Set<number> {
  const numbers = Array.from({length: texts.count}, (_, number) => number);
  return new Set(numbers.filter((number) => trimmed(texts.textAt(number)) === ""));
}
