import {copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join, relative} from "node:path";
import {afterAll, beforeEach, expect, test} from "vitest";
import {openInstance} from "../../pipelines/engine/instance.ts";
import {fingerprintOf} from "../../pipelines/installation/fingerprint-of.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {readingLedger} from "../../pipelines/ledger/read.ts";
import {manifestFile, releaseFile} from "../../pipelines/releases/files.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {publishedCity} from "../figures/small-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {filesOf, forgedBackup} from "./backed-up-city.ts";

/*
 * A ledger or a release may have come with a backup that somebody made who means harm, with every checksum right. A macro in
 * it takes the place of the engine's own function, a view reads files of the machine: both are refused wherever it is opened.
 */
const {folder, remove} = lastingFolder();
const built = await publishedCity(join(folder, "city"));
afterAll(remove);

let home: Home;
let number = 0;
beforeEach(() => {
  number += 1;
  cpSync(built.root, join(folder, `home ${number}`), {recursive: true});
  home = openHome(join(folder, `home ${number}`));
});

const victim = join(folder, "victim.csv");
writeFileSync(victim, "secret\nof somebody else\n");

/** As another program changes a file: not through the program's own door. */
async function change(file: string, sql: string): Promise<void> {
  const {engine, close} = await openInstance(file, "write");
  const connection = await engine.connect();
  await connection.run(sql);
  connection.closeSync();
  close();
}

const LEDGERS: [what: string, sql: string, named: string][] = [
  [
    "a macro in the place of the engine's function",
    "create macro hash(x) as 1::ubigint",
    "関数「main.hash」",
  ],
  [
    "a macro in the place of what looks for macros",
    "create macro duckdb_functions() as table select null as x; create macro sum(x) as 0",
    "関数「main.sum」",
  ],
  [
    "a view of a file of the machine",
    `create or replace view intake.missing_units as select secret as source from read_csv('${victim}')`,
    "このファイルの外を読むビュー「intake.missing_units」",
  ],
  [
    "a view of a file of the machine by its path alone",
    `create view intake.more as select * from '${victim}'`,
    "このファイルの外を読むビュー「intake.more」",
  ],
  [
    "a file deep within a view",
    `create or replace view intake.missing_units as select * from intake.batches where exists (select 1 from read_text('${victim}'))`,
    "このファイルの外を読むビュー「intake.missing_units」",
  ],
  ["a type", "create type raw.kind as enum ('a')", "型「raw.kind」"],
  ["a sequence", "create sequence intake.next", "連番「intake.next」"],
  ["an index", "create index on_state on intake.batches (state)", "索引「intake.on_state」"],
  [
    "a view of ours with another definition",
    `create or replace view intake.replaced_periods as
       select batch_id, period from intake.batch_periods`,
    "intake.replaced_periods: このプログラムが作るビューと、中身が違います",
  ],
  [
    "a view of ours whose columns have changed places",
    `create or replace view intake.replaced_periods (period, batch_id) as
       select distinct replaces.replaced_id as batch_id, replaces.period from intake.replaces as replaces
       inner join intake.batch_states as later on later.batch_id = replaces.batch_id where later.state = 'accepted'`,
    "intake.replaced_periods",
  ],
  [
    "a view in the place of a raw table",
    "drop table raw.paper; create view raw.paper as select * from raw.leave",
    "raw.paper: このプログラムが作らないビューです",
  ],
  ["a view that nobody knows", "create view figures.more as from figures.records", "figures.more"],
  ["a table that nobody knows", "create table intake.more (a integer)", "intake.more"],
  ["a table elsewhere", "create table batches (a integer)", "main.batches: このプログラムが作らない表です"],
  ["a schema of its own", "create schema other; create table other.batches (a integer)", "other.batches"],
];

test.each(LEDGERS)("a ledger with %s is opened by nobody, and names it", async (_, sql, named) => {
  await change(home.ledger, sql);
  const refusal = {name: "UserError", message: expect.stringContaining(named)};
  await expect(openLedger(home)).rejects.toMatchObject(refusal);
  await expect(readingLedger(home, async () => "read")).rejects.toMatchObject(refusal);
});

test("every command that opens such a ledger says so in words, and changes nothing", async () => {
  await change(home.ledger, "create macro sum(x) as 0");
  const before = readFileSync(home.ledger);
  for (const command of [["status"], ["run"], ["rebuild"], ["upgrade"], ["upgrade", "--back"], ["due"]]) {
    const {status, stderr} = kaikaku(home.root, command);
    expect([command, status, stderr]).toEqual([command, 1, expect.stringContaining("関数「main.sum」")]);
  }
  expect(kaikaku(home.root, ["doctor"]).stdout).toContain("関数「main.sum」");
  expect(readFileSync(home.ledger).equals(before)).toBe(true);
});

const RELEASES: [what: string, sql: string, named: string][] = [
  [
    "a mart that reads a file of the machine",
    `drop table marts.dim_bureaus; create view marts.dim_bureaus as from read_csv('${victim}')`,
    "marts.dim_bureaus",
  ],
  ["a macro in the place of the engine's function", "create macro round(x, y) as 0", "関数「main.round」"],
];

test.each(RELEASES)("a release with %s gives nothing out", async (_, sql, named) => {
  const {releaseId = ""} = currentRelease(home) ?? {};
  const file = releaseFile(home, releaseId);
  await change(file, sql);
  const note = JSON.parse(readFileSync(manifestFile(home, releaseId), "utf8"));
  writeFileSync(
    manifestFile(home, releaseId),
    JSON.stringify({...note, file: fingerprintOf(file), folder: null}),
  );
  for (const command of [
    ["kpi"],
    ["sql", "from marts.dim_bureaus"],
    ["export", "--out", join(folder, `exported ${number}`)],
    ["workbook"],
  ]) {
    const {status, stderr, stdout} = kaikaku(home.root, command);
    expect([command, status, stderr]).toEqual([command, 1, expect.stringContaining(named)]);
    expect(stdout).not.toContain("of somebody else");
  }
  expect(existsSync(join(folder, `exported ${number}`))).toBe(false);
});

test.each(["ledger", "release"])("a backup with such a %s is not restored", async (which) => {
  const medium = join(folder, `medium ${number}`);
  mkdirSync(medium);
  kaikaku(home.root, ["backup", "--to", medium]);
  const {releaseId = ""} = currentRelease(home) ?? {};
  const changed = which === "release" ? releaseFile(home, releaseId) : home.ledger;
  await change(changed, "create macro sum(x) as 0");
  const backup = forgedBackup(
    {backup: join(medium, readdirSync(medium)[0] ?? ""), copy: join(folder, `forged ${number}`)},
    (note, files) => {
      const path = relative(home.root, changed);
      copyFileSync(changed, join(files, path));
      note.files = note.files.map((file) => (file.path === path ? {path, ...fingerprintOf(changed)} : file));
    },
  );
  const root = join(folder, `restored ${number}`);
  const {status, stderr} = kaikaku(root, ["restore", "--from", backup]);
  expect([status, stderr]).toEqual([1, expect.stringMatching(/何も戻していません[\s\S]*関数「main\.sum」/)]);
  expect(filesOf(root)).toEqual([]);
});
