import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {expect, test} from "vitest";
import {openReadOnly, openWritable, type Row} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {acknowledgementsIn} from "../../pipelines/ledger/acknowledgements.ts";
import {keptCopy} from "../../pipelines/ledger/kept-copies.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {LEDGER_VERSION, ledgerVersion} from "../../pipelines/ledger/version.ts";
import type {Contract} from "../../schemas/contract.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** A ledger written by the program as it was before versions: four accepted files, one held, one release's figures. */
function homeOfVersion1(): Home {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const file = readFileSync(join(import.meta.dirname, "version-1.duckdb.gz"));
  writeFileSync(home.ledger, gunzipSync(file));
  return home;
}

function copies(home: Home): string[] {
  return readdirSync(join(home.ledger, "..")).filter((name) => /^ledger\..+\.duckdb$/.test(name));
}

/** The copy of before, named by its version and by what the contracts have learnt since. */
const COPY_OF_BEFORE = `ledger.before-version-${LEDGER_VERSION}_staff.service_state_and-12-more.duckdb`;

const CONTENT = [
  "from intake.batches order by batch_id",
  "from figures.records order by all",
  "select count(*)::integer as people from raw.staff",
  "select count(*)::integer as person_months from raw.overtime",
];

async function contentOf(path: string): Promise<{version: number; rows: Row[][]}> {
  const ledger = await openReadOnly(path);
  const rows = [];
  for (const sql of CONTENT) rows.push(await ledger.rows(sql));
  const version = await ledgerVersion(ledger);
  ledger.close();
  return {version, rows};
}

test("a ledger of the first version is upgraded where it lies, with everything in it; a copy of before is kept", async () => {
  const home = homeOfVersion1();
  const before = await contentOf(home.ledger);
  expect(before.version).toBe(1);
  (await openLedger(home)).close();
  expect(await contentOf(home.ledger)).toEqual({...before, version: LEDGER_VERSION});
  expect(await contentOf(keptCopy(home, COPY_OF_BEFORE))).toEqual(before);
});

test("one of before version 11 gets the tables of what else releases said; which are in it is not known yet", async () => {
  const home = homeOfVersion1();
  (await openLedger(home)).close();
  const ledger = await openWritable(home.ledger);
  await ledger.run(`drop view figures.latest_series_records; drop table figures.series_records;
    drop table figures.series_releases; delete from intake.schema_version;
    insert into intake.schema_version values (10, current_timestamp)`);
  ledger.close();
  const upgraded = await openLedger(home);
  expect(await upgraded.rows("from figures.latest_series_records")).toEqual([]);
  expect(await upgraded.rows("from figures.series_releases")).toEqual([]);
  upgraded.close();
});

test("one of before version 12 gets the table of acknowledged notes; its readers take one without as one with none", async () => {
  const home = homeOfVersion1();
  (await openLedger(home)).close();
  const ledger = await openWritable(home.ledger);
  await ledger.run(`drop table intake.acknowledgements; delete from intake.schema_version;
    insert into intake.schema_version values (11, current_timestamp)`);
  expect(await acknowledgementsIn(ledger)).toEqual([]);
  ledger.close();
  const upgraded = await openLedger(home);
  expect(await ledgerVersion(upgraded)).toBe(LEDGER_VERSION);
  expect(await acknowledgementsIn(upgraded)).toEqual([]);
  upgraded.close();
});

test("one of before version 13 learns what a month in parts waits for", async () => {
  const home = homeOfVersion1();
  (await openLedger(home)).close();
  const ledger = await openWritable(home.ledger);
  await ledger.run(`drop view intake.waiting_batches; drop view intake.mended_by_name;
    create view intake.mended_by_name as select 1 as batch_id where false; delete from intake.schema_version;
    insert into intake.schema_version values (12, current_timestamp)`);
  ledger.close();
  const upgraded = await openLedger(home);
  const [view] = await upgraded.rows("select sql from duckdb_views() where view_name = 'mended_by_name'");
  expect(view?.sql).toContain("missing_units");
  expect(await upgraded.rows("from intake.waiting_batches")).not.toEqual([]);
  upgraded.close();
});

test("the commands of today work on it: what was held then is listed and can be decided about", async () => {
  const home = homeOfVersion1();
  const root = join(home.inbox, "..");
  const {status, stdout} = kaikaku(root, ["reject", "5", "--reason", "届け直し"]);
  expect([status, stdout]).toEqual([0, expect.stringContaining("台帳の版を 1 から")]);
  expect(stdout).toContain(keptCopy(home, COPY_OF_BEFORE));
  expect(kaikaku(root, ["status"]).stdout).toContain("時間外_壊れ.csv");
  const ledger = await openReadOnly(home.ledger);
  const states = await ledger.rows("select state from intake.batch_states where batch_id = 5");
  ledger.close();
  expect(states).toEqual([{state: "rejected"}]);
});

test.each([["status"], ["quarantine", "5", "--out", "x.xlsx"], ["doctor"], ["due"]])(
  "%s only reads: it says what brings the ledger up to date, and changes nothing",
  (...command) => {
    const home = homeOfVersion1();
    const root = join(home.inbox, "..");
    const before = readFileSync(home.ledger);
    const {status, stdout, stderr} = kaikaku(root, command);
    expect(`${stdout}${stderr}`).toContain("npx kaikaku upgrade");
    expect(status).not.toBe(0);
    expect(readFileSync(home.ledger).equals(before)).toBe(true);
    expect(copies(home)).toEqual([]);
  },
);

test("an upgrade that dies before its end changes nothing, and the next one starts from the same", async () => {
  const home = homeOfVersion1();
  const ledger = await openWritable(home.ledger);
  await ledger.run("begin; create table intake.hold_reasons (half varchar)");
  ledger.close();
  expect((await contentOf(home.ledger)).version).toBe(1);
  (await openLedger(home)).close();
  expect((await contentOf(home.ledger)).version).toBe(LEDGER_VERSION);
});

test.each([["run"], ["status"], ["ingest", "なし.csv"]])(
  "%s refuses a ledger of a later program and leaves it alone",
  async (...command) => {
    const home = homeOfVersion1();
    const ledger = await openLedger(home);
    await ledger.run(`insert into intake.schema_version values (${LEDGER_VERSION + 1}, current_timestamp)`);
    ledger.close();
    const [before, kept] = [readFileSync(home.ledger), copies(home)];
    const {status, stderr} = kaikaku(join(home.inbox, ".."), command);
    expect([status, stderr]).toEqual([1, expect.stringContaining("新しいプログラム")]);
    expect(readFileSync(home.ledger).equals(before)).toBe(true);
    expect(copies(home)).toEqual(kept);
  },
);

test("a new ledger has the newest version from the beginning, and no copy", async () => {
  const home = sampleHome(join(temporaryFolder(), "home"));
  (await openLedger(home)).close();
  expect((await contentOf(home.ledger)).version).toBe(LEDGER_VERSION);
  expect(copies(home)).toEqual([]);
});

test("a ledger that could not be made whole is none: readers find nothing rather than half of it", async () => {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const unreadable = [undefined as unknown as Contract];
  await expect(openLedger(home, {contracts: unreadable})).rejects.toThrow();
  expect(readdirSync(home.root)).not.toContain("ledger.duckdb");
  expect(readdirSync(home.scratch)).toEqual([]);
});
