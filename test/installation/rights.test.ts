import {spawnSync} from "node:child_process";
import {chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {noteNothingNew} from "../../pipelines/build/nothing-new.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {closeHome, openPlaces} from "../../pipelines/installation/rights.ts";
import {openToOthers, RIGHTS_PROBE} from "../../pipelines/keep/rights-probe.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {overtime, publishedCity} from "../figures/small-city.ts";
import {BUREAUS, HEADINGS} from "../models/tiny-city.ts";
import {lastingFolder} from "../temporary-folder.ts";

const {folder, remove} = lastingFolder();
const PROGRAM = join(import.meta.dirname, "../../kaikaku.mjs");
const root = join(folder, "city");
let home: Home;

beforeAll(async () => {
  home = await publishedCity(root);
  openAll(root);
});
afterAll(remove);

/** As an office's account starts it: whatever it makes is readable to everybody, unless the program says otherwise. */
function kaikaku(args: string[], where = root, umask = 0o022): {status: number | null; stdout: string} {
  const script = `umask ${umask.toString(8)}; exec "$0" "$@"`;
  const {status, stdout} = spawnSync("sh", ["-c", script, process.execPath, PROGRAM, ...args], {
    encoding: "utf8",
    env: {...process.env, KAIKAKU_HOME: where},
  });
  return {status, stdout};
}

/** Everything as earlier programs left it. */
function openAll(place: string): void {
  for (const name of ["", ...below(place)]) {
    const path = join(place, name);
    chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
  }
  chmodSync(join(place, "secret"), 0o600);
}

function below(place: string): string[] {
  return readdirSync(place, {recursive: true, encoding: "utf8"});
}

/** What anybody at all may open of a folder, by its path; what waits in the inbox is its sender's. */
function openTo(mask: number, place = root): string[] {
  return ["", ...below(place)].filter(
    (name) => !name.startsWith("inbox") && (lstatSync(join(place, name)).mode & mask) !== 0,
  );
}

function mode(...path: string[]): string {
  return (statSync(join(...path)).mode & 0o777).toString(8);
}

test("the place of a key is closed to others only where a key lies: settings can name anybody's file", () => {
  const [other, file] = [join(folder, "other"), join(folder, "somebody's.txt")];
  mkdirSync(other);
  writeFileSync(join(other, "settings.yaml"), `staff_key_file: ${file}\n`);
  for (const [text, left] of [
    ["dear diary", "644"],
    ["ab".repeat(32), "600"],
  ] as const) {
    writeFileSync(file, text);
    chmodSync(file, 0o644);
    closeHome(openHome(other));
    expect(mode(file)).toBe(left);
  }
});

describe("an installation that earlier programs left open", () => {
  test("doctor says what is open and with which command it is closed", async () => {
    const [found, ...more] = await RIGHTS_PROBE.examine({home, now: new Date()});
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      state: "warning",
      what: expect.stringContaining("city、access-keys、access-log.jsonl ほか12件"),
    });
    expect(found?.mend).toContain("npx kaikaku run");
  });

  test("is closed by the next command that writes, with what it takes and what it refuses", async () => {
    const sent = join(home.inbox, "時間外_2025.csv");
    writeFileSync(sent, `${[HEADINGS.overtime, ...overtime("2025-04", "30:00")].join("\n")}\n`);
    writeFileSync(join(home.inbox, "何か.csv"), "a,b\n1,2\n");
    for (const name of readdirSync(home.inbox)) chmodSync(join(home.inbox, name), 0o644);
    const inbox = readdirSync(home.inbox).map((name) => join(home.inbox, name));
    expect(kaikaku(["ingest", "--clock-is-right", ...inbox]).status).toBe(1);
    expect(readdirSync(home.refused)).toHaveLength(2);
    expect(openTo(0o007)).toEqual([]);
    expect([mode(root, "archive"), mode(root, "refused"), mode(root, "scratch")]).toEqual([
      "700",
      "700",
      "700",
    ]);
    expect(await RIGHTS_PROBE.examine({home, now: new Date()})).toEqual([]);
  });

  test("is closed by a run that has nothing else to do", () => {
    const copy = join(folder, "settled");
    cpSync(root, copy, {recursive: true, preserveTimestamps: true});
    const release = currentRelease(home);
    if (!release) throw new Error("the small city has no release");
    noteNothingNew(openHome(copy), {release, printed: "none", now: new Date()});
    openAll(copy);
    expect(kaikaku(["run"], copy).status).toBe(0);
    expect(openTo(0o007, copy)).toEqual([]);
  });
});

test("a new installation is closed from its first folder on", () => {
  const place = join(folder, "new");
  expect(kaikaku(["status"], place).status).toBe(0);
  expect(openTo(0o007, place)).toEqual([]);
  expect([mode(place), mode(place, "archive")]).toEqual(["750", "700"]);
  // Of an account that keeps out itself.
  const own = join(folder, "own");
  expect(kaikaku(["status"], own, 0o777).status).toBe(0);
  expect([mode(own), mode(own, "archive"), mode(own, "access-log.jsonl")]).toEqual(["700", "700", "600"]);
});

test("backups and mending workbooks are for the account alone, and so is what a restore brings", () => {
  const held = join(folder, "時間外_直す.csv");
  writeFileSync(held, `${[HEADINGS.overtime, "000001,2025-05,平日時間外,通常,xx:00"].join("\n")}\n`);
  expect(kaikaku(["ingest", "--clock-is-right", held]).status).toBe(2);
  const [backups, workbook] = [join(folder, "backups"), join(folder, "直し.xlsx")];
  expect(kaikaku(["backup", "--to", backups, "--with-key"]).status).toBe(0);
  const [backup = ""] = readdirSync(backups).map((name) => join(backups, name));
  expect(mode(backup)).toBe("700");
  expect(openTo(0o007, backup)).toEqual([]);
  openAll(join(backup, "files"));
  const back = join(folder, "back");
  expect(kaikaku(["restore", "--from", backup], back).status).toBe(0);
  expect(openTo(0o007, back)).toEqual([]);
  expect(mode(back, "secret")).toBe("600");
  const batch = /受付番号(\d+)/.exec(kaikaku(["status"]).stdout)?.[1] ?? "";
  expect(kaikaku(["quarantine", batch, "--out", workbook]).status).toBe(0);
  expect(mode(workbook)).toBe("600");
});

test("an installation of a group stays open to the group, a drop box to those who drop", () => {
  const place = join(folder, "group");
  mkdirSync(place);
  chmodSync(place, 0o2775);
  kaikaku(["status"], place);
  const {inbox} = openHome(place);
  chmodSync(inbox, 0o1777);
  writeFileSync(join(inbox, "見本_局区.csv"), BUREAUS);
  kaikaku(["run"], place);
  expect([mode(place), mode(place, "archive"), mode(inbox)]).toEqual(["771", "770", "773"]);
  // Whatever the accounts' own umask: each goes on with what the other made.
  expect([mode(place, "ledger.duckdb"), mode(place, "secret")]).toEqual(["660", "660"]);
});

test("on Windows it is said that nobody looked", () => {
  expect(openPlaces(home, "win32")).toBeUndefined();
  expect(openToOthers(home, undefined)).toMatchObject([
    {state: "ok", what: expect.stringContaining("調べていません")},
  ]);
});
