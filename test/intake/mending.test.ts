import {cpSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {read, utils, write} from "@e965/xlsx";
import {expect, test} from "vitest";
import {mendingWorkbook} from "../../pipelines/intake/clerk/mending-workbook.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const CASES = join(import.meta.dirname, "../cases");
const NOW = new Date("2024-10-08T00:00:00Z");

type Mend = (cells: string[][]) => void;

/** Loads a file, has its mending workbook mended cell by cell, and loads that; `words` are a file of the city about its source. */
async function sendAgain(
  path: string,
  mend: Mend,
  words?: string,
): Promise<{first: FileOutcome; second: FileOutcome; notes: string[]}> {
  const folder = temporaryFolder();
  const home = sampleHome(join(folder, "home"));
  if (words) cpSync(words, join(home.city, "sources", basename(words)));
  const load = async (file: string) => {
    const ledger = await openLedger(home);
    try {
      return await ingestFile(ledger, file, {home, now: NOW});
    } finally {
      ledger.close();
    }
  };
  const first = await load(path);
  const book = read((await mendingWorkbook(home, 1)).bytes);
  const sheet = book.Sheets[book.SheetNames[0] ?? ""] ?? {};
  const notes = Object.entries(sheet).flatMap(([address, cell]) =>
    cell.c ? [`${address} ${cell.c[0]?.t}`] : [],
  );
  const cells = utils.sheet_to_json<string[]>(sheet, {header: 1, defval: "", blankrows: true});
  mend(cells);
  const mended = utils.aoa_to_sheet(cells);
  if (sheet["!merges"]) mended["!merges"] = sheet["!merges"];
  // Who mends cells leaves the remarks at them.
  for (const [address, {c}] of Object.entries(sheet)) if (c && mended[address]) mended[address].c = c;
  book.Sheets[book.SheetNames[0] ?? ""] = mended;
  const target = join(folder, "直し用.xlsx");
  writeFileSync(target, write(book, {type: "buffer", bookType: "xlsx"}));
  return {first, second: await load(target), notes};
}

test("a mended text file loads whole and takes the held one's place", async () => {
  const path = join(temporaryFolder(), "時間外_2022-04.csv");
  const rows = [
    "000001,2022-04,平日時間外,通常,1:00",
    "000002,2022-04,平日時間外,通常,一時間",
    "000003,2022-04,残業,通常,1:00",
  ];
  writeFileSync(path, `時間外勤務の実績\n\n${HEADINGS.overtime}\n${rows.join("\n")}\n`);
  const {first, second, notes} = await sendAgain(path, (cells) => {
    expect(cells[0]?.[0]).toBe("時間外勤務の実績");
    expect(cells[2]).toEqual([...HEADINGS.overtime.split(","), "直すところ"]);
    expect(cells[4]?.[5]).toContain("時間数: 「一時間」は時間として読めません");
    (cells[4] as string[])[4] = "1:00";
    (cells[5] as string[])[2] = "平日時間外";
  });
  expect(notes.map((note) => note.split(" ")[0])).toEqual(["E5", "C6"]);
  expect(first).toMatchObject({kind: "held", batch: {rowCount: 3, acceptedCount: 1}});
  expect(second).toMatchObject({kind: "accepted", batch: {rowCount: 3, acceptedCount: 3}});
});

test("a mended workbook with months across and merged headings loads", async () => {
  const {first, second, notes} = await sendAgain(
    join(CASES, "paper-words-for-a-number/用紙.xlsx"),
    (cells) => {
      for (const row of cells)
        for (const [column, cell] of row.entries()) if (cell === "なし") row[column] = "0";
    },
  );
  expect(notes.join()).toContain("「なし」は整数として読めません");
  expect(first).toMatchObject({kind: "held"});
  expect(second).toMatchObject({kind: "accepted", batch: {quarantinedCount: 0}});
  if (first.kind === "held" && second.kind === "accepted")
    expect(second.batch.rowCount).toBe(first.batch.rowCount);
  // Nobody is told of the remarks that the program itself left at the cells.
  expect(notes.length).toBeGreaterThan(0);
  expect(second.kind === "accepted" && second.reading).not.toContain("整数として読めません");
});

test("a file with a quote that is never closed is mended line by line", async () => {
  const path = join(temporaryFolder(), "時間外_2022-04.csv");
  const rows = [
    "000001,2022-04,平日時間外,通常,1:00",
    '000002,2022-04,平日時間外,"通常,2:00',
    "000003,2022-04,平日時間外,通常,3:00",
  ];
  writeFileSync(path, `${HEADINGS.overtime}\n${rows.join("\n")}\n`);
  const {first, second} = await sendAgain(path, (cells) => {
    expect(cells[2]?.[5]).toContain('3行目の引用符（"）が正しく閉じていないため、4行目まで');
    expect(cells[3]?.[5]).toContain('3行目の引用符（"）が正しく閉じていないため、4行目まで');
    (cells[2] as string[])[3] = "通常";
  });
  expect(first).toMatchObject({kind: "held", batch: {acceptedCount: 1, quarantinedCount: 2}});
  expect(second).toMatchObject({kind: "accepted", batch: {acceptedCount: 3}});
});

test("a file that is held for its totals only has a workbook, with the reasons where they are", async () => {
  const path = join(CASES, "paper-totals-that-do-not-agree/用紙.xlsx");
  const {first, second, notes} = await sendAgain(path, (cells) => {
    expect(cells[8]?.at(-1)).toContain("「合計」は999ですが、内訳を足すと1,000です");
    for (const row of cells)
      row.splice(0, row.length, ...row.map((cell) => (cell === "999" ? "1000" : cell)));
  });
  expect(first).toMatchObject({kind: "held", batch: {quarantinedCount: 0}});
  expect(notes.join()).toContain("「合計」は999ですが、内訳を足すと1,000です");
  expect(second.kind === "held" && second.holds.map(({text}) => text).join()).not.toContain("999");
});

test("a mended workbook with kinds side by side loads; the reason names row and kind, and colours that cell", async () => {
  const path = join(CASES, "kinds-side-by-side-with-one-nobody-knows", "時間外.csv");
  const words = join(CASES, "kinds-side-by-side-with-one-nobody-knows", "overtime.yaml");
  const {first, second, notes} = await sendAgain(
    path,
    (cells) => {
      expect(cells[2]?.at(-1)).toContain("平日時間外 時間数: 「x」");
      for (const [row, values] of [
        [1, ["90", "", "", "90"]],
        [2, ["60", "465", "", "525"]],
      ] as const)
        cells[row]?.splice(2, 4, ...values);
    },
    words,
  );
  expect(first.kind).toBe("held");
  expect(notes).toEqual([expect.stringMatching(/^C3 「x」/)]);
  expect(second).toMatchObject({kind: "accepted", batch: {acceptedCount: 3}});
});
