import {mkdir, mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {indicatorNames} from "../../pipelines/catalog/indicator-names.ts";
import {officeNotes} from "../../pipelines/catalog/office-notes.ts";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {openReadOnly} from "../../pipelines/engine/open.ts";
import {usualPrinting} from "../../reports/print/with-browser.ts";
import {printScorecards} from "../../reports/scorecard/print-scorecard.ts";
import {type PdfFile, readPdf} from "../../reports/verify/read-pdf.ts";
import {withoutSpaces} from "../../reports/verify/without-spaces.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {noteBlocks} from "../../schemas/office-note.ts";
import {sevenIndicators} from "./fixture-indicators.ts";
import {writeFixtureRelease} from "./fixture-release.ts";
import {scorecardRows} from "./fixture-scorecard.ts";

const KPIS = ["paper_sheets", "overtime_over_480h"];
const INDICATORS = indicatorNames(
  [
    {kpi_id: "paper_sheets", kpi_name: "紙の使用量（学校等を除く。）", short_name: "紙の使用量"},
    {kpi_id: "overtime_over_480h", kpi_name: "年間480時間を超える職員", short_name: "480時間超の職員"},
  ],
  [],
);
const NOTE =
  "夏の<b>執務室</b>の移転による。\n次の四半期は減る見込み。\n\n- {{契約}}の見直し\n- 両面印刷 & 集約";

let folder: string;
let read: PdfFile;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaikaku-notes-"));
  const later = {...revision(null), period_end: "2024-12-31"};
  read = await printedWith("release", [revision(null), revision("01"), later]);
});

afterAll(() => rm(folder, {recursive: true, force: true}));

const NOTES = [
  {kpi_id: "paper_sheets", fiscal_year: 2024, quarter: 2, note: NOTE},
  {kpi_id: "overtime_over_480h", fiscal_year: 2024, quarter: 1, note: "前の四半期の注記"},
];

async function printedWith(
  name: string,
  revisions: MartRow<"marts.fct_revisions">[],
  notes = NOTES,
  toDate: MartRow<"marts.fct_kpi_values">[] = [],
): Promise<PdfFile> {
  const two = sevenIndicators.filter(({id}) => KPIS.includes(id));
  const rows = scorecardRows(two, true);
  const path = join(folder, `${name}.duckdb`);
  await writeFixtureRelease(path, {
    ...rows,
    "marts.fct_kpi_values": [...(rows["marts.fct_kpi_values"] ?? []), ...toDate],
    "marts.fct_office_notes": notes,
    "marts.fct_revisions": revisions,
  });
  const marts = typedMarts(await openReadOnly(path));
  const [file = ""] = await printScorecards({
    printing: usualPrinting(),
    marts,
    quarter: {fiscalYear: 2024, quarter: 2},
    whose: "city",
    folder: join(folder, name),
    log: {info: () => {}},
  });
  await marts.destroy();
  return readPdf(await readFile(file));
}

describe("a note on its way into the release", () => {
  test("is known by its folder and its file", async () => {
    const notes = await notesFolder({
      "R6Q2/paper_sheets.md": "\uFEFF一行目\r\n二行目\n",
      "README.md": "説明",
    });
    expect(officeNotes(notes, INDICATORS)).toEqual([
      {kpi_id: "paper_sheets", fiscal_year: 2024, quarter: 2, note: "一行目\n二行目"},
    ]);
    expect(officeNotes(join(notes, "none"), INDICATORS)).toEqual([]);
    const longest = await notesFolder({"R6Q2/paper_sheets.md": "長".repeat(200), "R6Q2/.DS_Store": ""});
    expect(officeNotes(longest, INDICATORS)).toHaveLength(1);
  });

  test("is known by the words that people have for quarter and indicator", async () => {
    const notes = await notesFolder({
      "令和６年度第２四半期/紙の使用量.md": "一",
      "2024Q1/480時間超の職員.md": "二",
    });
    expect(officeNotes(notes, INDICATORS)).toEqual([
      {kpi_id: "overtime_over_480h", fiscal_year: 2024, quarter: 1, note: "二"},
      {kpi_id: "paper_sheets", fiscal_year: 2024, quarter: 2, note: "一"},
    ]);
  });

  test("is alone for its figure, however quarter and indicator are written", async () => {
    const notes = await notesFolder({"R6Q2/paper_sheets.md": "一", "2024Q2/紙の使用量.md": "二"});
    expect(() => officeNotes(notes, INDICATORS)).toThrow(
      /R6Q2\/paper_sheets\.md: city\/notes\/2024Q2\/紙の使用量\.md と同じ四半期の同じ指標の注記です/,
    );
  });

  test.each([
    ["R6Q2/paper_sheet.md", "本文", /指標「paper_sheet」はありません。近いもの: 紙の使用量（paper_sheets）/],
    ["R6Q2/paper_sheets.md", "長".repeat(201), /R6Q2\/paper_sheets\.md: 201字あります。.*200字まで/],
    ["R6Q2/paper_sheets.md", " \n", /何も書かれていません/],
    ["令和6年/paper_sheets.md", "本文", /notes\/令和6年: 「令和6年」は四半期として読めません/],
    ["令和6年度/paper_sheets.md", "本文", /notes\/令和6年度: 「令和6年度」は四半期として読めません/],
    ["R6Q2/職員.txt", "本文", /職員\.txt: 注記のファイルの名前は/],
    ["paper_sheets.md", "本文", /notes\/paper_sheets\.md: 四半期のフォルダーの外にあります/],
    [
      "R6Q2/paper_sheets.txt",
      "本文",
      /paper_sheets\.txt: 注記のファイルの名前は「指標の名前\.md」か「指標の記号\.md」/,
    ],
    ["R6Q2/paper_sheets.md", "- 項目\n".repeat(6), /印刷すると6行になります.*5行まで/],
    ["R6Q2/paper_sheets.md", "よい傾向😀", /「😀」（U\+1F600）は、印刷の書体にない文字/],
    ["R6Q2/paper_sheets.md", "𠮷田さんの提案", /「𠮷」（U\+20BB7）は、印刷の書体にない文字/],
    ["R6Q2/paper_sheets.md", "葛\u{E0100}飾", /（U\+E0100）は、印刷の書体にない文字/],
    ["R6Q2/paper_sheets.md", "不可視の\u200B字", /（U\+200B）は、印刷の書体にない文字/],
    ["R6Q2/paper_sheets.md", "消えた\uFFFD字", /（U\+FFFD）は、印刷の書体にない文字/],
    ["R6Q2/paper_sheets.md", "外字\uE000", /（U\+E000）は、印刷の書体にない文字/],
    ["R6Q2/paper_sheets.md", Buffer.from([0x8e, 0x86]), /UTF-8の文書として読めません/],
  ])("%s is refused with the place and the reason", async (file, text, message) => {
    const notes = await notesFolder({[file]: text});
    expect(() => officeNotes(notes, INDICATORS)).toThrow(message);
  });
});

