import {read, utils} from "@e965/xlsx";
import {expect, test} from "vitest";
import {type WorkbookDescription, workbookBytes} from "../../pipelines/engine/write-workbook.ts";

const DANGEROUS = ["=1+1", "+81-44", "-1", "@sum(A1)", '=HYPERLINK("x")', "\t=2"];

const DESCRIPTION: WorkbookDescription = {
  title: "見本",
  sheets: [
    {
      name: "入力[1]/あ",
      rows: [
        [{value: "表題", role: "title"}],
        ["番号", {value: "区分", role: "heading", note: "次から選びます"}],
        ...DANGEROUS.map((text, index) => [text, index]),
        [{value: "012345", format: "@"}, new Date("2022-04-01T00:00:00Z"), true, null, "\u0001制御\ud800"],
        ["長".repeat(40_000)],
      ],
      columnWidths: [12, 20],
      columnFormats: ["@"],
      merges: ["A1:B1"],
      frozen: {rows: 2},
      rules: [
        {
          range: "B3:B900",
          kind: "list",
          from: "'選択肢'!$A$1:$A$2",
          prompt: "選ぶ",
          error: "選択肢から",
          isStrict: true,
        },
        {range: "C3:C900", kind: "whole", min: 0, max: 5, prompt: "0～5", error: "0～5です", isStrict: false},
      ],
      print: {landscape: true, titleRows: "1:2", area: "A1:C10"},
    },
    {name: "選択肢", rows: [["あ"], ["い"]], isHidden: true},
  ],
  names: {区分の選択肢: "選択肢!$A$1:$A$2"},
};

test("text stays text: nothing in a written workbook is a formula", async () => {
  const book = read(await workbookBytes(DESCRIPTION), {cellFormula: true, cellNF: true});
  const sheet = book.Sheets[book.SheetNames[0] ?? ""] ?? {};
  const texts = utils.sheet_to_json<unknown[]>(sheet, {header: 1, raw: true}).slice(2, 2 + DANGEROUS.length);
  expect(texts.map(([text]) => text)).toEqual(DANGEROUS);
  for (const [address, cell] of Object.entries(sheet))
    if (!address.startsWith("!")) expect(cell.f).toBeUndefined();
});

test("equal descriptions are equal bytes, whatever the clock says", async () => {
  const first = await workbookBytes(DESCRIPTION);
  await new Promise((resolve) => setTimeout(resolve, 2100)); // times in an archive are two seconds apart
  expect(Buffer.from(await workbookBytes(DESCRIPTION)).equals(Buffer.from(first))).toBe(true);
});
