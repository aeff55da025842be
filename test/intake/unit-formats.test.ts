import {writeFileSync} from "node:fs";
import {join} from "node:path";
import * as xlsx from "@e965/xlsx";
import {expect, test} from "vitest";
import {fingerprint} from "../../pipelines/intake/read/decode.ts";
import {readTable} from "../../pipelines/intake/read/read-table.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const ROWS = [
  ["局区名", "区分", "用紙", "年月", "枚数"],
  ["総務企画局", "学校等以外", "A4", "2022-04", 12],
  ["総務企画局", "学校等以外", "A3", "2022-04", 34],
];

/** What is held where all numbers are shown in a format. */
function heldBy(format: string): string[] {
  const sheet = xlsx.utils.aoa_to_sheet(ROWS);
  for (const cell of [sheet.E2, sheet.E3]) cell.z = format;
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, sheet, "S");
  const folder = temporaryFolder();
  const path = join(folder, "用紙.xlsx");
  writeFileSync(path, xlsx.write(book, {type: "buffer", bookType: "xlsx"}));
  const options = {contracts, scratchFile: join(folder, "scratch"), fileName: "用紙.xlsx", answers: []};
  return readTable(path, fingerprint(path), options).holds.map(({text}) => text);
}

test.each(['0"人日"', '#,##0" 割"', '#,##0"（見出し）"'])(
  "a word that nobody knows behind the digits is asked about: %s",
  (format) => {
    expect(heldBy(format)).toEqual([expect.stringContaining("セルの表示形式")]);
  },
);

test.each(["#,##0", '#,##0"枚"', "#,##0_);(#,##0)", '0"　"'])("usual formats say nothing: %s", (format) => {
  expect(heldBy(format)).toEqual([]);
});
