import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {beforeAll, describe, expect, test, vi} from "vitest";
import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import {writeSampleCity} from "../../sample/write-sample.ts";
import {type Contract, fieldsOf} from "../../schemas/contract.ts";
import {SAMPLE_CITY} from "../sample-city.ts";
import {readPaper, sheetRows} from "./plain-paper.ts";
import {filesNamed, readCsv} from "./read-plainly.ts";
import {fileHashes, writtenSample} from "./written-sample.ts";

/** Rows of large files that are looked at, spread over all of them. */
const LOOKED_AT = 3000;

/** How each source's files are named and encoded. */
const habits = [
  {source: "bureaus", part: "局区一覧", files: 1, encoding: "utf-8"},
  {source: "staff", part: "職員名簿", files: 18, encoding: "shift_jis"},
  {source: "overtime", part: "時間外勤務", files: 102, encoding: "shift_jis"},
  {source: "leave", part: "年次休暇", files: 34, encoding: "utf-8"},
  {source: "parental_leave", part: "育児休業等", files: 9, encoding: "shift_jis"},
  {source: "telework_pc", part: "テレワーク用PC利用", files: 40, encoding: "utf-8"},
  {source: "disability", part: "障害者雇用", files: 9, encoding: "shift_jis"},
  {source: "activity", part: "活動実績", files: 7, encoding: "shift_jis"},
  {source: "mental_health", part: "メンタルヘルス対策", files: 8, encoding: "utf-8"},
  {source: "sick_leave", part: "長期療養者", files: 8, encoding: "shift_jis"},
  {source: "overtime_pay", part: "時間外手当", files: 8, encoding: "shift_jis"},
] as const;

let folder: string;

vi.setConfig({testTimeout: 120_000});

beforeAll(async () => {
  folder = await writtenSample();
}, 180_000);

describe("every file kind", () => {
  test.each(habits)("$source: $files files in $encoding", ({part, files, encoding}) => {
    const names = filesNamed(folder, part);
    expect(names).toHaveLength(files);
    for (const name of names) {
      expect(name).toMatch(/^見本_.+\.csv$/);
      const bytes = readFileSync(join(folder, name));
      expect(bytes.subarray(0, 3).toString("hex") === "efbbbf").toBe(encoding === "utf-8");
      expect(() => new TextDecoder(encoding, {fatal: true}).decode(bytes)).not.toThrow();
      if (encoding === "shift_jis")
        expect(() => new TextDecoder("utf-8", {fatal: true}).decode(bytes)).toThrow();
    }
  });

  test.each(habits)("$source: rows satisfy the contract", ({source, part, encoding}) => {
    const contract = contractOf(source);
    const tables = filesNamed(folder, part).map((name) => readCsv(folder, name, encoding));
    const step = Math.max(1, Math.floor(tables.reduce((sum, {rows}) => sum + rows.length, 0) / LOOKED_AT));
    for (const {name, heading, rows} of tables) {
      const columns = columnsOf(contract, heading);
      const looked = step === 1 ? rows : rows.filter((_, index) => index % step === 0);
      expect([name, ...looked.flatMap((row) => faults(contract, columns, row))]).toEqual([name]);
    }
  });

  test.each(habits)("$source: no two rows of a file have the same key", ({source, part, encoding}) => {
    const contract = contractOf(source);
    for (const name of filesNamed(folder, part)) {
      const {heading, rows} = readCsv(folder, name, encoding);
      const columns = columnsOf(contract, heading);
      const keys = rows.map((row) => contract.grain.map((field) => row[columns.get(field) ?? -1]).join(" "));
      expect([name, new Set(keys).size]).toEqual([name, rows.length]);
    }
  });
});

