import {readFileSync} from "node:fs";
import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {basename, join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {DOCUMENT_FONTS} from "../../pipelines/engine/document-typeface.ts";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {openReadOnly} from "../../pipelines/engine/open.ts";
import {type Printer, withPrinter} from "../../reports/print/pdf.ts";
import {expectScorecard} from "../../reports/scorecard/expect-scorecard.ts";
import {readScorecard} from "../../reports/scorecard/read-scorecard.ts";
import {scorecardHtml} from "../../reports/scorecard/scorecard-html.ts";
import type {Cell} from "../../reports/values/document-table.ts";
import type {Expectation, Fault} from "../../reports/verify/expectation.ts";
import {readFigures} from "../../reports/verify/read-figures.ts";
import {verifyPdf} from "../../reports/verify/verify-pdf.ts";
import {sevenIndicators} from "./fixture-indicators.ts";
import {writeFixtureRelease} from "./fixture-release.ts";
import {scorecardRows} from "./fixture-scorecard.ts";

/** One browser for all prints of this file. */
let printer: Printer;
let closeBrowser: () => void;
let folder: string;
let html: string;
let good: Uint8Array;
let expectation: Expectation;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaikaku-verify-"));
  const two = sevenIndicators.filter(({id}) => ["overtime_over_480h", "paper_sheets"].includes(id));
  const path = join(folder, "release.duckdb");
  await writeFixtureRelease(path, scorecardRows(two, true));
  const marts = typedMarts(await openReadOnly(path));
  const scorecard = await readScorecard(marts, {fiscalYear: 2024, quarter: 2});
  expectation = expectScorecard(scorecard, await readFigures(marts));
  await marts.destroy();
  html = scorecardHtml(scorecard);
  await new Promise<void>((ready) => {
    void withPrinter((started) => {
      printer = started;
      ready();
      return new Promise<void>((done) => {
        closeBrowser = done;
      });
    });
  });
  good = await printed(html);
});

afterAll(async () => {
  closeBrowser();
  await rm(folder, {recursive: true, force: true});
});

test("a right print has no fault", async () => {
  expect(await verifyPdf(good, expectation)).toEqual([]);
});

