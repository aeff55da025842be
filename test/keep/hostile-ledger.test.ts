import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeEach, expect, test} from "vitest";
import {openWritable} from "../../pipelines/engine/open.ts";
import {fingerprintOf} from "../../pipelines/installation/fingerprint-of.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {takeBack} from "../../pipelines/keep/take-back.ts";
import {changedRelations} from "../../pipelines/releases/changed-relations.ts";
import {manifestFile, releaseFile} from "../../pipelines/releases/files.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {writeReleaseFolder} from "../../pipelines/releases/write-folder.ts";
import {publishedCity} from "../figures/small-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";

/*
 * Ledger and releases may have come with a backup that somebody made who means harm, with every checksum right: what they name
 * is a name, never a path. What originals they have leave is in originals-leave.test.ts.
 */
const {folder, remove} = lastingFolder();
const built = await publishedCity(join(folder, "city"));
afterAll(remove);

let around = "";
let home: Home;
let number = 0;
beforeEach(() => {
  number += 1;
  around = join(folder, `place ${number}`);
  cpSync(built.root, join(around, "deep", "home"), {recursive: true});
  home = openHome(join(around, "deep", "home"));
});

async function change(file: string, sql: string): Promise<void> {
  const warehouse = await openWritable(file);
  await warehouse.run(sql);
  warehouse.close();
}

/** The ledger says that it was upgraded, and what it was before. */
async function upgradedFrom(keptAs: string): Promise<void> {
  await change(
    home.ledger,
    `insert into intake.upgrades by name select '${keptAs}' as kept_as, current_timestamp::timestamp as upgraded_at`,
  );
}

test("a copy of the ledger lies in the installation, under the name of one: nothing else is opened or written over", async () => {
  const victim = join(around, "ledger.duckdb");
  cpSync(home.ledger, victim);
  const before = readFileSync(victim);
  for (const name of ["../../ledger.duckdb", "secret"]) {
    await upgradedFrom(name);
    await expect(takeBack(home)).rejects.toThrow(
      name === "secret" ? "写しの名前ではありません" : "名前にできない名前",
    );
  }
  expect(readFileSync(victim).equals(before)).toBe(true);
});

test("a loaded file goes back into the inbox and nowhere else", async () => {
  const kept = "ledger.before-version-1.duckdb";
  cpSync(home.ledger, join(home.root, kept));
  await change(join(home.root, kept), "delete from intake.batches where batch_id = 4");
  await upgradedFrom(kept);
  await change(
    home.ledger,
    "update intake.batches set file_name = '../city/release-policy.yaml' where batch_id = 4",
  );
  const policy = join(home.city, "release-policy.yaml");
  const before = readFileSync(policy, "utf8");
  await expect(takeBack(home)).rejects.toThrow("名前にできない名前");
  expect([readFileSync(policy, "utf8"), readdirSync(home.inbox)]).toEqual([before, []]);
});

test("a relation of a release is no path", async () => {
  const file = join(around, "evil.duckdb");
  await change(file, `create schema marts; create table marts."/../../../../evil" as select 1 as a`);
  mkdirSync(join(around, "x"));
  await expect(writeReleaseFolder({file, releaseId: "x"}, join(around, "x", "y", "z"))).rejects.toThrow(
    "名前にできない名前",
  );
  expect(readdirSync(around).filter((name) => name.endsWith(".parquet"))).toEqual([]);
});

test("a table or column of a ledger is no statement", async () => {
  const evil = join(around, "evil.csv");
  const writing = `copy (select 1 as a) to '${evil}'`;
  await change(
    home.ledger,
    `create table raw."x; ${writing}; --" (batch_id integer, period date, a integer);
     create table raw.others (
       batch_id integer, period date, a integer,
       "a) as content from raw.others) group by all; ${writing};
        select * from (select 1 as batch_id, '' as relation, 0 as row_count, (1" integer
     );
     insert into intake.raw_columns by name
     select table_name as source, column_name, 'integer' as kind, true as is_optional
     from duckdb_columns()
     where schema_name = 'raw' and column_name not in ('batch_id', 'period')
       and (table_name = 'others' or table_name like '%copy%')`,
  );
  for (const command of [["status"], ["doctor"], ["plan", "--clock-is-right"], ["rebuild"]]) {
    const {stderr} = kaikaku(home.root, command);
    expect([command, stderr]).toEqual([command, expect.not.stringMatching(/^\s+at |\bError:/m)]);
  }
  expect(existsSync(evil)).toBe(false);
});

test("a relation of a release is no statement", async () => {
  const evil = join(around, "evil.csv");
  const {releaseId = ""} = currentRelease(home) ?? {};
  const [before, after] = [join(around, "before.duckdb"), join(around, "after.duckdb")];
  for (const file of [before, after]) cpSync(releaseFile(home, releaseId), file);
  await change(
    before,
    `create table marts."x as whole; copy (select 1 as a) to '${evil}'; select 1 as relation, '' as content; --" as select 1 as a`,
  );
  expect((await changedRelations(before, after)).changed).toEqual([]);
  expect(existsSync(evil)).toBe(false);
});

test("what is printed is named after no path", async () => {
  const {releaseId = ""} = currentRelease(home) ?? {};
  const file = releaseFile(home, releaseId);
  await change(file, "update marts.release_info set release_id = 'x/../../../../evil'");
  const note = JSON.parse(readFileSync(manifestFile(home, releaseId), "utf8"));
  writeFileSync(manifestFile(home, releaseId), JSON.stringify({...note, file: fingerprintOf(file)}));
  for (const command of [["workbook"], ["scorecard"], ["packet", "--fy", "R6"]]) {
    const {status, stderr} = kaikaku(home.root, command);
    expect([status, stderr]).toEqual([1, expect.stringContaining("名前にできない名前")]);
  }
  expect([existsSync(join(around, "evil.xlsx")), existsSync(join(around, "evil.pdf"))]).toEqual([
    false,
    false,
  ]);
});