test("paper: melted cells satisfy the contract, except for the totals", () => {
  const cells = readPaper(folder).filter(({size, month}) => size !== "" && month !== "");
  expect(filesNamed(folder, "用紙使用量")).toHaveLength(9);
  const {row} = contractOf("paper");
  for (const {bureauName, place, size, month, sheets} of cells) {
    const values = {
      bureau_name: bureauName,
      place_kind: place,
      paper_size: size,
      month: month.slice(0, 7),
      sheet_count: String(sheets),
    };
    expect(row.safeParse(values).error).toBeUndefined();
  }
  expect(cells.length).toBeGreaterThan(9000);
});

const workbooks = [
  {source: "telework_devices", part: "テレワーク用PC台帳", files: 1, rows: 1000},
  {source: "survey", part: "アンケート", files: 3, rows: 25},
  {source: "shared_services", part: "総務事務センター", files: 5, rows: 5},
];

test.each(workbooks)("$source: $files workbooks satisfy the contract", ({source, part, files, rows}) => {
  const names = filesNamed(folder, part);
  expect(names).toHaveLength(files);
  for (const name of names) {
    const [heading = [], ...lines] = sheetRows(join(folder, name)).slice(2);
    const contract = contractOf(source);
    const columns = columnsOf(contract, heading.map(String));
    const texts = lines.map((row) => row.map((cell) => String(cell ?? "")));
    expect(texts.flatMap((row) => faults(contract, columns, row))).toEqual([]);
    expect(lines.length).toBeGreaterThanOrEqual(rows);
    const keys = texts.map((row) => contract.grain.map((field) => row[columns.get(field) ?? -1]).join(" "));
    expect([name, new Set(keys).size]).toEqual([name, lines.length]);
  }
});

test("the former bureau stands in files before its renaming only, its successor after it", () => {
  const codes = (day: string) =>
    new Set(
      readCsv(folder, `見本_職員名簿_${day}.csv`, "shift_jis")
        .rows.filter(([, , , , , , , , , , , , left]) => !left)
        .map((row) => row[2]),
    );
  expect([codes("2017-10-01").has("1200"), codes("2017-10-01").has("1210")]).toEqual([true, false]);
  expect([codes("2018-04-01").has("1200"), codes("2018-04-01").has("1210")]).toEqual([false, true]);
  const names = (part: string) =>
    new Set(
      readPaper(folder)
        .filter(({file}) => file.includes(part))
        .map(({bureauName}) => bureauName),
    );
  expect([names("H29").has("出納室"), names("H30").has("会計室")]).toEqual([true, true]);
});

test("a second writing gives the same bytes", async () => {
  const again = mkdtempSync(join(tmpdir(), "kaikaku-sample-"));
  try {
    const names = await writeSampleCity({outDir: again, log: () => {}});
    expect(fileHashes(again)).toEqual(fileHashes(folder));
    expect([...names].sort()).toEqual([...fileHashes(again).keys()]);
  } finally {
    rmSync(again, {recursive: true});
  }
}, 180_000);

function contractOf(source: string): Contract {
  const contract = contractsOf(SAMPLE_CITY).find((each) => each.source === source);
  if (!contract) throw new Error(`no contract ${source}`);
  return contract;
}

/** Field name → column, every field once. */
function columnsOf(contract: Contract, heading: string[]): Map<string, number> {
  const columns = new Map(
    fieldsOf(contract).flatMap(({name, meta}) => {
      const place = heading.findIndex((cell) => meta.headings.includes(cell));
      return place < 0 && meta.absent !== null ? [] : [[name, place]];
    }),
  );
  expect([...columns.values()].sort((one, two) => one - two)).toEqual(heading.map((_, index) => index));
  return columns;
}

function faults(contract: Contract, columns: Map<string, number>, row: string[]): string[] {
  const values = Object.fromEntries(
    fieldsOf(contract).map(({name}) => [name, row[columns.get(name) ?? -1] ?? ""]),
  );
  const {error} = contract.row.safeParse(values);
  return error ? [`${row.join(",")}: ${error.message}`] : [];
}
