import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {examineLog} from "../../pipelines/access/examine.ts";
import {headOf} from "../../pipelines/access/head.ts";
import {run} from "../../pipelines/build/run.ts";
import {writeDown} from "../../pipelines/due/journal.ts";
import {openReadOnly} from "../../pipelines/engine/open.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {takeLock} from "../../pipelines/installation/lock.ts";
import {serviceFiles} from "../../pipelines/installation/service-files.ts";
import {CONTENT_PROBES} from "../../pipelines/keep/content-probes.ts";
import {MACHINE_PROBES} from "../../pipelines/keep/machine-probes.ts";
import {examine} from "../../pipelines/keep/probe.ts";
import {SERVICE_PROBE} from "../../pipelines/keep/service-probe.ts";
import {SETTINGS_PROBE} from "../../pipelines/keep/settings-probe.ts";
import {currentFile, manifestFile, releaseFile, releaseFolder} from "../../pipelines/releases/files.ts";
import {currentRelease, publishedReleases} from "../../pipelines/releases/history.ts";
import {writeHealth} from "../../pipelines/service/health-file.ts";
import {overtime, publishedCity, runRelease, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {brokenPromises, sha256} from "../torture/expect-whole.ts";

const NOW = new Date("2025-06-10T00:00:00Z");
const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};

/** What doctor says is wrong, by probe; the machine's own space is not the test's business. */
async function troublesOf(home: Home, now = NOW): Promise<string[]> {
  const found = await examine([...MACHINE_PROBES, ...CONTENT_PROBES, SETTINGS_PROBE, SERVICE_PROBE], {
    home,
    now,
  });
  return found
    .filter(({state, probe}) => state !== "ok" && probe !== "ディスクの空き")
    .map(({probe, state}) => `${probe} ${state}`);
}

const SILENT_SERVICE = {
  pid: 1,
  started_at: "2025-06-09T00:00:00.000Z",
  beat_at: "2025-06-09T23:50:00.000Z",
  state: "working" as const,
  step: "計算と公開",
  current_release: null,
  last_wake_at: null,
  late_files: 0,
  held_files: 0,
  errors: [],
  warnings: 0,
  unsent_mail: null,
};

const BLOCKS_FROM = 3 * 4096;
const BLOCK_BYTES = 256 * 1024;

/** Changes a letter in a block of the table of figures that no other table has a part in. */
async function spoilFigures({ledger}: Home): Promise<void> {
  const reader = await openReadOnly(ledger);
  const blocks = await reader.rows(
    `with figures as (from pragma_storage_info('figures.records')),
       batches as (from pragma_storage_info('intake.batches'))
     select block_id::integer as block from figures
     where persistent and block_id >= 0 and block_id not in (select block_id from batches) limit 1`,
  );
  reader.close();
  const at = BLOCKS_FROM + Number(blocks[0]?.block) * BLOCK_BYTES + BLOCK_BYTES / 64;
  const bytes = readFileSync(ledger);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(ledger, bytes);
}

