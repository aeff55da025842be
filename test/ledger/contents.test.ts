import {readdirSync} from "node:fs";
import {expect, test} from "vitest";
import {openWritable} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {CONTENT_PROBES} from "../../pipelines/keep/content-probes.ts";
import {examine} from "../../pipelines/keep/probe.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {ledgerRows, overtime, publishedCity, runRelease, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const LATER = "2025-06-03T00:00:00Z";
const MAY = [HEADINGS.overtime, ...overtime("2024-05", "40:00")].join("\n");

/** Changes a ledger behind the program's back. */
async function tamper(home: Home, sql: string): Promise<void> {
  const ledger = await openWritable(home.ledger);
  await ledger.run(sql);
  ledger.close();
}

async function faults(home: Home): Promise<string[]> {
  const found = await examine(CONTENT_PROBES, {home, now: new Date(LATER)});
  return found.filter(({state}) => state === "fault").map(({what}) => what);
}

test.each([
  [
    "a value",
    "update raw.overtime set worked_minutes = worked_minutes + 1 where period = '2024-06-01'",
    "時間外_2024.csv」（受付番号4）: データの行の中身が変わっています（24行のどれか）",
  ],
  [
    "a row less",
    "delete from raw.staff where batch_id = 2 and period = '2024-04-01' and grade is not distinct from (select max(grade) from raw.staff)",
    "名簿_2024.csv」（受付番号2）: データの行が24行から",
  ],
  [
    "two rows that change places between people",
    "update raw.overtime set worked_minutes = case worked_minutes when 2700 then 1800 else 2700 end where period = '2024-06-01'",
    "データの行の中身が変わっています",
  ],
  [
    "a row of no file",
    "insert into raw.overtime select * replace (99 as batch_id) from raw.overtime limit 1",
    "受付の記録がないファイル（受付番号99）: データの行が0行から1行に",
  ],
  [
    "what was noted",
    "update intake.batches set state = 'held' where batch_id = 4",
    "受付の記録の中身が変わっています",
  ],
  [
    "a decision",
    "insert into intake.decisions values (1, 4, 'reject', now(), 'x', 'y')",
    "受付・取下げの決定が0行から1行",
  ],
])(
  "%s in the ledger is changed: named as the ledger's, nothing is loaded or published",
  async (_, sql, told) => {
    const home = await publishedCity(temporaryFolder());
    const before = currentRelease(home);
    await tamper(home, sql);
    send(home, {"時間外_5月訂正.csv": MAY});
    await expect(runRelease(home, LATER)).rejects.toThrow(told);
    await expect(runRelease(home, LATER)).rejects.toThrow("届いたファイルのせいではなく");
    expect(readdirSync(home.inbox)).toEqual(["時間外_5月訂正.csv"]);
    expect(currentRelease(home)).toEqual(before);
    expect(await faults(home)).toEqual([expect.stringContaining(told)]);
  },
);

test("files that are loaded and decided about are as they were written, also after rows came and went", async () => {
  const home = await publishedCity(temporaryFolder());
  send(home, {"時間外_5月訂正.csv": MAY});
  await runRelease(home, LATER);
  expect(await faults(home)).toEqual([]);
  const noted = await ledgerRows(home, "select distinct batch_id from intake.contents order by all");
  expect(noted.map(({batch_id}) => batch_id)).toEqual([1, 2, 3, 4, 5]);
});

test("an engine that counts otherwise notes what is there and says so", async () => {
  const home = await publishedCity(temporaryFolder());
  await tamper(home, "update intake.contents set counted_as = 1, content = content + 1");
  const said: string[] = [];
  expect(await faults(home)).toEqual([]);
  (await openLedger(home, {log: {info: (line) => said.push(line)}})).close();
  expect(said).toEqual([expect.stringContaining("取り直しました")]);
  await tamper(home, "update raw.overtime set worked_minutes = worked_minutes + 1");
  await expect(openLedger(home)).rejects.toThrow("書き換えられています");
});
