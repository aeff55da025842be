import {existsSync, readdirSync, rmSync, utimesSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {beforeEach, expect, test} from "vitest";
import {approve, rollBack} from "../../pipelines/build/approve.ts";
import {prepare} from "../../pipelines/build/prepare.ts";
import {run} from "../../pipelines/build/run.ts";
import {tellingCurrent} from "../../pipelines/build/telling-current.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {currentFile} from "../../pipelines/releases/files.ts";
import {currentRelease, publishedReleases} from "../../pipelines/releases/history.ts";
import {DAY_MS} from "../../schemas/fiscal-time.ts";
import {overtime, publishedCity, send, smallCity} from "../figures/small-city.ts";
import {BUREAUS, HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/* The city was published on 2 June 2025. */
const LOG = {info: () => {}, warn: () => {}, progress: () => {}};
const BEHIND = new Date("2015-01-01T00:00:00Z");
const AHEAD = new Date("2062-01-01T00:00:00Z");
const NEXT = new Date("2025-07-01T00:00:00Z");

let home: Home;
beforeEach(async () => {
  home = await publishedCity(temporaryFolder());
  send(home, {"時間外_2025.csv": [HEADINGS.overtime, ...overtime("2025-04", "10:00")].join("\n")});
});

test.each([
  ["behind", BEHIND, "遅れています"],
  ["ahead", AHEAD, "日も進んでいます"],
])("a clock that is years %s is asked about before anything is loaded or named", async (_, now, words) => {
  const options = {home, now, log: LOG};
  const [first] = publishedReleases(home);
  const before = readdirSync(home.releases);
  await expect(run(options)).rejects.toThrow(words);
  await expect(run(options)).rejects.toThrow("--clock-is-right");
  await expect(prepare(options)).rejects.toThrow(words);
  await expect(approve("x", {by: "試験", reason: "試験"}, options)).rejects.toThrow(words);
  await expect(rollBack(first?.releaseId ?? "", {by: "試験", reason: "試験"}, options)).rejects.toThrow(
    words,
  );
  expect([readdirSync(home.releases), readdirSync(home.inbox)]).toEqual([before, ["時間外_2025.csv"]]);
});

test("weeks without a run, and the clock of another machine that is minutes ahead, are no question", async () => {
  for (const now of ["2025-06-01T23:00:00Z", "2026-06-30T00:00:00Z"])
    expect((await run({home, now: new Date(now), log: LOG})).files.length).toBeLessThan(2);
});

test("a person may say that the clock is right, and is not asked again for the same reason", async () => {
  await run({home, now: AHEAD, log: LOG, clock: "is_right"});
  await run({home, now: new Date("2062-01-03T00:00:00Z"), log: LOG});
});

test("after a release with a wrong date the right clock is confirmed once", async () => {
  const ahead = {home, now: AHEAD, log: LOG, clock: "is_right"} as const;
  const {outcome} = await run(ahead);
  if (outcome.kind === "waiting") await approve(outcome.plan.release_id, {by: "試験", reason: "試験"}, ahead);
  expect(currentRelease(home)?.releaseId).toMatch(/^2062-/);
  await expect(run({home, now: NEXT, log: LOG})).rejects.toThrow("遅れています");
  await run({home, now: NEXT, log: LOG, clock: "is_right"});
  await run({home, now: new Date("2025-07-05T00:00:00Z"), log: LOG});
  await expect(run({home, now: AHEAD, log: LOG})).rejects.toThrow("進んでいます");
});

test("a full disk is told with the release that is current now, before it was turned and after", async () => {
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), {code: "ENOSPC"});
  const first = currentRelease(home)?.releaseId;
  const failing = tellingCurrent(home, () => Promise.reject(full));
  await expect(failing).rejects.toThrow(`空きが足りなくなった`);
  await expect(failing).rejects.toThrow(`今の公開版は、前と同じ ${first} です`);
  const publishes = async () => {
    writeFileSync(currentFile(home), JSON.stringify({releaseId: "2025-07-01-abcdef", inputHash: ""}));
    throw full;
  };
  await expect(tellingCurrent(home, publishes)).rejects.toThrow("今の公開版は 2025-07-01-abcdef です");
});

test("ingest and discard ask, too", async () => {
  const past = sampleHome(temporaryFolder());
  const [one, other] = [join(past.inbox, "局区.csv"), join(past.inbox, "局区2.csv")];
  writeFileSync(one, BUREAUS);
  writeFileSync(other, `${BUREAUS}\n3010,新局,市長事務部局,2020-04-01,,,,4\n`);
  const tenDaysOn = new Date(Date.now() + 10 * DAY_MS);
  await withLedger(past, (ledger) => ingestFile(ledger, one, {home: past, now: tenDaysOn}));
  const discard = ["discard", "1", "--by", "試験", "--reason", "試験", "--force"];
  for (const words of [["ingest", other], discard])
    expect(kaikaku(past.root, words)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/最後の受付の時刻.*より遅れています.*--clock-is-right/),
    });
  expect([readdirSync(past.archive).length, existsSync(other)]).toEqual([1, true]);
  expect(kaikaku(past.root, ["ingest", "--clock-is-right", other]).status).toBe(0);
});

test("before the first release a clock is held against the periods of the files", async () => {
  const first = {home: smallCity(temporaryFolder()), now: BEHIND, log: LOG};
  await expect(run(first)).rejects.toThrow("より後の期間（令和7年4月1日から）のファイルを受け付けています");
  expect(currentRelease(first.home)).toBeUndefined();
  const {outcome} = await run({...first, clock: "is_right"});
  expect(outcome.kind).toBe("published");
  await run({...first, now: new Date("2015-01-02T00:00:00Z")});
});

test("without any release the last file that was loaded tells the time, and without any file nothing does", async () => {
  const empty = sampleHome(temporaryFolder());
  const first = {home: empty, now: BEHIND, log: LOG};
  expect((await run(first)).outcome.kind).toBe("empty");
  rmSync(join(home.releases, "current.json"));
  await expect(run({home, now: BEHIND, log: LOG})).rejects.toThrow("最後の受付の時刻");
  (await openLedger(home)).close();
  expect(existsSync(home.clockNote)).toBe(false);
});

test("before anything was loaded a clock that is years ahead of all that waits is asked about", async () => {
  const waiting = sampleHome(temporaryFolder());
  const [file, older] = [join(waiting.inbox, "局区.csv"), join(waiting.inbox, "局区2.csv")];
  writeFileSync(file, BUREAUS);
  writeFileSync(older, `${BUREAUS}\n3010,新局,市長事務部局,2020-04-01,,,,4\n`);
  utimesSync(file, new Date("2025-06-02T00:00:00Z"), new Date("2025-06-02T00:00:00Z"));
  utimesSync(older, 0, 0);
  const ahead = {home: waiting, now: new Date("2026-08-01T00:00:00Z"), log: LOG};
  await expect(run(ahead)).rejects.toThrow(
    /最後の受け箱に届いたファイルの時刻（.*）より42[0-9]日も進んでいます.*--clock-is-right/,
  );
  expect([readdirSync(waiting.inbox).length, existsSync(waiting.clockNote)]).toEqual([2, false]);
  expect((await run({...ahead, clock: "is_right"})).files.length).toBe(2);
  await run({...ahead, now: new Date("2026-08-03T00:00:00Z")});
  // A file that comes from another machine may bear a later day than this one.
  const other = sampleHome(temporaryFolder());
  writeFileSync(join(other.inbox, "局区.csv"), BUREAUS);
  expect((await run({...ahead, home: other, now: BEHIND})).files.length).toBe(1);
});