/** One thing done to the page, and what alone the verifier must say of it. */
const pageFaults: [what: string, check: Fault["check"], message: RegExp, change: (html: string) => string][] =
  [
    ["a row is left out", "rows", /「紙の使用量.*がありません/, (page) => withoutRow(page, "紙の使用量")],
    ["a row stands twice", "doubled", /行「紙の使用量」が2回/, (page) => withRowTwice(page, "紙の使用量")],
    [
      "a value of the board is another one",
      "rows",
      /違う行が印刷されています: 「紙の使用量.* 11R5/,
      (page) =>
        page.replace(rowOf(page, "紙の使用量"), (row) => row.replace(/(<b style="[^"]*">)[\d,]+/, "$111")),
    ],
    [
      "a figure above the chart is another one",
      "figures",
      /「必要水準」|ありません/,
      (page) => page.replace(/(<dt>必要水準[^<]*<\/dt><dd>)[\d,]+/, "$11"),
    ],
    [
      "a text is painted over itself",
      "doubled",
      /「二重」が同じ場所に/,
      (page) => page.replace("</h1>", `</h1>${"<p style='position:absolute;top:60mm'>二重</p>".repeat(2)}`),
    ],
    [
      "a number runs into the next one",
      "collisions",
      /「(▲|\d|,|以|下)+」と「.*」が重なっています/,
      (page) => styled(page, ".board col.required { width: 20px } .board col.target { width: 20px }"),
    ],
    [
      "a sign has no shape",
      "glyphs",
      /1字あります（「第2四半期」の後）/,
      (page) => page.replace("</h1>", "\uE000</h1>"),
    ],
    [
      "a sign was lost before it came to the page",
      "glyphs",
      /フォントにない文字/,
      (page) => page.replace("</h1>", "\uFFFD</h1>"),
    ],
    ["the language is not told", "tags", /言語/, (page) => page.replace('lang="ja"', 'lang="en"')],
    ["the title is another one", "tags", /題名/, (page) => page.replace("<title>", "<title>旧")],
    [
      "a chart says nothing to those who do not see it",
      "tags",
      /代替テキスト/,
      (page) => page.replace(/role="img" aria-label="[^"]*"/, 'role="img"'),
    ],
    [
      "a line reaches over the edge",
      "outside",
      /図か罫線/,
      (page) => outside(page, "<hr style='width:40mm'>"),
    ],
    [
      "a page has one page more",
      "pages",
      /4ページあります/,
      (page) => page.replace("</body>", `${sheet("長い".repeat(40), "60mm")}</body>`),
    ],
    [
      "a page is nearly empty",
      "empty",
      /ほとんど何も.*前のページに入りきらなかった/,
      (page) => page.replace("</body>", `${sheet("一行", "1mm")}</body>`),
    ],
    [
      "a page has a few words in one place",
      "empty",
      /ほとんど何も/,
      (page) => page.replace("</body>", `${sheet("とり残された行。".repeat(8), "1mm")}</body>`),
    ],
    [
      "a heading more than the document has",
      "contents",
      /しおりの4番目が「付録」です。「なし」のはず/,
      (page) => page.replace("</body>", `${sheet("<h1>付録</h1>", "60mm")}</body>`),
    ],
    [
      "a bookmark has another name",
      "contents",
      /しおりの2番目/,
      (page) => page.replace(/(<h1>)(?!スコア)/, "$1旧"),
    ],
    [
      "the mark of sample data is missing",
      "release",
      /見本データ/,
      (page) => page.replace(/@bottom-center \{ content: "[^"]*"/, '@bottom-center { content: ""'),
    ],
    [
      "the release is another one",
      "release",
      /公開版「2024-10-15-3f9c1a」/,
      (page) => page.replace(/@bottom-left \{ content: "[^"]*"/, '@bottom-left { content: "公開版"'),
    ],
  ];

describe("a fault of the page is found", () => {
  test.each(pageFaults)("%s", async (_, check, message, change) => {
    const changed = change(html);
    expect(changed).not.toBe(html);
    const faults = await verifyPdf(await printed(changed), expectation);
    expect(faults).toContainEqual(expect.objectContaining({check, text: expect.stringMatching(message)}));
  });
});

describe("a fault of the file is found", () => {
  test("a font that is not embedded", async () => {
    const faults = await verifyPdf(damaged(good, /\/FontFile2 (\d+ 0 R)/g, "/FontFileX $1"), expectation);
    expect(faults.filter(({check}) => check === "fonts").map(({text}) => text)).toContain(
      "フォント「BIZUDPGothic-Regular」が埋め込まれていません。",
    );
  });

  test("another typeface that is mixed in", async () => {
    const faults = await verifyPdf(damaged(good, /BIZUDPGothic-Bold/g, "Another-Face-Bold"), expectation);
    expect(faults.map(({text}) => text)).toContainEqual(
      expect.stringMatching(/「Another-Face-Bold」が混ざって/),
    );
  });

  test("letters drawn as nameless pictures (Type 3)", async () => {
    const assets = await Promise.all(FONT_FILES.map(notToBeEmbedded));
    const fromFiles = html.replaceAll(/local\("[^"]*"\),/g, "");
    const {pdf} = await withPrinter((own) => own.print(documentOf(fromFiles, assets)));
    const faults = await verifyPdf(pdf, expectation);
    expect(faults.some(({check, text}) => check === "fonts" && text.includes("Type 3"))).toBe(true);
  });

  test("text beyond the edge of the page", async () => {
    const narrow = damaged(good, /\/MediaBox \[0 0 594/g, "/MediaBox [0 0 394");
    const faults = await verifyPdf(narrow, expectation);
    expect(faults.some(({check, text}) => check === "outside" && text.startsWith("文字"))).toBe(true);
  });

  test("a bookmark that leads nowhere", async () => {
    const withoutPlace = damaged(good, /\/Dest \[/g, "/Dxst [");
    const faults = await verifyPdf(damaged(withoutPlace, /\/SE (\d+ 0 R)/g, "/SX $1"), expectation);
    expect(faults.filter(({check}) => check === "contents").map(({text}) => text)).toContain(
      "しおり「紙の使用量（学校等を除く。）」の行き先がありません。",
    );
  });

  test("a page without tags", async () => {
    const faults = await verifyPdf(damaged(good, /\/StructParents 1\n/g, "/StructXarents 1\n"), expectation);
    expect(faults.filter(({check}) => check === "tags").map(({page, text}) => [page, text])).toEqual([
      [2, "構造（タグ）のないページです。"],
    ]);
  });

  test("a bookmark that leads to something else than a page", async () => {
    const faults = await verifyPdf(damaged(good, /\/Dest \[2 0 R/g, "/Dest [1 0 R"), expectation);
    expect(faults.map(({text}) => text)).toContainEqual(expect.stringContaining("の行き先がありません"));
  });

  test("the mark of sample data where there is none due", async () => {
    const faults = await verifyPdf(good, {...expectation, isSample: false});
    expect(faults.map(({check, page}) => [check, page])).toEqual([1, 2, 3].map((page) => ["release", page]));
    expect(faults[0]?.text).toContain("があります。見本データではありません");
  });

  test("a draft that does not say on every page that it is one", async () => {
    const faults = await verifyPdf(good, {...expectation, isDraft: true});
    expect(faults.map(({check, page}) => [check, page])).toEqual([1, 2, 3].map((page) => ["release", page]));
    expect(faults[0]?.text).toContain("「案（公開前の候補）」の表示がありません");
  });

  test("no tags", async () => {
    const faults = await verifyPdf(damaged(good, /\/Marked true/g, "/Marked null"), expectation);
    expect(faults.some(({check, text}) => check === "tags" && text.includes("タグ"))).toBe(true);
  });
});

describe("a fault of the numbers is found", () => {
  test("a figure that is not what the release says", async () => {
    const [code = "", value] = [...expectation.figures].find(([name]) => name === "F-paper_sheets-R5") ?? [];
    const figures = new Map([...expectation.figures, [code, (value ?? 0) + 1000]]);
    const faults = await verifyPdf(good, {...expectation, figures});
    expect(faults.map(({check}) => check)).toEqual(["figures", "figures"]);
    expect(faults[0]?.text).toContain("F-paper_sheets-R5");
  });

  test.each([
    ["is written as another number", "11"],
    ["is withheld although it may be shown", "x"],
  ])("a figure that %s", async (_, text) => {
    const isPaper = (cell: Cell) => cell.kind === "number" && cell.figureCode === "F-paper_sheets-R5";
    const tables = expectation.tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => (isPaper(cell) ? {...cell, text} : cell)),
      })),
    }));
    const faults = await verifyPdf(good, {...expectation, tables});
    expect(faults.filter(({check}) => check === "figures").map(({text: told}) => told)).toEqual(
      Array.from({length: 2}, () => expect.stringContaining(`F-paper_sheets-R5 が「${text}」です`)),
    );
  });

  test("a figure that the release does not have", async () => {
    const figures = new Map([...expectation.figures].filter(([code]) => code !== "F-paper_sheets-R5"));
    const [fault] = await verifyPdf(good, {...expectation, figures});
    expect(fault?.text).toContain("F-paper_sheets-R5 は公開版にありません");
  });
});

describe("printed contents", () => {
  const titles = ["資料1", "資料2"];
  const contents = (second: number) =>
    `<!doctype html><html lang="ja"><head><title>目次の試験</title><style>${fontFaces}${footer}</style></head><body>
    ${sheet(`<h1>目次</h1><p>資料1……2</p><p>資料2……${second}</p>${"本文。".repeat(20)}`, "90mm")}
    ${titles.map((title) => sheet(`<h1>${title}</h1>${"本文。".repeat(20)}`, "90mm")).join("")}</body></html>`;
  const wanted = (): Expectation => ({
    ...expectation,
    title: "目次の試験",
    outline: ["目次", ...titles],
    contents: {bookmark: "目次", titles},
    tables: [],
    texts: [],
  });

  test("that name the right pages", async () => {
    expect(await verifyPdf(await printed(contents(3)), wanted())).toEqual([]);
  });

  test("that name what no bookmark leads to", async () => {
    const more = {bookmark: "目次", titles: [...titles, "資料3"]};
    const faults = await verifyPdf(await printed(contents(3)), {...wanted(), contents: more});
    expect(faults.map(({text}) => text)).toEqual(["目次の「資料3」にあたるしおりがありません。"]);
  });

  test("that name a wrong page", async () => {
    const faults = await verifyPdf(await printed(contents(4)), wanted());
    expect(faults.map(({text}) => text)).toEqual(["目次の「資料2」が3ページを指していません。"]);
  });
});

const FONT_FILES: string[] = DOCUMENT_FONTS.map(({file}) => file);
const fontFaces = DOCUMENT_FONTS.map(
  ({file}, index) =>
    `@font-face { font-family: "BIZ UDPGothic"; font-weight: ${[400, 700][index]}; src: url("${basename(file)}") }`,
).join("");
const footer = `body { font-family: "BIZ UDPGothic" }
  @page { margin: 20mm; font-family: "BIZ UDPGothic"; @bottom-left { content: "公開版 2024-10-15-3f9c1a" } @bottom-center { content: "見本データ" } }`;

async function printed(page: string) {
  return (await printer.print(documentOf(page))).pdf;
}

function documentOf(html: string, assets = FONT_FILES) {
  return {html, assets, date: "2024-10-15", keywords: "test"};
}

function styled(page: string, style: string): string {
  return page.replace("</style>", `${style}</style>`);
}

function sheet(content: string, height: string): string {
  return `<section style="break-before:page;min-height:${height}">${content}<p style="margin-top:${height}"></p></section>`;
}

function outside(page: string, content: string): string {
  return page.replace(
    "<body>",
    `<body><div style="position:absolute;top:30mm;left:-16mm;width:60mm">${content}</div>`,
  );
}

function rowOf(page: string, name: string): string {
  return (
    page.match(/<tr(?: class="segment")?>[\s\S]*?<\/tr>/g)?.find((row) => row.includes(`>${name}<`)) ?? ""
  );
}

function withoutRow(page: string, name: string): string {
  return page.replace(rowOf(page, name), "");
}

function withRowTwice(page: string, name: string): string {
  return page.replace(rowOf(page, name), (row) => row + row);
}

/** The same length, so that the file stays whole. */
function damaged(pdf: Uint8Array, pattern: RegExp, replacement: string): Uint8Array {
  const text = Buffer.from(pdf).toString("latin1");
  const changed = text.replace(pattern, replacement);
  expect(changed).not.toBe(text);
  expect(changed.length).toBe(text.length);
  return Buffer.from(changed, "latin1");
}

/** The font with the right to embed it taken away (OS/2 table, fsType): browsers then draw its letters. */
async function notToBeEmbedded(file: string): Promise<string> {
  const font = readFileSync(file);
  const tables = font.readUInt16BE(4);
  for (let index = 0; index < tables; index += 1) {
    const entry = 12 + index * 16;
    if (font.toString("latin1", entry, entry + 4) === "OS/2")
      font.writeUInt16BE(0x0002, font.readUInt32BE(entry + 8) + 8);
  }
  const copy = join(folder, basename(file));
  await writeFile(copy, font);
  return copy;
}
