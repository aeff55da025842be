import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {functionDefinitions} from "../../pipelines/catalog/sql-files.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {type LearntField, learn, nothingLearnt} from "../../pipelines/intake/judge/learn-texts.ts";
import {judgedFields} from "../../pipelines/ledger/stored-columns.ts";
import {shippedContracts} from "../../schemas/sources.ts";

const SECRET = Buffer.alloc(32, 7);
/** So many more texts that the engine is asked instead of the contract. */
const MANY = 300;
const OTHERS = [
  ...[
    "",
    " ",
    "　",
    "0",
    "▲5",
    "1,234",
    "(3)",
    "12:30",
    "12.5",
    "750分",
    "31:61",
    "#REF!",
    "〃",
    "…",
    "－",
    "x",
  ],
  ...[
    "2022-04-01",
    "R4.4.30(土)",
    "令和4年4月",
    "Apr-22",
    "202204",
    "R4Q1",
    "令和元年度",
    "2022-02-30",
    "1899-12-31",
  ],
  ...["012345", "１２３４５６", "12345", "a0123", "企画〜財政", "\ue000", "1.23456", "62.5%", "106.3千枚"],
];

let few: Warehouse;
let many: Warehouse;

beforeAll(async () => {
  [few, many] = [await openWritable(":memory:"), await openWritable(":memory:")];
  for (const engine of [few, many]) await engine.run(functionDefinitions());
});
afterAll(() => {
  few.close();
  many.close();
});

describe.each(shippedContracts)("$source", (contract) => {
  test.each(judgedFields(contract))("few texts of $name are judged as they are among many", async (field) => {
    const {example, choices} = field.meta;
    const texts = [...new Set([...example.split("、"), ...Object.keys(choices), ...OTHERS])];
    const padding = Array.from({length: MANY}, (_, index) => `と${index}`);
    const judged = async (engine: Warehouse, all: string[]) => {
      const learnt = nothingLearnt(field, {count: all.length, textAt: (number) => all[number] ?? ""});
      await learn(engine, learnt, {contract, secret: SECRET});
      return firstOf(learnt, texts.length);
    };
    const [alone, among] = [await judged(few, texts), await judged(many, [...texts, ...padding])];
    expect(alone).toEqual(among);
    expect(new Set(alone.map(({verdict}) => verdict)).size).toBeGreaterThan(1);
  });
});

function firstOf({verdicts, values, periods}: LearntField, count: number) {
  return Array.from({length: count}, (_, number) => ({
    verdict: verdicts[number],
    value: String(values[number] ?? ""),
    period: periods[number],
  }));
}
