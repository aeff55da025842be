import {join} from "node:path";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {contractsOf} from "../../pipelines/catalog/contracts-of.ts";
import {functionDefinitions} from "../../pipelines/catalog/sql-files.ts";
import {insertRows} from "../../pipelines/engine/insert-rows.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {judgedFields} from "../../pipelines/ledger/stored-columns.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";

/** Zod is the oracle: the SQL of a contract accepts, refuses and reads exactly what its schema does. */
let engine: Warehouse;
const TOWN = join(import.meta.dirname, "../words/town");

beforeAll(async () => {
  engine = await openWritable(":memory:");
  await engine.run(functionDefinitions());
});
afterAll(() => engine.close());

const digits = fc.string({unit: fc.constantFrom(..."0123456789０１２３４５６７８９"), maxLength: 6});
const marks = fc.constantFrom(
  "-",
  "/",
  ".",
  "年",
  "月",
  "日",
  "年度",
  "年度第",
  "四半期",
  "Q",
  ":",
  "：",
  "時間",
  "分",
  ",",
  "，",
);
const units = fc.constantFrom("枚", "千枚", "円", "千円", "百万円", "千万円", "億円", "%");
const quantities = fc
  .tuple(
    fc.constantFrom("", "▲", "(", "-"),
    fc.oneof(
      fc.integer({min: 0, max: 99_999}).map(String),
      fc.constantFrom("1,234", "０", "00012", "123456789012345", `1${",000".repeat(8)}`),
    ),
    fc.constantFrom("", ".", ".5", ".250", ".0001", ".123456", "．５", ".1234567"),
    fc.constantFrom("", ")", " ", "　"),
    units,
  )
  .map((parts) => parts.join(""));
const signedTimes = fc
  .tuple(
    fc.constantFrom("", "▲", "△", "-", "－", "−", "(", "（", "▲▲", "+"),
    fc.constantFrom("3:00", "0:00", "12時間30分", "12.5", "744", "745", "０：０５", "", "x"),
    fc.constantFrom("", ")", "）"),
  )
  .map((parts) => parts.join(""));
const oddTexts = fc.constantFrom(
  "#REF!",
  "#N/A",
  "#DIV/0!",
  "#NAME?",
  "#REF",
  "#GETTING_DATA",
  "##",
  "####",
  "〃",
  "同上",
  "佐々木",
  "Err:502",
  "エラー:522",
  "#未計算C5#",
  "1〜2",
  "a−b",
  "—",
  "‐",
  "\ue000",
  "12345",
  "１２３",
  "000000",
);
const signs = fc.constantFrom("▲", "△", "(", ")", "（", "）", "－", "―", "−", "+", " ", "　", "\t", "x", "…");
const eras = fc.constantFrom("令和", "平成", "昭和", "R", "Ｈ", "S", "㋿", "㍻", "㍼", "元", "明治", "");
const numbers = fc.oneof(
  fc.integer({min: -10, max: 2_000}).map(String),
  fc.integer({min: -2_000_000_000, max: 2_000_000_000}).map((value) => value.toLocaleString("ja-JP")),
  fc.double({min: 0, max: 800, noNaN: true}).map((value) => value.toFixed(2)),
);
const dates = fc
  .tuple(
    eras,
    fc.integer({min: 0, max: 2110}),
    fc.integer({min: 0, max: 14}),
    fc.integer({min: 0, max: 32}),
    marks,
    marks,
  )
  .map(([era, year, month, day, first, second]) => `${era}${year}${first}${month}${second}${day}`);
/** Days as programs write them, with what stands behind: a weekday, midnight or another time. */
const writtenDays = fc
  .tuple(
    fc.constantFrom("2022/4/1", "令和4年4月1日", "R4.4.1", "2024-02-29", "2022-02-30", "㋿4年4月1日"),
    fc.constantFrom("", "(金)", "（金）", " (木曜日)", "　（木）", "(土曜)", "(金"),
    fc.constantFrom("", " 0:00", " 00:00:00", "T00:00:00", "T00:00:00.000", " 12:00", " 0:00:01", "0:00"),
  )
  .map((parts) => parts.join(""));
