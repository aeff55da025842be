import {cpSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {approve, rollBack} from "../../pipelines/build/approve.ts";
import {prepare} from "../../pipelines/build/prepare.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {publishedReleases} from "../../pipelines/releases/history.ts";
import {overtime, publishedCity, runRelease, send} from "../figures/small-city.ts";
import {filesOf} from "../keep/backed-up-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder, temporaryFolder} from "../temporary-folder.ts";

const [SECOND, THIRD] = ["2025-06-03T00:00:00Z", "2025-06-04T00:00:00Z"];
const LOG = {info: () => {}, warn: () => {}, progress: () => {}};
const DECISION = {by: "試験", reason: "試験のため"};

/** A city with two releases, a candidate after them, and a file that waits; copied for each test. */
const {folder, remove} = lastingFolder();
afterAll(remove);
beforeAll(async () => {
  const home = await publishedCity(join(folder, "city"));
  sendMonth(home, "2024-05");
  expect(await runRelease(home, SECOND)).toBe("published");
  sendMonth(home, "2024-06");
  await prepare({home, now: new Date(THIRD), log: LOG, clock: "is_right"});
  sendMonth(home, "2024-07");
});

function sendMonth(home: Home, month: string): void {
  send(home, {[`時間外_${month}.csv`]: [HEADINGS.overtime, ...overtime(month, "90:00")].join("\n")});
}

/** What is lost, and how: the folder of releases, and names of their records, the oldest first. */
const LOSSES: [string, (releases: string, records: string[]) => void][] = [
  ["what says which is current", (releases) => rmSync(join(releases, "current.json"))],
  [
    "the name of the current one",
    (releases) =>
      writeFileSync(join(releases, "current.json"), '{"releaseId":"2024-01-01-aaaaaa","inputHash":""}'),
  ],
  ["the current one's record", (releases, [, latest = ""]) => rmSync(join(releases, latest))],
  ["an earlier one's record", (releases, [first = ""]) => rmSync(join(releases, first))],
  [
    "all of it",
    (releases) => {
      for (const name of readdirSync(releases)) rmSync(join(releases, name), {recursive: true});
    },
  ],
];

test.each(LOSSES)("where %s is lost, nothing is published as if it were the first", async (_, lose) => {
  const root = join(temporaryFolder(), "city");
  cpSync(join(folder, "city"), root, {recursive: true, preserveTimestamps: true});
  const home = openHome(root);
  const options = {home, now: new Date(THIRD), log: LOG, clock: "is_right" as const};
  const [candidate = ""] = readdirSync(home.candidates).filter((name) => name.endsWith(".json"));
  const [first] = publishedReleases(home);
  const records = readdirSync(home.releases).filter((name) => name.endsWith(".manifest.json"));
  lose(home.releases, records.sort());
  const before = filesButLedger(home);
  for (const publishing of [() => runRelease(home, THIRD), () => prepare(options)])
    await expect(publishing()).rejects.toThrow("次の公開版が初めての公開版になり");
  await expect(approve(candidate.replace(".json", ""), DECISION, options)).rejects.toThrow();
  await expect(rollBack(first?.releaseId ?? "", DECISION, options)).rejects.toThrow();
  expect(filesButLedger(home)).toEqual(before);
  expect(kaikaku(root, ["doctor"]).stdout).toMatch(
    /故障 {2}台帳: 公開版 \S+ (が、今の公開版を示すファイル|の作成記録（manifest）がありません)/,
  );
  const backup = kaikaku(root, ["backup", "--to", temporaryFolder()]);
  expect([backup.status, backup.stderr]).toEqual([2, expect.stringMatching(/公開版 \S+: 作成記録がないか/)]);
  expect(backup.stdout).not.toContain("検査済み");
});

function filesButLedger({root}: Home): string[] {
  return filesOf(root).filter((line) => !line.startsWith("ledger.duckdb"));
}

test("where the ledger is lost, doctor says so, and what is loaded anew is published by nobody but a person", async () => {
  const root = join(temporaryFolder(), "city");
  cpSync(join(folder, "city"), root, {recursive: true, preserveTimestamps: true});
  rmSync(join(root, "ledger.duckdb"));
  expect(kaikaku(root, ["doctor"]).stdout).toContain(
    "故障  台帳: 公開版があるのに、台帳（ledger.duckdb）がありません",
  );
  const run = kaikaku(root, ["run", "--clock-is-right"]);
  expect([run.status, run.stdout]).toEqual([2, expect.stringContaining("承認待ち")]);
});
