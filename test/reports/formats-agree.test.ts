import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {read, utils} from "@e965/xlsx";
import {tableFromIPC} from "apache-arrow";
import {parse} from "csv-parse/sync";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {openSession, type Session} from "../../pipelines/ask/ask.ts";
import {USUAL_LIMITS} from "../../pipelines/ask/limits.ts";
import {arrowBytes} from "../../pipelines/engine/arrow.ts";
import type {Answer} from "../../pipelines/engine/foreign-engine.ts";
import {writeParquet} from "../../pipelines/engine/write-parquet.ts";
import {placeFile} from "../../pipelines/installation/exit.ts";
import {answerCsv} from "../../reports/answers/answer-csv.ts";
import {answerWorkbook} from "../../reports/answers/answer-workbook.ts";
import {spreadsheetText} from "../../reports/values/spreadsheet-text.ts";
import {readHalfWritten} from "../../schemas/half-written.ts";
import {smallRelease} from "../ask/small-release.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** The Rust implementation of Arrow and Parquet, compiled to WebAssembly. */
const rust = createRequire(import.meta.url)("parquet-wasm") as typeof import("parquet-wasm");

const folder = mkdtempSync(join(tmpdir(), "kaikaku-formats-"));
const FILE = join(folder, "answer.parquet");
let session: Session;
beforeAll(async () => {
  session = await openSession(await smallRelease(folder), USUAL_LIMITS);
});
afterAll(() => {
  session.close();
  rmSync(folder, {recursive: true, force: true});
});

function answerTo(sql: string): Promise<Answer> {
  return session.ask({sql, limits: USUAL_LIMITS});
}

/** Every value as a text, row by row, as somebody else's reader of the form gives it. */
const READ_BACK: Record<string, (sql: string) => Promise<string[][]>> = {
  csv: async (sql) => {
    const pieces: string[] = [];
    for await (const piece of answerCsv(await answerTo(sql), (text) => text)) pieces.push(piece);
    return (parse(pieces.join("")) as string[][]).slice(1);
  },
  arrow: async (sql) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of arrowBytes(await answerTo(sql), {format: "file", notes: {}}))
      pieces.push(piece);
    return textsIn(Buffer.concat(pieces));
  },
  parquet: async (sql) => {
    await writeParquet(await answerTo(sql), {file: FILE, megabytes: 500, notes: {release: "small"}});
    return textsIn(rust.readParquet(readFileSync(FILE)).intoIPCStream());
  },
  xlsx: async (sql) => {
    const bytes = await answerWorkbook(await answerTo(sql), {sql, parameters: "", releaseId: "small"});
    const sheet = read(bytes).Sheets.結果 ?? {};
    return utils
      .sheet_to_json<unknown[]>(sheet, {header: 1})
      .slice(1)
      .map((row) => row.map(String));
  },
};

function textsIn(arrow: Uint8Array): string[][] {
  const table = tableFromIPC(arrow);
  return table.toArray().map((row) => table.schema.fields.map(({name}) => arrowText(row[name])));
}

/** A decimal of 128 bits comes as four words, the lowest first. */
function arrowText(value: unknown): string {
  if (!(value instanceof Uint32Array)) return String(value);
  return String(
    BigInt.asIntN(
      128,
      [...value].reduceRight((sum, word) => (sum << 32n) + BigInt(word), 0n),
    ),
  );
}

const FORMS = Object.keys(READ_BACK);
const BEYOND_DOUBLE = [
  "9007199254740993",
  `-${"9".repeat(38)}`,
  "12345678901234567890123456789",
  "18446744073709551615",
];

