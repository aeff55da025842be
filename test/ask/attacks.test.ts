import {createHash} from "node:crypto";
import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {homedir, tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {openSession, type Session} from "../../pipelines/ask/ask.ts";
import type {Limits} from "../../pipelines/ask/limits.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {UserError} from "../../schemas/errors.ts";
import {ATTACKS, FLOODS, MONSTERS} from "./attacks.ts";
import {smallRelease} from "./small-release.ts";

/** Functions without a fixed answer: time, chance, names of this release. Another one after an update must be judged first. */
const HARMLESS =
  "current_database current_date current_schema current_schemas error gen_random_uuid get_current_time get_current_timestamp in_search_path now random setseed today transaction_timestamp uuid uuidv4 uuidv7".split(
    " ",
  );

const LIMITS: Limits = {rows: 100_000, seconds: 1, megabytes: 128};

let session: Session;
const folder = mkdtempSync(join(tmpdir(), "kaikaku-attacks-"));
let file: string;
let before: string;
beforeAll(async () => {
  file = await smallRelease(folder);
  before = digest();
  session = await openSession(file, LIMITS);
});
afterAll(() => {
  session.close();
  rmSync(folder, {recursive: true, force: true});
});

function digest(): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/** What the session says to a statement: rows, or the error. */
async function outcome(sql: string): Promise<string[][] | UserError> {
  try {
    const {chunks} = await session.ask({sql: sql.replaceAll("FILE", file), limits: LIMITS});
    const rows: string[][] = [];
    for await (const chunk of chunks) rows.push(...chunk.getRows().map((row) => row.map(String)));
    return rows;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

describe.each(Object.entries(ATTACKS))("%s", (_, attacks) => {
  test.each(attacks)("%s", async (sql) => {
    const said = await outcome(sql);
    expect(said).toBeInstanceOf(UserError);
    const {message} = said as UserError;
    expect(message).toMatch(/[ぁ-ん]/);
    expect(message).not.toContain(homedir());
    if (!sql.includes("FILE")) expect(message).not.toContain(folder);
  });
});

describe("what would never end is stopped, and the engine answers the next question", () => {
  test.each(FLOODS)("%s", async (sql) => {
    const said = await outcome(sql);
    expect(said).toBeInstanceOf(UserError);
    expect((said as UserError).message).toMatch(/止めました/);
    expect(session.isStuck()).toBe(false);
    expect(await outcome("select count(*) from marts.dim_bureaus")).toEqual([["30"]]);
  });
});

test.each(MONSTERS)("%s is refused, in a message that can be read", async (_, sql) => {
  const said = await outcome(sql);
  expect(said).toBeInstanceOf(UserError);
  expect((said as UserError).message).toMatch(/[ぁ-ん]/);
  expect((said as UserError).message.length).toBeLessThan(800);
  expect(session.isStuck()).toBe(false);
});

test("a function of the engine that tells something else each time is known to be harmless, or refused", async () => {
  const engine = await openWritable(":memory:");
  const functions = await engine.rows(
    "select distinct function_name as name from duckdb_functions() where stability <> 'CONSISTENT' and function_type = 'scalar'",
  );
  engine.close();
  const said = await Promise.all(
    functions.map(async ({name}) => [name, await outcome(`select "${name}"()`)]),
  );
  const answered = said
    .filter(([, what]) => !String(what).includes("この機械や設定のこと"))
    .map(([name]) => name);
  expect(answered.sort()).toEqual(HARMLESS);
});

test("a cancelled statement ends at once and frees the engine", async () => {
  const controller = new AbortController();
  const asked = session.ask({
    sql: "select count(*) from range(1000000000000)",
    limits: {...LIMITS, seconds: 60},
    signal: controller.signal,
  });
  setTimeout(() => controller.abort(), 100);
  await expect(asked.then(async ({chunks}) => chunks.next())).rejects.toThrow("取り消しました");
  expect(await outcome("select 1")).toEqual([["1"]]);
});

test("an error after many rows is an error, not an end", async () => {
  const said = await outcome(
    "select case when range = 90000 then error('ここまで') else range::varchar end from range(99999)",
  );
  expect(said).toBeInstanceOf(UserError);
  expect((said as UserError).message).toContain("ここまで");
});

test("the release is as it was, and nothing lies beside it", () => {
  expect(digest()).toBe(before);
  expect(readdirSync(folder)).toEqual(["small.duckdb"]);
});

test("times are those of Japan on every connection", async () => {
  for (let time = 0; time < 2; time += 1)
    expect(await outcome("select to_timestamp(0)::varchar")).toEqual([["1970-01-01 09:00:00+09"]]);
});

test("a PIVOT without its values is told how it can be written", async () => {
  const said = await outcome("pivot marts.fct_overtime_counts on fiscal_year using sum(staff_count)");
  expect((said as UserError).message).toContain("ON 列 IN");
});

test("what may be asked is answered", async () => {
  for (const sql of [
    "select count(*) from marts.dim_bureaus",
    "from marts.dim_bureaus limit 3;",
    "with recursive n as (select 1 as a union all select a + 1 from n where a < 5) select sum(a) from n",
    "select * from small.marts.fct_overtime_counts join MARTS.DIM_BUREAUS using (bureau_code) limit 1",
    "describe marts.dim_bureaus",
    "summarize marts.dim_bureaus",
    "show all tables",
    "select table_name from information_schema.tables",
    "values (1), (2)",
    "select unnest([1, 2, 3]), * from generate_series(1, 3)",
    "select fiscal_year, sum(staff_count) filter (bureau_code = 'B1') from marts.fct_overtime_counts group by all",
    "pivot marts.fct_overtime_counts on fiscal_year in (2020, 2021) using sum(staff_count) group by bureau_code",
    "from marts.fct_overtime_counts pivot (sum(staff_count) for fiscal_year in (2020, 2021))",
    "unpivot marts.fct_overtime_counts on fiscal_year, staff_count into name n value v",
    "(select 1) union all (select 2) order by 1 -- 注釈",
  ])
    expect(await outcome(sql), sql).toBeInstanceOf(Array);
});
