import {existsSync, readdirSync, readFileSync, truncateSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {openWritable} from "../../pipelines/engine/open.ts";
import {archivedFile} from "../../pipelines/installation/archive.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {discard, type Order} from "../../pipelines/intake/leave/discard.ts";
import {dueOriginals, leaveByRule} from "../../pipelines/intake/leave/leave-by-rule.ts";
import {noteLeaving, stillThere} from "../../pipelines/intake/leave/let-go.ts";
import {noteMending} from "../../pipelines/intake/leave/mending-notes.ts";
import {putAside} from "../../pipelines/intake/load/put-aside.ts";
import {ARCHIVE_PROBE} from "../../pipelines/keep/archive-probe.ts";
import {ORIGINALS_PROBE} from "../../pipelines/keep/originals-probe.ts";
import {carryDepartures} from "../../pipelines/ledger/carry-departures.ts";
import {departuresIn} from "../../pipelines/ledger/departures.ts";
import {readingLedger} from "../../pipelines/ledger/read.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {readRetention} from "../../pipelines/releases/retention.ts";
import {ledgerRows, publishedCity} from "../figures/small-city.ts";
import {kaikaku} from "../run-cli.ts";
import {SAMPLE_CITY, sampleHome} from "../sample-city.ts";
import {lastingFolder} from "../temporary-folder.ts";

const TERMS = {archive_keep_fiscal_years: 5, refused_keep_days: 365, mending_keep_days: 90};
const TERABYTE = 1e12;
const QUIET = {info: () => {}, warn: () => {}};
const {folder, remove} = lastingFolder();
afterAll(remove);
let number = 0;

/** A city whose files came on 2 June 2025, with one refused file and one workbook within, and one outside. */
async function city(): Promise<{home: Home; root: string; inside: string; outside: string}> {
  number += 1;
  const root = join(folder, `city-${number}`);
  const home = await publishedCity(root);
  const now = new Date("2025-06-02T00:00:00Z");
  writeFileSync(join(home.inbox, "壊れ.csv"), "000001,何か\n");
  putAside(home, {place: join(home.inbox, "壊れ.csv"), name: "壊れ.csv", why: "見出しがない", now});
  const inside = join(home.output, "直し用.xlsx");
  const outside = join(folder, `直し用-${number}.xlsx`);
  for (const out of [inside, outside]) {
    writeFileSync(out, "000001");
    noteMending(home, {out, batchId: 4, now});
  }
  return {home, root, inside, outside};
}

function leave(home: Home, day: string): Promise<void> {
  return leaveByRule({home, now: new Date(`${day}T00:00:00Z`), terms: TERMS, log: QUIET});
}

/** What is noted, as "kind name reason". */
async function noted(home: Home): Promise<string[]> {
  const departures = await readingLedger(home, departuresIn);
  return departures.map(({kind, name}) => `${kind} ${name.split("/").at(-1)}`);
}

async function troubles(home: Home): Promise<string[]> {
  return (await ARCHIVE_PROBE.examine({home, now: new Date()})).map(({what}) => what);
}

async function overtimeBatch(home: Home): Promise<{batchId: string; sha256: string}> {
  const [row] = await ledgerRows(
    home,
    "select batch_id, sha256 from intake.batches where file_name = '時間外_2024.csv'",
  );
  return {batchId: String(row?.batch_id), sha256: String(row?.sha256)};
}

test("the terms of the house are those of the documents", () => {
  expect(readRetention(SAMPLE_CITY).originals).toEqual(TERMS);
});

describe("by rule", () => {
  let home: Home;
  let [inside, outside] = ["", ""];
  beforeAll(async () => {
    ({home, inside, outside} = await city());
  });

  test("nothing leaves before its term, and each kind on the first day after it; that it was there stays", async () => {
    await leave(home, "2025-08-31");
    expect(await noted(home)).toEqual([]);
    await leave(home, "2025-09-01");
    expect(await noted(home)).toEqual(["mending 直し用.xlsx"]);
    expect([existsSync(inside), existsSync(outside)]).toEqual([false, true]);
    await leave(home, "2026-06-02");
    expect(readdirSync(home.refused)).toHaveLength(2);
    // All holes: nobody waits for it to be read.
    const huge = "2025-06-02T090000_大きい.csv";
    writeFileSync(join(home.refused, huge), "");
    truncateSync(join(home.refused, huge), TERABYTE);
    await leave(home, "2026-06-03");
    expect(readdirSync(home.refused)).toEqual([]);
    const departures = await readingLedger(home, departuresIn);
    expect(departures.find(({name}) => name === huge)).toMatchObject({sha256: null, byte_count: TERABYTE});
    const before = await ledgerRows(
      home,
      "select sha256, byte_count, batch_id from intake.batches order by 3",
    );
    await leave(home, "2031-03-31");
    expect(readdirSync(home.archive)).toHaveLength(4);
    await leave(home, "2031-04-01");
    expect(readdirSync(home.archive)).toEqual([]);
    expect(
      await ledgerRows(
        home,
        "select sha256, byte_count, batch_id from intake.departures where kind = 'archive' order by 3",
      ),
    ).toEqual(before);
    expect(await troubles(home)).toEqual([]);
    await leave(home, "2032-04-01");
    expect(await noted(home)).toHaveLength(7);
  });

  test("the record is what a person sees", () => {
    const {status, stdout} = kaikaku(home.root, ["discard"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /令和13年4月1日 {2}保管ファイル {2}時間外_2024\.csv（受付番号\d+、.*SHA-256 [0-9a-f]{64}）.*きまり/,
    );
    expect(stdout).toContain("受付不可のファイル  2025-06-02T090000_壊れ.csv");
  });

  test("a file that is gone without a record is still a fault", async () => {
    const ledger = await openWritable(home.ledger);
    await ledger.run("delete from intake.departures where name like '時間外%'");
    ledger.close();
    expect(await troubles(home)).toEqual([expect.stringContaining("時間外_2024.csv")]);
  });
});

test("what a dying process noted and did not remove, the next one removes; what came again since stays", async () => {
  const {home, inside} = await city();
  const leaving = {home, now: new Date("2031-04-01T00:00:00Z"), terms: TERMS};
  await withLedger(home, async (ledger) => {
    const due = await dueOriginals(ledger, leaving);
    const cause = {now: leaving.now, ordered_by: null, reason: "試験", order_basis: null};
    await noteLeaving(ledger, due, cause);
  });
  expect(readdirSync(home.archive)).toHaveLength(4);
  const {sha256} = await overtimeBatch(home);
  const departures = await readingLedger(home, departuresIn);
  const again = departures.map((one) => (one.sha256 === sha256 ? {...one, came_again: true} : one));
  const paths = (some: typeof departures) => stillThere(home, some).flatMap((one) => one.paths);
  expect(paths(again)).not.toContain(archivedFile(home, sha256));
  expect(paths(departures)).toContain(archivedFile(home, sha256));
  await leave(home, "2031-04-01");
  expect([readdirSync(home.archive), readdirSync(home.refused)]).toEqual([[], []]);
  expect(await noted(home)).toHaveLength(6);
  writeFileSync(inside, "000001");
  noteMending(home, {out: inside, batchId: 4, now: new Date("2031-04-02T00:00:00Z")});
  await leave(home, "2031-04-03");
  expect(existsSync(inside)).toBe(true);
});

test("doctor says what the next run removes, and names what only a person can", async () => {
  const {home, outside, inside} = await city();
  const examine = (day: string) => ORIGINALS_PROBE.examine({home, now: new Date(`${day}T00:00:00Z`)});
  expect(await examine("2025-08-31")).toEqual([]);
  expect(await examine("2025-09-01")).toEqual([
    expect.objectContaining({state: "warning", what: expect.stringContaining(outside)}),
    expect.objectContaining({state: "ok", what: expect.stringContaining(inside)}),
  ]);
});

test("a ledger of before an upgrade takes the record over, and keeps it through the next upgrade", async () => {
  const {home} = await city();
  await leave(home, "2031-04-01");
  const departures = await readingLedger(home, departuresIn);
  const before = sampleHome(join(folder, "before"));
  const old = readFileSync(join(import.meta.dirname, "../ledger/version-1.duckdb.gz"));
  writeFileSync(before.ledger, gunzipSync(old));
  for (const _ of ["once", "twice"]) await carryDepartures(before, departures);
  const kept = await withLedger(before, departuresIn);
  // That city has a file of the same content.
  const records = (some: typeof kept) => some.map(({came_again: _, ...record}) => record);
  expect(records(kept)).toEqual(records(departures));
});

test("a record removes nothing outside: another name, another content, a place that is not ours", async () => {
  const {home, inside, outside} = await city();
  const base = {batch_id: null, left_at: "", left_on: "2031-04-01", account: "", ordered_by: null};
  const rest = {byte_count: 6, reason: "試験", order_basis: null, came_again: false};
  const {sha256} = await overtimeBatch(home);
  writeFileSync(inside, "新しい中身");
  const told = [outside, inside, join(home.output, "..", "secret"), "../secret"].flatMap((name) =>
    (["mending", "refused"] as const).map((kind) => ({...base, ...rest, kind, name, sha256})),
  );
  expect(stillThere(home, told)).toEqual([]);
  // A folder has no content to be told by: one that is named would be all that lies in it.
  const folders = ["", ".", "..", "../output", home.output, join(home.output, "..")].flatMap((name) =>
    (["mending", "refused", "archive"] as const).map((kind) => ({
      ...{...base, ...rest, kind, name},
      ...{sha256: null, byte_count: null},
    })),
  );
  expect(stillThere(home, folders)).toEqual([]);
  await leave(home, "2026-01-01");
  expect(readFileSync(inside, "utf8")).toBe("新しい中身");
});

describe("on a person's order", () => {
  let home: Home;
  let [inside, outside] = ["", ""];
  const order: Order = {what: "", by: "人事 花子", reason: "利用停止の求め", basis: null, isForced: false};
  const give = (changes: Partial<Order>) =>
    discard({...order, ...changes}, {home, now: new Date("2025-06-10T00:00:00Z"), terms: TERMS});
  beforeAll(async () => {
    ({home, inside, outside} = await city());
  });

  test("no file leaves before its term without what the order rests on, nor where it is needed unless that is known", async () => {
    const {batchId: what} = await overtimeBatch(home);
    await expect(give({what, isForced: true})).rejects.toThrow("令和13年4月1日から消せます");
    await expect(give({what, basis: "保護法"})).rejects.toThrow("--force");
    await expect(give({what, basis: " 　", isForced: true})).rejects.toThrow("--order");
    await expect(give({what, by: "　", basis: "保護法", isForced: true})).rejects.toThrow("--by");
    await expect(give({what: "99"})).rejects.toThrow("受付番号99のファイルはありません");
    await expect(give({what: "../secret"})).rejects.toThrow("受付不可のファイル");
    expect([await noted(home), readdirSync(home.archive).length]).toEqual([[], 4]);
  });

  test("with both it leaves, and with it the workbooks made from it; those elsewhere are named", async () => {
    const {batchId: what, sha256} = await overtimeBatch(home);
    for (const out of [inside, outside]) noteMending(home, {out, batchId: Number(what), now: new Date(0)});
    const done = await give({what, basis: "個人情報保護法", isForced: true});
    expect(done).toMatchObject({left: [], elsewhere: [outside]});
    expect([archivedFile(home, sha256), existsSync(inside), existsSync(outside)]).toEqual([
      undefined,
      false,
      true,
    ]);
    expect(await readingLedger(home, departuresIn)).toMatchObject([
      {
        kind: "archive",
        sha256,
        ordered_by: "人事 花子",
        order_basis: "個人情報保護法",
        reason: "利用停止の求め",
      },
      {kind: "mending", name: inside},
    ]);
    expect(await troubles(home)).toEqual([]);
    await expect(give({what, basis: "個人情報保護法", isForced: true})).rejects.toThrow(
      "令和7年6月10日に消してあります",
    );
  });

  test("a refused file leaves with its reason", async () => {
    const [what = ""] = readdirSync(home.refused);
    await give({what, basis: "個人情報保護法"});
    expect(readdirSync(home.refused)).toEqual([]);
  });

  test("the command says who, why and what remains", () => {
    const [what = ""] = ["1"];
    expect(kaikaku(home.root, ["discard", what]).stderr).toContain("--by");
    const words = ["discard", what, "--by", "人事 花子", "--reason", "求め", "--clock-is-right"];
    expect(kaikaku(home.root, words)).toMatchObject({status: 1, stderr: expect.stringContaining("--force")});
    const done = kaikaku(home.root, [...words, "--order", "保護法", "--force"]);
    expect([done.status, done.stdout]).toEqual([0, expect.stringContaining("控え（バックアップ）")]);
    expect(kaikaku(home.root, ["discard"]).stdout).toContain("根拠 保護法");
  });
});

test("status names old workbooks that only a person can remove", async () => {
  const {root, outside, inside} = await city();
  const {stdout} = kaikaku(root, ["status"]);
  expect(stdout).toContain("残す期間の過ぎた直し用のExcel");
  expect([stdout.includes(outside), stdout.includes(inside)]).toEqual([true, false]);
  expect(JSON.parse(kaikaku(root, ["status", "--json"]).stdout)).toMatchObject({old_workbooks: [outside]});
});