test("paragraphs and lists are told apart, lines of a paragraph are joined", () => {
  expect(noteBlocks(NOTE)).toEqual([
    {items: null, text: "夏の<b>執務室</b>の移転による。次の四半期は減る見込み。"},
    {items: ["{{契約}}の見直し", "両面印刷 & 集約"], text: null},
  ]);
  expect(noteBlocks("理由は次のとおり。\n- 一\n  続き\n- 二")).toEqual([
    {items: null, text: "理由は次のとおり。"},
    {items: ["一続き", "二"], text: null},
  ]);
});

test("a note stands on its indicator's page of its quarter, markup as it was typed", () => {
  const pages = read.pages.filter(({text}) => text.includes("所管の注記"));
  expect(pages).toHaveLength(1);
  expect(pages[0]?.text).toContain("紙の使用量");
  for (const {text, items} of noteBlocks(NOTE))
    for (const part of items ?? [text]) expect(pages[0]?.text).toContain(withoutSpaces(part));
});

test("beside the table of all overtime the note leaves the values to date a page of their own, and takes nothing away", async () => {
  const note = {kpi_id: "overtime_over_480h", fiscal_year: 2024, quarter: 2, note: "選挙が二つ重なった。"};
  const toDate = [2023, 2024].map((fiscalYear) => valueTo(fiscalYear));
  const {pages} = await printedWith("both", [], [note], toDate);
  const [before, after] = [pages[1]?.text ?? "", pages[2]?.text ?? ""];
  expect(before).toContain("選挙が二つ重なった。");
  expect(before).not.toContain("四半期末までの値");
  expect(after).toContain("（続き）");
  expect(after).toContain("四半期末までの値");
  expect(pages).toHaveLength(4);
  expect(pages[0]?.text).toContain("4頁");
});

test("figures on top of a page are named for explain", () => {
  expect(read.pages[2]?.text).toContain("数値の記号：最新値F-paper_sheets-R5途中F-paper_sheets-R6Q2");
});

test("figures of the city that the release before said otherwise stand on the last page", () => {
  expect(read.pages).toHaveLength(4);
  const [, row] = read.pages[3]?.rows ?? [];
  expect(row).toEqual(["紙の使用量", "F-paper_sheets-R4", "R4", "91,000", "90,242", "▲758", "訂正"]);
  expect(read.pages[3]?.text).toContain("公開版2024-07-10-aaaaaa（R6.7.10公開）から変わった");
  expect(read.pages[3]?.text).toContain("ほかに局区別の数値1件");
  expect(read.pages[3]?.rows).toHaveLength(2);
});

test("where only figures of bureaus are others, the last page says so, and is not taken for a rest of the one before", async () => {
  const {pages} = await printedWith("bureaus", [revision("01")]);
  expect(pages.at(-1)?.text).toContain(
    "変わった全市の数値と判定は、ありません。局区別の数値が1件変わりました。",
  );
});

/** People over 480 hours by the end of September. */
function valueTo(fiscalYear: number): MartRow<"marts.fct_kpi_values"> {
  return {
    kpi_id: "overtime_over_480h",
    fiscal_year: fiscalYear,
    period_kind: "quarter",
    period_start: `${fiscalYear}-04-01`,
    period_end: `${fiscalYear}-09-30`,
    scope_id: "programme",
    bureau_code: null,
    value: fiscalYear - 2000,
    numerator: fiscalYear - 2000,
    denominator: null,
    observation_status: "provisional",
    settled_from: null,
  };
}

async function notesFolder(files: Record<string, string | Uint8Array>): Promise<string> {
  const notes = await mkdtemp(join(folder, "catalog-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(notes, name, ".."), {recursive: true});
    await writeFile(join(notes, name), text);
  }
  return notes;
}

function revision(bureau: string | null): MartRow<"marts.fct_revisions"> {
  return {
    kpi_id: "paper_sheets",
    fiscal_year: 2022,
    period_kind: "year",
    period_end: "2023-03-31",
    scope_id: "programme",
    bureau_code: bureau,
    previous_value: 91_000,
    value: 90_242,
    previous_release_id: "2024-07-10-aaaaaa",
    previous_released_on: "2024-07-10",
    cause: "訂正",
    settled_status: "final",
  };
}