const bareDays = fc.oneof(
  fc.integer({min: 18_990_000, max: 21_001_231}).map(String),
  fc.integer({min: 189_900, max: 210_013}).map(String),
  fc.constantFrom("20220401", "２０２２０４３０", "20220431", "202204", "202213", "２０２２０４", "2022040"),
  fc.constantFrom(
    "Apr-22",
    "Dec-99",
    "apr-22",
    "April-22",
    "22-Apr",
    "2022年4月分",
    "2022年4月度",
    "R4.4月分",
    "2022-04分",
  ),
  fc.constantFrom("令和0年4月", "平成00年4月1日", "R0", "H00年度", "令和元年5月1日", "R1Q1", "R0Q1"),
);
const months = fc
  .tuple(eras, digits, marks, fc.integer({min: 0, max: 14}), marks)
  .map((parts) => parts.join(""));
const quarters = fc
  .tuple(
    eras,
    fc.integer({min: 0, max: 2030}),
    fc.constantFrom("年度第", "Q", "年度", "年第"),
    fc.integer({min: 0, max: 5}),
    fc.constantFrom("四半期", ""),
  )
  .map((parts) => parts.join(""));
const clocks = fc
  .tuple(digits, fc.constantFrom(":", "：", "時間", "."), digits, fc.constantFrom("分", ":00", ":01", ""))
  .map((parts) => parts.join(""));
const noise = fc.array(fc.oneof(digits, marks, signs, eras), {maxLength: 6}).map((parts) => parts.join(""));

/** As the program has them, and in the words of a town: its codes, its values, its units. */
const ALL = [...contracts, ...contractsOf(TOWN).filter(({words}) => words)].map((contract) => ({
  contract,
  whose: contract.words ? "town" : "program",
}));

describe.each(ALL)("$contract.source of the $whose", ({contract}) => {
  test.each(judgedFields(contract))("$name", async (field) => {
    const {code, renames} = field.meta;
    const labels = fc.constantFrom(
      "",
      " ",
      ...field.meta.example.split("、"),
      ...Object.keys(field.meta.choices),
      ...Object.values(field.meta.choices),
      ...Object.entries(renames).flat(),
      ...(code ? [code.example, code.example.toLowerCase(), `0${code.example}`, code.example.slice(1)] : []),
      ...[
        "a0123",
        "Ａ０１２３",
        "ｂ0001",
        ...["K-0417", "ｋ－0417", "Ｋ‐0417", "K—04ー17", "Ａ＿1", "a−1", "ｰ1"],
        "ſ0123",
        "ß0123",
        "12345",
        "１２３４５",
        "001",
        "1a0",
        "1.5シート",
        "2千シート",
      ],
    );
    const cells = fc.oneof(
      noise,
      numbers,
      dates,
      months,
      writtenDays,
      bareDays,
      quarters,
      clocks,
      quantities,
      signedTimes,
      oddTexts,
      labels,
      fc.string({unit: "grapheme", maxLength: 4}),
    );
    const texts = [
      ...new Set(
        fc.sample(cells, {numRuns: 1000, seed: 20221126}).map((text) => text.replaceAll("\u0000", "")),
      ),
    ];
    const judged = await judgeTexts(field, texts);
    const byOracle = texts.map((text) => {
      const result = field.schema.safeParse(text);
      return {text, accepted: result.success, value: result.success ? result.data : null};
    });
    expect(judged).toEqual(
      byOracle.map(({text, accepted, value}) => ({
        text,
        accepted,
        value: value === null ? null : String(value),
      })),
    );
    expect(byOracle.some(({accepted}) => accepted)).toBe(true);
  });
});

async function judgeTexts(field: ReturnType<typeof judgedFields>[number], texts: string[]) {
  await engine.run("create or replace temp table texts (position integer, text varchar)");
  await insertRows(engine, {
    table: "texts",
    columns: {position: "integer", text: "varchar"},
    rows: texts.map((text, position) => ({position, text})),
  });
  return engine.rows(
    `with trimmed_texts as (select position, text, trimmed(text) as cell from texts),
     read_texts as (select position, text, cell, ${field.value} as value from trimmed_texts),
     judged as (select position, text, value, ${field.isGood} as is_good from read_texts)
     select text, is_good as accepted, case when is_good then value::varchar end as value from judged order by position`,
  );
}
