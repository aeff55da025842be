import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {prepare} from "../../pipelines/build/prepare.ts";
import {transform} from "../../pipelines/build/transform.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {leftovers} from "../../pipelines/installation/sweep.ts";
import {workingAlone} from "../../pipelines/installation/working-alone.ts";
import {fingerprint} from "../../pipelines/intake/read/decode.ts";
import {CONTENT_PROBES} from "../../pipelines/keep/content-probes.ts";
import {examine} from "../../pipelines/keep/probe.ts";
import {rebuild} from "../../pipelines/keep/rebuild.ts";
import {noteAllContents} from "../../pipelines/ledger/contents.ts";
import {marts} from "../../schemas/marts.ts";
import {overtime, publishedCity, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder, temporaryFolder} from "../temporary-folder.ts";

const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
const NOW = new Date("2025-06-05T00:00:00Z");
const correction = (month: string, hours: string) =>
  [HEADINGS.overtime, ...overtime(month, hours)].join("\n");

const {folder, remove} = lastingFolder();

/** A city with all that can happen to a file: in force, replaced, held, accepted all the same, rejected. */
beforeAll(async () => {
  const root = join(folder, "city");
  const home = await publishedCity(root);
  const load = (files: Record<string, string>) => {
    send(home, files);
    return workingAlone(home, () => prepare({home, now: NOW, log: SILENT}));
  };
  await load({"時間外_5月訂正.csv": correction("2024-05", "41:00")});
  await load({"時間外_6月訂正.csv": `${correction("2024-06", "42:00")}\n000001,x,平日時間外,通常,1:00`});
  await load({"時間外_7月訂正.csv": correction("2024-07", "43:00")});
  kaikaku(root, ["accept", "6", "--reason", "残りは次の月に直す"]);
  kaikaku(root, ["reject", "7", "--reason", "届出が誤り"]);
});
afterAll(remove);

function copyOfCity(): Home {
  const root = join(temporaryFolder(), "city");
  cpSync(join(folder, "city"), root, {recursive: true, preserveTimestamps: true});
  return openHome(root);
}

/** Every row of every mart, as a release made from the ledger would have them. */
async function martRows(home: Home): Promise<Record<string, string[]>> {
  const {warehouse} = await transform(home, {releaseId: "x", createdOn: "2025-06-05"}, SILENT);
  const found: Record<string, string[]> = {};
  for (const mart of Object.keys(marts)) {
    const rows = await warehouse.rows(`from ${mart} order by all`);
    found[mart] = rows.map((row) => JSON.stringify(row));
  }
  warehouse.close();
  return found;
}

async function tamper(home: Home, sql: string): Promise<void> {
  const ledger = await openWritable(home.ledger);
  await ledger.run(sql);
  ledger.close();
}

async function faults(home: Home): Promise<string[]> {
  const found = await examine(CONTENT_PROBES, {home, now: NOW});
  return found.filter(({state}) => state === "fault").map(({what}) => what);
}

const ACKNOWLEDGED = `insert into intake.acknowledgements values
  (1, 'checks.a_note', 'abc', 1, '注意', timestamp '2025-06-02', '田中', 'tanaka', '承知')`;

test("archive and decisions give every mart again, row by row; the old ledger is kept", async () => {
  const [home, tampered] = [copyOfCity(), copyOfCity()];
  const before = await martRows(home);
  for (const one of [home, tampered]) await tamper(one, ACKNOWLEDGED);
  await tamper(tampered, "update raw.overtime set worked_minutes = 6000 where period = '2024-06-01'");
  const changed = readFileSync(tampered.ledger);
  expect(await martRows(tampered)).not.toEqual(before);
  expect(await faults(tampered)).toHaveLength(2);

  const {status, stdout} = kaikaku(tampered.root, ["rebuild"]);
  expect(status).toBe(0);
  expect(stdout).toContain("保管してあるファイルと違うところが2か所ありました");
  expect(stdout).toContain("時間外_2024.csv」（受付番号4）: データの行の中身が変わっています");
  expect(await martRows(tampered)).toEqual(before);
  expect(await faults(tampered)).toEqual([]);
  const kept = readdirSync(tampered.root).filter((name) => name.startsWith("ledger.before-rebuild-"));
  expect(kept.map((name) => readFileSync(join(tampered.root, name)).equals(changed))).toEqual([true]);
  expect(leftovers(tampered)).toEqual([]);
  const tables = [
    "intake.acknowledgements",
    "intake.batches",
    "intake.decisions",
    "intake.hands",
    "intake.hold_reasons",
    "intake.quarantined_cells",
  ];
  const figures = ["figures.records", "figures.series_releases", "figures.series_records"];
  for (const table of [...tables, "intake.batch_periods", "intake.contents", ...figures, "raw.staff"])
    expect([table, await rowsOf(tampered, table)]).toEqual([table, await rowsOf(home, table)]);
});

