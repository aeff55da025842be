import fc from "fast-check";
import {afterAll, beforeAll, expect, test} from "vitest";
import {functionDefinitions} from "../../pipelines/catalog/sql-files.ts";
import {insertRows} from "../../pipelines/engine/insert-rows.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {keepsRules} from "../../pipelines/ledger/row-rules.ts";
import {judgedFields} from "../../pipelines/ledger/stored-columns.ts";
import {type Contract, fieldsOf} from "../../schemas/contract.ts";
import {ruledRow} from "../../schemas/row-rules.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";

/** Zod is the oracle here, too: the SQL of a contract's rules keeps and refuses exactly the rows that its schema does. */
let engine: Warehouse;

beforeAll(async () => {
  engine = await openWritable(":memory:");
  await engine.run(functionDefinitions());
});
afterAll(() => engine.close());

const RULED = contracts.filter(({rules = []}) => rules.length > 0);

/** Days close together and at the edges of periods, so that each rule is broken, kept and met exactly. */
const days = fc.constantFrom(
  ...["2022-03-31", "2022-04-01", "2022-06-30", "2022-07-01", "2022-09-30", "2022-10-01", "2022-12-31"],
  ...["2023-01-01", "2023-03-31", "2023-04-01", "2024-02-29", "1999-12-31", "2034-05-01"],
);
const TEXTS: Record<string, fc.Arbitrary<string>> = {
  day: days,
  quarter: fc.constantFrom("令和3年度第4四半期", "R4Q1", "2022Q2", "令和4年度第4四半期"),
  fiscal_year: fc.constantFrom("令和3年度", "R4", "2023"),
  month: fc.constantFrom("R4.3", "2022-04"),
};

function rowsOf(contract: Contract): Record<string, string>[] {
  const ruled = new Set((contract.rules ?? []).flatMap(({column, other}) => [column, other]));
  const cells = fieldsOf(contract).map(({name, meta}): [string, fc.Arbitrary<string>] => {
    const example = meta.example.split("、")[0] ?? "";
    const text = TEXTS[meta.kind];
    if (!ruled.has(name) || !text) return [name, fc.constant(example)];
    return [name, meta.optional ? fc.oneof(fc.constant(""), text) : text];
  });
  return fc.sample(fc.record(Object.fromEntries(cells)), {numRuns: 400, seed: 20241126});
}

test.each(RULED)("$source: the engine keeps exactly the rows that Zod keeps", async (contract) => {
  const rows = rowsOf(contract);
  const schema = ruledRow(contract);
  const byZod = rows.map((row) => schema.safeParse(row));
  const wrong = byZod.flatMap(({error}) => (error?.issues ?? []).filter(({code}) => code !== "custom"));
  expect(wrong).toEqual([]);
  const broken = byZod.flatMap(({error}) =>
    (error?.issues ?? []).map(({path, message}) => `${path} ${message.replace(/（.*）/, "")}`),
  );
  expect(new Set(broken).size).toBe(contract.rules?.length);
  expect(byZod.some(({success}) => success)).toBe(true);
  expect(await keptBySql(contract, rows)).toEqual(byZod.map(({success}) => success));
});

async function keptBySql(contract: Contract, rows: Record<string, string>[]): Promise<unknown[]> {
  const fields = judgedFields(contract);
  const columns = Object.fromEntries(fields.map(({name}) => [name, "varchar"]));
  await engine.run(
    `create or replace temp table texts (${fields.map(({name}) => `${name} varchar`).join(", ")})`,
  );
  await insertRows(engine, {table: "texts", columns, rows});
  const values = fields.map(
    ({name, storedName, value}) =>
      `(select ${value} from (select trimmed(${name}) as cell)) as ${storedName}`,
  );
  const found = await engine.rows(
    `select ${keepsRules(contract)} as keeps from (select rowid as position, ${values.join(", ")} from texts) order by position`,
  );
  return found.map(({keeps}) => keeps);
}

test("every rule names two columns of its contract that hold days or periods", () => {
  for (const contract of RULED) {
    const kinds = new Map(fieldsOf(contract).map(({name, meta}) => [name, meta.kind]));
    for (const {column, other} of contract.rules ?? [])
      expect([kinds.get(column), kinds.get(other) ?? ""]).toEqual([
        // A month lies in a quarter as a day does.
        column === contract.byMonth ? "month" : "day",
        expect.stringMatching(/^(day|month|quarter|fiscal_year)$/),
      ]);
  }
});
