import {appendFileSync, chmodSync, mkdirSync, mkdtempSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {openWritable} from "../../pipelines/engine/open.ts";
import {stateOf} from "./state-of.ts";

async function cityWith(statements: string): Promise<string> {
  const city = mkdtempSync(join(tmpdir(), "kaikaku-state-"));
  mkdirSync(join(city, "releases"));
  writeFileSync(join(city, "releases/current.json"), "{}");
  const ledger = await openWritable(join(city, "ledger.duckdb"));
  await ledger.run(
    `create schema intake; create table intake.batches (id varchar, rows integer); ${statements}`,
  );
  ledger.close();
  return city;
}

test("the same rows are the same state, in whatever order and bytes they were written", async () => {
  const once = await cityWith("insert into intake.batches values ('a', 1), ('b', 2)");
  const anew = await cityWith(
    "insert into intake.batches values ('b', 1), ('c', 9); insert into intake.batches values ('a', 1); delete from intake.batches where id = 'c'; update intake.batches set rows = 2 where id = 'b'",
  );
  expect(await stateOf(once)).toBe(await stateOf(anew));
});

test("another row, a row twice, another table and another file are other states", async () => {
  const states = [
    await stateOf(await cityWith("insert into intake.batches values ('a', 1)")),
    await stateOf(await cityWith("insert into intake.batches values ('a', 2)")),
    await stateOf(await cityWith("insert into intake.batches values ('a', 1), ('a', 1)")),
    await stateOf(
      await cityWith("insert into intake.batches values ('a', 1); create table intake.more (id varchar)"),
    ),
  ];
  const city = await cityWith("insert into intake.batches values ('a', 1)");
  appendFileSync(join(city, "releases/current.json"), " ");
  expect(new Set([...states, await stateOf(city)]).size).toBe(5);
});

test("which of a folder's files of one ending was left open makes no other state; that one was, does", async () => {
  const withOpen = async (...open: string[]) => {
    const city = await cityWith("");
    for (const name of ["a.parquet", "b.parquet", "c.json"]) {
      writeFileSync(join(city, "releases", name), name);
      chmodSync(join(city, "releases", name), open.includes(name) ? 0o644 : 0o640);
    }
    return stateOf(city);
  };
  const [none, one] = [await withOpen(), await withOpen("a.parquet")];
  expect(await withOpen("b.parquet")).toBe(one);
  expect(new Set([none, one, await withOpen("c.json"), await withOpen("a.parquet", "b.parquet")]).size).toBe(
    4,
  );
});

test("a ledger that does not open is known by its bytes", async () => {
  const torn = async (text: string) => {
    const city = await cityWith("");
    writeFileSync(join(city, "ledger.duckdb"), text);
    return stateOf(city);
  };
  expect(await torn("ab")).not.toBe(await torn("a"));
  expect(await torn("a")).toBe(await torn("a"));
});