async function rowsOf(home: Home, table: string): Promise<string[]> {
  const ledger = await openWritable(home.ledger);
  const rows = await ledger.rows(`from ${table} order by all`);
  ledger.close();
  return rows.map((row) => JSON.stringify(row));
}

/** As if an earlier program had made the rows of a batch from a file that says this. */
async function cameFrom(home: Home, {batchId, text}: {batchId: number; text: string}): Promise<void> {
  const path = join(temporaryFolder(), "x.csv");
  writeFileSync(path, text);
  const {sha256} = fingerprint(path);
  copyFileSync(path, join(home.archive, `${sha256}.csv`));
  const ledger = await openWritable(home.ledger);
  await ledger.run("update intake.batches set sha256 = $1 where batch_id = $2", [sha256, batchId]);
  await noteAllContents(ledger);
  ledger.close();
}

test("rows that were accepted stay where today's program refuses their file or reads it otherwise", async () => {
  const home = copyOfCity();
  const fewer = correction("2024-06", "42:00").split("\n").slice(0, -1).join("\n");
  await cameFrom(home, {batchId: 4, text: HEADINGS.overtime.replaceAll(",", ";")});
  await cameFrom(home, {batchId: 5, text: correction("2024-05", "41:30")});
  await cameFrom(home, {batchId: 6, text: fewer});
  const [written, before] = [await rowsOf(home, "raw.overtime"), await martRows(home)];

  const {status, stdout} = kaikaku(home.root, ["rebuild"]);
  expect(status).toBe(0);
  expect(stdout).toContain("3ファイルは、今のプログラムでは受け付けないか、違う値に読むので");
  expect(stdout).toContain("受付番号4（時間外_2024.csv）: 区切りが「;」で、読めません");
  expect(stdout).toContain("受付番号5（時間外_5月訂正.csv）: 行の数は同じですが");
  expect(stdout).toContain("受付番号6（時間外_6月訂正.csv）: 受け付けたときは");
  expect(await rowsOf(home, "raw.overtime")).toEqual(written);
  expect(await martRows(home)).toEqual(before);
  expect(await faults(home)).toEqual([]);

  await tamper(home, "update raw.overtime set worked_minutes = 6000 where batch_id = 4");
  const again = kaikaku(home.root, ["rebuild"]);
  expect([again.status, again.stderr]).toEqual([1, expect.stringContaining("控えから戻してください")]);
});

test("--check compares only", () => {
  const home = copyOfCity();
  const before = readFileSync(home.ledger);
  const {status, stdout} = kaikaku(home.root, ["rebuild", "--check"]);
  expect([status, stdout]).toEqual([0, expect.stringContaining("比べただけです")]);
  expect(stdout).toContain("どれも保管してあるファイルのとおりでした");
  expect(stdout).toContain("作り直した台帳でも同じです");
  expect(readFileSync(home.ledger).equals(before)).toBe(true);
});

test("a file that is gone or damaged, a decision that was changed: told, and nothing has changed", async () => {
  const options = {now: NOW, log: SILENT, isTrial: false};
  const home = copyOfCity();
  const [first = ""] = readdirSync(home.archive);
  const whole = readFileSync(join(home.archive, first));
  const before = readFileSync(home.ledger);
  appendFileSync(join(home.archive, first), "x");
  await expect(rebuild({home, ...options})).rejects.toThrow("保管ファイルが壊れています");
  rmSync(join(home.archive, first));
  await expect(rebuild({home, ...options})).rejects.toThrow("保管ファイルがありません");
  expect(whole.length).toBeGreaterThan(0);
  expect(readFileSync(home.ledger).equals(before)).toBe(true);
  expect(leftovers(home)).toEqual([]);

  const other = copyOfCity();
  await tamper(other, "update intake.decisions set decision = 'accept' where batch_id = 7");
  await expect(rebuild({home: other, ...options})).rejects.toThrow("決定の中身が変わっています");
  expect(existsSync(other.ledger)).toBe(true);
});
