import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {describeChecks} from "../../pipelines/intake/clerk/describe-checks.ts";
import {checkFiles} from "../../pipelines/intake/load/check-files.ts";
import {ingestFiles} from "../../pipelines/intake/load/ingest.ts";
import {contentOfLedger, openLedger} from "../../pipelines/ledger/ledger.ts";
import {BUREAUS, HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2024-12-08T00:00:00Z");
const LOG = {info: () => {}, warn: () => {}, progress: () => {}};

const overtime = (rows: string[]) =>
  `${[HEADINGS.overtime, ...rows.map((row) => row.replace(" ", ",2024-10,平日時間外,通常,"))].join("\n")}\n`;

test("a file that is only looked at tells what would be new, changed and gone, and leaves nothing behind", async () => {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const ledger = await openLedger(home);
  const write = (name: string, text: string) => {
    writeFileSync(join(home.inbox, name), text);
    return join(home.inbox, name);
  };
  try {
    const former = write("時間外_2024-10.csv", overtime(["000001 10:00", "000002 1:30", "000003 2:00"]));
    await ingestFiles(ledger, [former], {home, now: NOW, log: LOG, loaded: []});
    const before = [await contentOfLedger(ledger), readdirSync(home.archive)];

    const good = write("時間外_2024-10_差替.csv", overtime(["000001 12:00", "000002 1:30", "000004 0:15"]));
    const bad = write("時間外_2024-10_誤り.csv", overtime(["000001 12:00", "000002 一時間"]));
    const other = write("お知らせ.csv", "こんにちは\n");
    const checks = await checkFiles(ledger, [good, bad, other], {home, now: NOW});

    expect(checks.map(({outcome}) => outcome.kind)).toEqual(["accepted", "held", "refused"]);
    expect(checks[0]?.change).toEqual({
      periods: [{period: "2024-10-01", isNew: false}],
      periodMonths: 1,
      rows: {new: 1, changed: 1, same: 1},
      newPeople: 1,
      gone: {rows: 1, people: 1},
      totals: [{heading: "時間数", isDuration: true, before: 810, after: 825}],
    });
    const said = describeChecks(checks);
    expect(said).toEqual(
      expect.arrayContaining([
        "確認  時間外_2024-10_差替.csv（時間外勤務実績、3行）: 取り込むと、受け付けます。",
        "      期間: 新しい なし、いまもある 令和6年10月",
        "      行: 新しい 1、変わる 1、同じ 1、なくなる 1",
        "      人: 新しい 1人、なくなる 1人",
        "      時間数の合計: いま 13:30、取り込むと 13:45",
        "確認  時間外_2024-10_誤り.csv（時間外勤務実績、2行）: 取り込むと、保留になります。",
        expect.stringContaining("理由: 1行が読めません"),
        expect.stringContaining("受付不可  お知らせ.csv"),
      ]),
    );
    expect([await contentOfLedger(ledger), readdirSync(home.archive)]).toEqual(before);
    for (const path of [good, bad, other]) expect(existsSync(path)).toBe(true);

    const loaded = await ingestFiles(ledger, [good], {home, now: NOW, log: LOG, loaded: []});
    expect(loaded).toMatchObject([{kind: "accepted", batch: {batchId: 2}}]);
  } finally {
    ledger.close();
  }
});

test("lists and what refers to them may be looked at one after the other", async () => {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const ledger = await openLedger(home);
  try {
    const path = join(home.inbox, "局区一覧.csv");
    writeFileSync(path, BUREAUS);
    const look = () => checkFiles(ledger, [path, path], {home, now: NOW});
    for (const checks of [await look(), await look()])
      expect(checks.map(({outcome}) => outcome.kind)).toEqual(["accepted", "accepted"]);
    await ingestFiles(ledger, [path], {home, now: NOW, log: LOG, loaded: []});
    writeFileSync(path, BUREAUS);
    expect((await look()).map(({outcome}) => outcome.kind)).toEqual(["known", "known"]);
  } finally {
    ledger.close();
  }
});

test("looking is recorded, because it tells of files of others; loading is not", () => {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const path = join(temporaryFolder(), "局区一覧.csv");
  writeFileSync(path, BUREAUS);
  expect(kaikaku(home.root, ["ingest", path, "--check"])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("確認  何も取り込まず、何も残していません。"),
  });
  expect(readdirSync(home.archive)).toEqual([]);
  kaikaku(home.root, ["ingest", path]);
  const log = readFileSync(join(home.root, "access-log.jsonl"), "utf8").trim().split("\n");
  const commands = log.map((line) => JSON.parse(line).command);
  expect(commands.filter((command) => command === "ingest")).toHaveLength(1);
});
