import {mkdir, mkdtemp, readdir, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {read, utils} from "@e965/xlsx";
import {afterAll, beforeAll, expect, test} from "vitest";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {openReadOnly} from "../../pipelines/engine/open.ts";
import {readScorecard, type Scorecard} from "../../reports/scorecard/read-scorecard.ts";
import {
  type DocumentTable,
  heading,
  label,
  numberCell,
  textCell,
} from "../../reports/values/document-table.ts";
import {scorecardWorkbook, workbookTables} from "../../reports/workbook/scorecard-workbook.ts";
import {tableCsv} from "../../reports/workbook/table-csv.ts";
import {tableSheet} from "../../reports/workbook/table-sheet.ts";
import {writeCsvFiles} from "../../reports/workbook/write-tables.ts";
import {sevenIndicators} from "./fixture-indicators.ts";
import {writeFixtureRelease} from "./fixture-release.ts";
import {scorecardRows} from "./fixture-scorecard.ts";

let folder: string;
let scorecard: Scorecard;
let tables: DocumentTable[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaikaku-workbook-"));
  await writeFixtureRelease(join(folder, "release.duckdb"), scorecardRows(sevenIndicators, true));
  const marts = typedMarts(await openReadOnly(join(folder, "release.duckdb")));
  scorecard = await readScorecard(marts, {fiscalYear: 2024, quarter: 2});
  await marts.destroy();
  tables = workbookTables(scorecard);
});

afterAll(() => rm(folder, {recursive: true, force: true}));

test("every table is a sheet with a name for its cells, numbers are numbers, nothing is a formula", async () => {
  const book = read(await scorecardWorkbook(scorecard), {cellFormula: true, cellNF: true});
  expect(book.SheetNames).toHaveLength(tables.length + 1);
  expect(new Set(book.SheetNames).size).toBe(book.SheetNames.length);
  const cells = Object.values(book.Sheets).flatMap((sheet) => Object.values(sheet));
  expect(cells.filter((cell) => typeof cell === "object" && "f" in cell)).toEqual([]);
  const names = (book.Workbook?.Names ?? []).filter(({Name}) => Name.startsWith("t_"));
  expect(names).toHaveLength(tables.length);
  for (const [index, table] of tables.entries()) {
    const sheet = book.Sheets[book.SheetNames[index + 1] ?? ""] ?? {};
    const lines = utils.sheet_to_json<unknown[]>(sheet, {header: 1, blankrows: true, raw: true, defval: ""});
    const body = lines.slice(3 + table.head.length, 3 + table.head.length + table.rows.length);
    for (const [place, {cells: expected}] of table.rows.entries())
      for (const [column, cell] of expected.entries())
        expect([table.id, place, column, body[place]?.[column]]).toEqual([
          table.id,
          place,
          column,
          cell.kind === "number" ? (cell.value ?? cell.text) : cell.text,
        ]);
  }
});

test("counts, targets and values are numbers to compute with; signs for none stand at the right", () => {
  const board = tableSheet(tables[0] as DocumentTable, {name: "1 板", origin: ""}).sheet.rows;
  const heads = board[3]?.map((cell) => (cell as {value: string}).value) ?? [];
  const target = board.find((cells) => (cells[0] as {value: string})?.value === "紙の使用量")?.[
    heads.indexOf("目標")
  ];
  expect(target).toMatchObject({value: 53000, format: '#,##0;"▲"#,##0'});
  const rate = tables.find(({id}) => id === "male-parental-leave-rate");
  const counts = rate?.rows.filter(({cells}) => ["分子", "分母"].includes(cells[0]?.text ?? "")) ?? [];
  expect(counts.flatMap(({cells}) => cells.slice(1)).some(({kind}) => kind === "number")).toBe(true);
  const withheld = tableSheet(SPANNED, {name: "1 試験", origin: ""}).sheet.rows[6]?.[2];
  expect(withheld).toEqual({value: "x", role: "number"});
});

test("sheets bear the indicators' short names, whole", async () => {
  const book = read(await scorecardWorkbook(scorecard));
  expect(book.SheetNames.slice(0, 3)).toEqual(["はじめに", "1 スコアボード", "2 480時間超の職員"]);
  expect(book.SheetNames.filter((name) => name.length >= 31)).toEqual([]);
});

test("equal releases are equal bytes", async () => {
  const [one, other] = [await scorecardWorkbook(scorecard), await scorecardWorkbook(scorecard)];
  expect(Buffer.from(one).equals(other)).toBe(true);
});

test("all bureaus stand by year with the city below, withheld cells as x", () => {
  const overtime = tables.find(({id}) => id === "overtime-over-480h-all-bureaus");
  expect(overtime?.rows).toHaveLength(8);
  expect(overtime?.rows.at(-1)?.cells[0]?.text).toBe("全市");
  expect(overtime?.rows[2]?.cells.slice(2).every(({text}) => text === "x" || text === "")).toBe(true);
});

const SPANNED: DocumentTable = {
  id: "spanned",
  caption: "見出しの結合",
  head: [
    [heading("局区", {rows: 2}), heading("令和3年度", {columns: 2})],
    [heading("480h"), heading("1000h")],
  ],
  rows: [
    {kind: "row", cells: [label('=HYPERLINK("x")'), numberCell(-1234.5, {decimals: 0}), numberCell(null)]},
    {kind: "row", cells: [label('髙﨑、"引用"'), textCell("−"), numberCell(3, {isWithheld: true})]},
  ],
  notes: [],
};

test("headings with spans become merged cells and single CSV headings", () => {
  const {sheet, range} = tableSheet(SPANNED, {name: "1 試験", origin: "公開版"});
  expect(sheet.merges).toEqual(["A4:A5", "B4:C4"]);
  expect(range).toBe("'1 試験'!$A$4:$C$7");
  expect(tableCsv(SPANNED).split("\r\n")).toEqual([
    "局区,令和3年度　480h,令和3年度　1000h",
    `"'=HYPERLINK(""x"")",-1235,`,
    '"髙﨑、""引用""",−,x',
    "",
  ]);
});

test("CSV files are the same text in UTF-8 and CP932, and say which characters CP932 lacks", async () => {
  const origin = "公開版 2024-10-15-3f9c1a";
  for (const name of ["utf8", "cp932"]) await mkdir(join(folder, name));
  const utf8 = writeCsvFiles([SPANNED], {folder: join(folder, "utf8"), encoding: "utf8", origin});
  writeCsvFiles([...tables, SPANNED, SPANNED], {
    folder: join(folder, "cp932"),
    encoding: "cp932",
    origin,
  });
  expect(await readdir(join(folder, "cp932"))).toHaveLength(tables.length + 3);
  const contents = new TextDecoder("utf-8").decode(await readFile(join(folder, "utf8", "tables.csv")));
  expect(contents).toContain(
    `ファイル,表,注,もと\r\nspanned.csv,見出しの結合,,${origin}\r\n（すべて）,,「=」`,
  );
  const text = new TextDecoder("utf-8").decode(await readFile(join(folder, "utf8", "spanned.csv")));
  const other = new TextDecoder("shift_jis", {fatal: true}).decode(
    await readFile(join(folder, "cp932", "spanned-2.csv")),
  );
  expect(other.replace(/[−－〓]/g, "－")).toBe(text.replace(/[−－]/g, "－"));
  expect(utf8.lost).toEqual([]);
});
