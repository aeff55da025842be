import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {readWorkbook} from "../../pipelines/intake/read/read-workbook.ts";
import {sheetBudget} from "../../pipelines/intake/read/xlsx/sheet-budget.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {type Part, part, relation, relationsXml, sheetOf, workbookOf, zipOf} from "./workbook-parts.ts";

/* Small files whose cells would not fit into memory, or keep everybody else out for hours. */

const ROWS = [["職員番号"], ["012345"]];

function reading(parts: Part[]): () => unknown {
  const path = join(temporaryFolder(), "a.xlsx");
  const file = zipOf(parts);
  expect(file.length).toBeLessThan(1_000_000);
  writeFileSync(path, file);
  return () => readWorkbook(path);
}

/** A workbook whose parts of that name are others. */
function withParts(sheet: string, ...others: Part[]): Part[] {
  const names = others.map(({name}) => name);
  return [...workbookOf(sheet).filter(({name}) => !names.includes(name)), ...others];
}

test("one sheet that stands in a workbook a hundred thousand times is not read a hundred thousand times", () => {
  const index =
    workbookOf("")
      .find(({name}) => name === "xl/workbook.xml")
      ?.content.toString() ?? "";
  const [sheet = ""] = index.match(/<sheet [^>]*>/) ?? [];
  const many = part("xl/workbook.xml", index.replace(sheet, sheet.repeat(100_000)));
  expect(reading(withParts(sheetOf(ROWS), many))).toThrow("同じ部品を指しています");
});

test("one long text that stands in many cells is told, and not written as many times", () => {
  const strings = part("xl/sharedStrings.xml", `<sst><si><t>${"長".repeat(100_000)}</t></si></sst>`);
  const relations = part(
    "xl/_rels/workbook.xml.rels",
    relationsXml(
      relation("worksheet", "worksheets/sheet1.xml"),
      relation("sharedStrings", "sharedStrings.xml", "rId2"),
    ),
  );
  const cells = `<row><c t="s"><v>0</v></c></row>`.repeat(3_001);
  const sheet = sheetOf(ROWS).replace("</sheetData>", `${cells}</sheetData>`);
  expect(reading(withParts(sheet, strings, relations))).toThrow("文字が300,000,000字を超えています");
});

test("cells far to the right count as many as lie before them", () => {
  const rows = Array.from({length: 26_000}, (_, row) => `<row><c r="ALK${row + 1}"><v>1</v></c></row>`);
  const sheet = sheetOf([]).replace("</sheetData>", `${rows.join("")}</sheetData>`);
  expect(reading(workbookOf(sheet))).toThrow("セルが25,000,000個を超えています");
});

test("rows up to the last one of a sheet count in every sheet", () => {
  const spend = sheetBudget();
  const sheet: string[][] = [];
  sheet.length = 11_000_000;
  expect(() => spend(sheet.fill([]))).not.toThrow();
  expect(() => spend(sheet)).toThrow("行が20,000,000行を超えています");
});

test("a formula for a range in every row does not make each cell look at all of them", () => {
  const cell = (row: number) =>
    `<row><c r="A${row}"><f t="array" ref="A${row}:B${row}">1</f><v>1</v></c></row>`;
  const rows = Array.from({length: 50_000}, (_, row) => cell(row + 1));
  const sheet = sheetOf([]).replace("</sheetData>", `${rows.join("")}</sheetData>`);
  expect(reading(workbookOf(sheet))).toThrow("範囲の数式（配列数式）が10,000個を超えています");
  // The other reader, which is asked where a part is damaged, would do the same.
  const damaged = sheet.replace("<sheetData>", `<sheetData><row r="0"/>`);
  expect(reading(workbookOf(damaged))).toThrow("開けません");
});