/** A city that published twice, its backup, and other places to restore it to. */
describe("a backup", () => {
  const {folder, remove} = lastingFolder();
  const home = (name: string) => sampleHome(join(folder, name));
  let backup = "";

  beforeAll(async () => {
    const city = await publishedCity(join(folder, "city"));
    send(city, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "40:00")].join("\n")});
    await runRelease(city, "2025-06-03T00:00:00Z");
    writeDown(serviceFiles(city).journal, {kind: "began", at: NOW.toISOString()});
    writeFileSync(join(folder, "city", "settings.yaml"), "due_from: 2025-04-01\n");
    appendFileSync(city.queryLog, "");
    mkdirSync(join(folder, "medium"));
    const {status, stdout} = kaikaku(join(folder, "city"), ["backup", "--to", join(folder, "medium")]);
    expect([status, stdout]).toEqual([0, expect.stringContaining("鍵")]);
    backup = join(folder, "medium", readdirSync(join(folder, "medium"))[0] ?? "");
  });
  afterAll(remove);

  /** A backup that is not sealed has neither the key nor what it would open: files with staff numbers as they were sent. */
  function bringWhatIsCarriedSeparately({secret, archive}: Home): void {
    writeFileSync(secret, readFileSync(home("city").secret), {mode: 0o600});
    cpSync(home("city").archive, archive, {recursive: true});
  }

  test("brings the whole installation back elsewhere: same release, same ledger, nothing new to do", async () => {
    const {status, stderr} = kaikaku(join(folder, "elsewhere"), ["restore", "--from", backup]);
    expect([status, stderr]).toEqual([2, expect.stringContaining("鍵")]); // the key is carried separately
    bringWhatIsCarriedSeparately(home("elsewhere"));
    const [there, here] = [home("elsewhere"), home("city")];
    expect(currentRelease(there)).toEqual(currentRelease(here));
    for (const name of readdirSync(here.archive))
      expect(sha256(readFileSync(join(there.archive, name)))).toBe(name.split(".")[0]);
    expect(await brokenPromises(there, new Map())).toEqual([]);
    expect(await troublesOf(there)).toEqual([]);
    expect((await run({home: there, now: NOW, log: SILENT})).outcome.kind).toBe("unchanged");
  });

  test("holds no key unless it is told to, and says which key belongs to it", () => {
    expect(readdirSync(join(backup, "files"))).not.toContain("secret");
    const text = readFileSync(join(backup, "backup.json"), "utf8");
    expect(text).not.toContain(readFileSync(home("city").secret, "utf8").trim());
    expect(readdirSync(join(backup, "files")).filter((name) => /key/.test(name))).toEqual([]);
  });

  test("says where the log of who read what stood, so that a later cut shows", () => {
    expect(JSON.parse(readFileSync(join(backup, "backup.json"), "utf8")).accessLog).toEqual(
      headOf(home("city")),
    );
    const against = () => kaikaku(join(folder, "city"), ["access", "--against", join(backup, "backup.json")]);
    expect(against()).toMatchObject({status: 0, stdout: expect.stringContaining("良好")});
    const {accessLog, accessKeys} = home("city");
    const kept = readFileSync(accessLog);
    writeFileSync(accessLog, `${kept.toString().split("\n").slice(0, -2).join("\n")}\n`);
    expect(against()).toMatchObject({status: 1, stdout: expect.stringContaining("切取り: ")});
    writeFileSync(accessLog, kept);
    expect(readdirSync(accessKeys).sort()).toEqual(["chain.key", "people.json"]);
  });

  test("holds the service's journal, the settings and the log of questions; not what says that a service lives", () => {
    const kept = readdirSync(join(backup, "files"), {recursive: true}).map(String);
    expect(kept).toEqual(
      expect.arrayContaining([
        "settings.yaml",
        "queries.jsonl",
        "access-log.jsonl",
        join("service", "journal.jsonl"),
      ]),
    );
    expect(kept.filter((name) => /(^|[\\/])(lease|locks|health)/.test(name))).toEqual([]);
  });

  test("brings the log of who read what only where there is none: what was read since stays known", () => {
    const beginningIn = (name: string) => examineLog(home(name), []).beginning?.renewed?.found;
    cpSync(join(folder, "city"), join(folder, "back"), {recursive: true});
    kaikaku(join(folder, "back"), ["kpi"]);
    const before = readFileSync(home("back").accessLog);
    expect(kaikaku(join(folder, "back"), ["restore", "--from", backup, "--replace"]).status).toBe(0);
    expect(readFileSync(home("back").accessLog).equals(before)).toBe(true);
    expect(examineLog(home("back"), []).faults).toEqual([]);
    kaikaku(join(folder, "far"), ["restore", "--from", backup]);
    expect(beginningIn("far")).toEqual([expect.stringContaining("鍵なし: ")]);
    expect(kaikaku(join(folder, "far"), ["kpi"]).status).toBe(0);
    expect(examineLog(home("far"), []).faults).toEqual([]);
  });

  test("is neither made inside the installation nor restored under a running service", async () => {
    const inside = kaikaku(join(folder, "city"), ["backup", "--to", home("city").output]);
    expect([inside.status, inside.stderr]).toEqual([1, expect.stringContaining("別のディスク")]);
    const lease = takeLock(serviceFiles(home("served")).lease);
    const restored = kaikaku(join(folder, "served"), ["restore", "--from", backup]);
    lease?.release();
    expect([restored.status, restored.stderr]).toEqual([1, expect.stringContaining("常駐処理")]);
  });

  test("does not overwrite an installation unless told to, and then puts it aside", async () => {
    const root = join(folder, "other");
    await publishedCity(root);
    const before = currentRelease(home("other"));
    const refused = kaikaku(root, ["restore", "--from", backup]);
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining("--replace")]);
    expect(currentRelease(home("other"))).toEqual(before);
    kaikaku(root, ["restore", "--from", backup, "--replace"]);
    expect(currentRelease(home("other"))).toEqual(currentRelease(home("city")));
    const aside = readdirSync(root).find((name) => name.startsWith("before-restore-")) ?? "";
    expect(currentRelease(sampleHome(join(root, aside)))).toEqual(before);
  });

  test("restored without its key, or with another one, loads nothing until the right one lies there", async () => {
    const root = join(folder, "keyless");
    expect(kaikaku(root, ["restore", "--from", backup]).status).toBe(2);
    const keyless = openHome(root);
    send(keyless, {"時間外_5月再訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "47:11")].join("\n")});
    const refused = kaikaku(root, ["run", "--clock-is-right"]);
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining("鍵がありません")]);
    expect(existsSync(keyless.secret)).toBe(false);
    writeFileSync(keyless.secret, "0".repeat(64), {mode: 0o600});
    const other = kaikaku(root, ["run", "--clock-is-right"]);
    expect([other.status, other.stderr]).toEqual([1, expect.stringContaining("鍵と違います")]);
    expect(readdirSync(keyless.inbox)).toEqual(["時間外_5月再訂正.csv"]);
    bringWhatIsCarriedSeparately(keyless);
    expect(await runRelease(keyless, NOW.toISOString())).toBe("published");
    expect(readdirSync(keyless.inbox)).toEqual([]);
  });

  test("that is damaged or unfinished restores nothing", () => {
    const file = join(backup, "files", "releases", "current.json");
    const whole = readFileSync(file);
    appendFileSync(file, " ");
    const damaged = kaikaku(join(folder, "empty"), ["restore", "--from", backup]);
    expect([damaged.status, damaged.stderr]).toEqual([1, expect.stringContaining("current.json")]);
    writeFileSync(file, whole);
    const unfinished = kaikaku(join(folder, "empty"), ["restore", "--from", join(backup, "files")]);
    expect([unfinished.status, unfinished.stderr]).toEqual([1, expect.stringContaining("backup.json")]);
    expect(readdirSync(home("empty").releases)).toEqual([]);
  });

  test.each<[string, (home: Home) => void, string[]]>([
    ["a healthy installation", () => {}, []],
    [
      "a changed release",
      (city) => appendFileSync(releaseFile(city, currentRelease(city)?.releaseId ?? ""), "x"),
      ["公開版 fault"],
    ],
    [
      "a lost release",
      (city) => rmSync(releaseFile(city, currentRelease(city)?.releaseId ?? "")),
      ["公開版 fault"],
    ],
    [
      "a changed Parquet file",
      (city) => {
        const folder = releaseFolder(city, currentRelease(city)?.releaseId ?? "");
        appendFileSync(join(folder, "marts.dim_kpis.parquet"), "x");
      },
      ["公開版 fault"],
    ],
    [
      "a kept file that changed",
      (city) => appendFileSync(join(city.archive, readdirSync(city.archive)[0] ?? ""), "x"),
      ["保管したファイル fault"],
    ],
    ["a lost key", (city) => rmSync(city.secret), ["職員番号の鍵 fault"]],
    ["another key", (city) => writeFileSync(city.secret, "0".repeat(64)), ["職員番号の鍵 fault"]],
    [
      "a lost record of the release before",
      (city) => {
        const [before] = publishedReleases(city);
        rmSync(manifestFile(city, before?.releaseId ?? ""));
      },
      ["台帳 fault"],
    ],
    [
      "settings with a key that nobody knows",
      (city) => writeFileSync(join(city.ledger, "../settings.yaml"), "mial: {}"),
      ["だれが何を読んだかの記録 fault", "設定 fault"],
    ],
    [
      "alerts that were cut in half",
      (city) => writeFileSync(serviceFiles(city).alerts, '{"open": ['),
      ["常駐処理 fault"],
    ],
    [
      "a note of the current release that was cut in half",
      (city) => writeFileSync(currentFile(city), "{"),
      ["時計 fault", "台帳 fault", "公開版 fault", "だれが何を読んだかの記録 fault"],
    ],
    ["letters of the ledger that changed where no count looks", spoilFigures, ["台帳 fault"]],
    ["a key that all can read", (city) => chmodSync(city.secret, 0o644), ["権限 warning"]],
    [
      "a service that fell silent",
      (city) => writeHealth(serviceFiles(city).health, SILENT_SERVICE),
      ["常駐処理 fault"],
    ],
    [
      "half a file",
      (city) => writeFileSync(join(city.archive, `${"0".repeat(64)}.csv.partial`), ""),
      ["残り物 warning"],
    ],
    ["a damaged ledger", (city) => writeFileSync(city.ledger, "x".repeat(5000)), ["台帳 fault"]],
  ])("doctor on %s", async (name, harm, wanted) => {
    const root = join(folder, `patient ${name}`);
    kaikaku(root, ["restore", "--from", backup]);
    const city = openHome(root);
    bringWhatIsCarriedSeparately(city);
    await harm(city);
    expect(await troublesOf(city)).toEqual(wanted);
  });

  test("doctor notices a clock that went back, and says how everything is mended", async () => {
    expect(await troublesOf(home("city"), new Date("2001-01-01T00:00:00Z"))).toEqual(["時計 warning"]);
    const release = releaseFile(home("city"), currentRelease(home("city"))?.releaseId ?? "");
    utimesSync(release, NOW, NOW);
    appendFileSync(release, "x");
    const {status, stdout} = kaikaku(join(folder, "city"), ["doctor", "--json"]);
    expect(status).toBe(1);
    const faults = (JSON.parse(stdout) as {state: string; mend: string}[]).filter(
      ({state}) => state === "fault",
    );
    expect(faults).toHaveLength(1);
    expect(faults[0]?.mend).toContain("restore");
  });
});
