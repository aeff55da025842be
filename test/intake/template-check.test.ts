import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {read, utils, type WorkBook, write} from "@e965/xlsx";
import {expect, test} from "vitest";
import {bodyWordsOf} from "../../pipelines/catalog/city-catalog.ts";
import {bureausToChoose} from "../../pipelines/intake/clerk/bureaus-to-choose.ts";
import {contractNamed} from "../../pipelines/intake/clerk/contract-named.ts";
import {templateWorkbook} from "../../pipelines/intake/clerk/template.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {SAMPLE_CITY, sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {type ComputedBook, computed} from "./computed-workbook.ts";
import {headingsOf, inputRow} from "./filled-template.ts";

const NOW = new Date("2024-10-08T00:00:00Z");
const LIST_FROM = 8;
const LOOKED_AT = 14;

type Rows = (string | number)[][];

async function filled(source: string, rows: Rows, bureaus = new Map<string, string>()): Promise<WorkBook> {
  const contract = contractNamed(contracts, source);
  const words = bodyWordsOf(SAMPLE_CITY);
  const book = read(await templateWorkbook(contract, {fiscalYear: 2022, words, bureaus}));
  const isAcross = headingsOf(book, contract.title).includes("4月");
  utils.sheet_add_aoa(book.Sheets[contract.title] ?? {}, rows, {origin: {r: isAcross ? 4 : 3, c: 0}});
  return book;
}

/** What the sheet says of rows of the input sheet. */
function said(book: ComputedBook): Record<string, string> {
  const lines = Array.from({length: LOOKED_AT}, (_, index) => index + LIST_FROM);
  return Object.fromEntries(
    lines
      .map((line) => [book.shown("点検", line, 1), book.shown("点検", line, 2)] as const)
      .filter(([row]) => row !== ""),
  );
}

const summary = (book: ComputedBook) => [3, 4, 5].map((line) => book.shown("点検", line, 2));

test.each(contracts)(
  "what the guide of $source gives as an example has nothing to be mended",
  async ({source, title}) => {
    const blank = await filled(source, []);
    expect(summary(computed(blank, LIST_FROM + LOOKED_AT))).toEqual(["0", "0", ""]);
    const book = computed(await filled(source, [inputRow(blank, title)]), LIST_FROM + LOOKED_AT);
    expect(Object.values(said(book))).toEqual([""]);
    expect(summary(book)).toEqual(["1", "0", "この点検で直すことはありません"]);
  },
);

const OVERTIME: Rows = [
  ["000001", "2022-04", "平日時間外", "通常", "1:00"],
  ["000002", "2022-04", "平日時間外", "通常", "1:00"],
  ["12", "2022-04", "夜勤", "通常", "1:00"],
  ["000003", "", "平日時間外", "", "1:00"],
  [],
  ["000002", "2022-04", "平日時間外", "通常", "2:00"],
  ["00000a", "2022-04", "平日時間外", "通常", "1:00"],
];

test("it names the rows that the intake would keep apart, and no other", async () => {
  const book = await filled("overtime", OVERTIME);
  const found = said(computed(book, LIST_FROM + LOOKED_AT));
  expect(found).toEqual({
    4: "",
    5: "職員番号・年月・勤務区分・事由が同じ行がほかにもある。",
    6: "職員番号が数字6桁でない。勤務区分が一覧にない。",
    7: "年月が空欄。事由が空欄。",
    9: "職員番号・年月・勤務区分・事由が同じ行がほかにもある。",
    10: "職員番号が数字6桁でない。",
  });
  expect(await keptApart(book)).toEqual(Object.keys(found).filter((row) => found[row] !== ""));
});