describe.each(FORMS)("%s", (form) => {
  test("keeps every digit of whole numbers that no double holds", async () => {
    const [sum, least, natural, unsigned] = BEYOND_DOUBLE;
    const sql = `select sum(n) as total, '${least}'::hugeint as least, '${natural}'::uhugeint as natural,
      '${unsigned}'::ubigint as unsigned from (values (${Number(sum)}), (1)) as t(n)`.replace(
      String(Number(sum)),
      "9007199254740992",
    );
    expect(await READ_BACK[form]?.(sql)).toEqual([BEYOND_DOUBLE]);
  });

  test("keeps texts as they are, also those that look like formulas, references and signs of the form itself", async () => {
    const texts = [
      "=1+1",
      "+81-44",
      "-1+2",
      "@sum(A1)",
      "\t=2",
      "_x0041_",
      "a\rb",
      "\u0001",
      "'x",
      '"',
      "0012",
      "＝1",
    ];
    const sql = `select unnest([${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(", ")}]) as text`;
    expect(await READ_BACK[form]?.(sql)).toEqual(texts.map((text) => [text]));
  });
});

test.each(["arrow", "parquet"])("%s refuses the whole numbers that it cannot hold", async (form) => {
  for (const value of [
    "'-170141183460469231731687303715884105728'::hugeint",
    "'340282366920938463463374607431768211455'::uhugeint",
  ])
    await expect(READ_BACK[form]?.(`select ${value} as value`)).rejects.toThrow(
      /39桁の数は、(Arrow|Parquet) に書けません/,
    );
});

test("a workbook refuses a text that its cells would cut", async () => {
  await expect(READ_BACK.xlsx?.("select repeat('長', 32768) as text")).rejects.toThrow("32,767字まで");
  expect(await READ_BACK.xlsx?.("select length(repeat('長', 32767)) as n")).toEqual([["32767"]]);
});

test("Parquet keeps spans, unions and times with a zone as texts, also within lists, and columns whose names differ in case", async () => {
  const sql = `select interval '-1 month 3.000123 seconds' as span, [union_value(x := 1)] as unions,
    '12:34:56+09'::timetz as at, {"a b": 5::hugeint} as pair, map {1: 6::uhugeint} as map, 1 as a, 2 as "A"`;
  await writeParquet(await answerTo(sql), {file: FILE, megabytes: 500, notes: {release: "small"}});
  const [row] = tableFromIPC(rust.readParquet(readFileSync(FILE)).intoIPCStream()).toArray();
  expect(row.toJSON()).toMatchObject({span: "-1 month 00:00:03.000123", at: "12:34:56+09", a: 1, A_1: 2});
  expect([...row.unions]).toEqual(["1"]);
});

test("only texts that a spreadsheet would compute are led by an apostrophe", () => {
  const dangerous = [
    "=1+1",
    "+81-44",
    "-1+2",
    "-2+3+cmd|' /C calc'!A0",
    "@a",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "－1+2",
    "--1",
  ];
  expect(dangerous.map(spreadsheetText)).toEqual(dangerous.map((text) => `'${text}`));
  const plain = ["", "-", "－", "-5", "-0.5", "－１．５", "-1,234", "a=1", "1-2", "▲3", "'=1"];
  expect(plain.map(spreadsheetText)).toEqual(plain);
});

test("what a Parquet file does not find in memory lies beside it under names that go with what a killed process left", async () => {
  const place = temporaryFolder();
  const seen = new Set<string>();
  const {columns, chunks} = await answerTo(
    "select range as n, md5(range::varchar) || md5((range + 1)::varchar) as t from range(900000)",
  );
  async function* watched() {
    for await (const chunk of chunks) {
      for (const name of readdirSync(place)) seen.add(name);
      yield chunk;
    }
  }
  await placeFile(join(place, "答え.parquet"), {force: false}, (part) =>
    writeParquet({columns, chunks: watched()}, {file: part, megabytes: 30, notes: {release: "small"}}),
  );
  expect(seen.size).toBe(2);
  expect([...seen].filter((name) => readHalfWritten(name) === undefined)).toEqual([]);
  expect(readdirSync(place)).toEqual(["答え.parquet"]);
});