/** Rows that the intake puts aside. */
async function keptApart(book: WorkBook): Promise<string[]> {
  const folder = temporaryFolder();
  const home = sampleHome(join(folder, "home"));
  const path = join(folder, "時間外.xlsx");
  writeFileSync(path, write(book, {type: "buffer", bookType: "xlsx"}));
  const ledger = await openLedger(home);
  try {
    expect((await ingestFile(ledger, path, {home, now: NOW})).kind).toBe("held");
    const cells = await ledger.rows("select distinct place from intake.quarantined_cells");
    const rows = cells.map(({place}) => /(\d+)行?目?$/.exec(String(place).replace(/行目.*$/, ""))?.[1] ?? "");
    return rows.toSorted((one, other) => Number(one) - Number(other));
  } finally {
    ledger.close();
  }
}

test("numbers outside their range and bureaus that are not in the list are named; so is where it ends", async () => {
  const bureaus = new Map([["1010", "総務企画局"]]);
  const paper = await filled(
    "paper",
    [
      ["総務企画局", "本庁", "A4", 1, "－", "x", -5],
      ["ない局", "本庁", "A4", 1],
    ],
    bureaus,
  );
  const range = "が0～1,000,000,000の数でない。";
  expect(said(computed(paper, LIST_FROM + LOOKED_AT))).toEqual({
    5: expect.stringContaining(`6月${range}7月${range}`),
    6: expect.stringContaining("局区名が一覧にない。"),
  });
  const devices = await filled("telework_devices", [["TW0001", "9999", "2022-04-01"]], bureaus);
  const found = said(computed(devices, LIST_FROM + LOOKED_AT));
  expect(found[4]).toContain("局区コードが一覧にない。");
  const guide = utils.sheet_to_json<string[]>(devices.Sheets.書き方の説明 ?? {}, {header: 1});
  expect(guide.map((line) => line.slice(4))).toContainEqual(["局区コードの言葉", "1010", "総務企画局"]);
  utils.sheet_add_aoa(devices.Sheets.テレワーク用PC台帳 ?? {}, [["TW9999"]], {origin: {r: 2_003, c: 0}});
  expect(computed(devices, 2_010).shown("点検", 6, 2)).toBe("2004行目から下は見ていません");
});

test("columns that need not be there and rows can be taken out of the input sheet", async () => {
  const title = "時間外勤務実績";
  const blank = await filled("overtime", OVERTIME);
  const book = computed(blank, LIST_FROM + LOOKED_AT);
  const before = said(book);
  book.takeOutColumn(title, headingsOf(blank, title).indexOf("所属名") + 1);
  expect(said(book)).toEqual(before);
  book.takeOutRow(title, 5);
  const left = said(book);
  expect(Object.keys(left)).toEqual(["4", "5", "6", "8", "9"]);
  expect(Object.values(left).join("")).not.toContain("#");
});

test("the bureaus of the template's year are offered, by code or by name, and none of other years", async () => {
  const folder = temporaryFolder();
  const home = sampleHome(join(folder, "home"));
  const path = join(folder, "局区.csv");
  const lines = [
    "1010,総務企画局,市長事務部局,1972-04-01,,,,1",
    "1020,市民局,市長事務部局,1972-04-01,2022-09-30,1030,,2",
    "1030,市民文化局,市長事務部局,2022-10-01,,,,3",
    "2040,教育委員会,その他任命,1972-04-01,,,,4",
  ];
  writeFileSync(path, [HEADINGS.bureaus, ...lines].join("\n"));
  const ledger = await openLedger(home);
  expect((await ingestFile(ledger, path, {home, now: NOW})).kind).toBe("accepted");
  ledger.close();
  const offered = async (source: string, fiscalYear: number) =>
    [...(await bureausToChoose(home, contractNamed(contracts, source), fiscalYear))].join(" ");
  expect(await offered("paper", 2021)).toBe("1010,総務企画局 1020,市民局 2040,教育委員会");
  expect(await offered("paper", 2022)).toBe("1010,総務企画局 1020,市民局 1030,市民文化局 2040,教育委員会");
  expect(await offered("staff", 2023)).toBe("1010,総務企画局 1030,市民文化局 2040,教育委員会");
  expect(await offered("overtime", 2023)).toBe("");
});
