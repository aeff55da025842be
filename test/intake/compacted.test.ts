import {appendFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import type {Home} from "../../pipelines/installation/home.ts";
import {CONTENT_PROBES} from "../../pipelines/keep/content-probes.ts";
import {examine} from "../../pipelines/keep/probe.ts";
import {ledgerRows, overtime, runRelease, send, smallCity} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {sha256} from "../torture/expect-whole.ts";

const MAY = [HEADINGS.overtime, ...overtime("2024-05", "40:00")].join("\n");
const CORRECTED = [HEADINGS.overtime, ...overtime("2024-05", "41:00")].join("\n");
const RERUN = [HEADINGS.overtime, ...overtime("2024-06", "32:00")].join("\n");

function rowsOf(home: Home, name: string) {
  return ledgerRows(
    home,
    `select rows.* from raw.overtime as rows inner join intake.batches using (batch_id)
     where file_name = '${name}' order by all`,
  );
}

async function faults(home: Home): Promise<string[]> {
  const found = await examine(CONTENT_PROBES, {home, now: new Date("2029-01-02T00:00:00Z")});
  return found.filter(({state}) => state === "fault").map(({what}) => what);
}

test("a file replaced long ago gives up its rows; to reject the later one brings them back, or is refused", async () => {
  const root = join(temporaryFolder(), "home");
  const home = smallCity(root);
  send(home, {"時間外_5月.csv": MAY, "時間外_5月訂正.csv": CORRECTED});
  await runRelease(home, "2025-06-02T00:00:00Z");
  const before = await rowsOf(home, "時間外_5月.csv");
  expect(before).toHaveLength(2);
  const [last] = await ledgerRows(home, "select max(batch_id) as number from intake.batches");
  send(home, {"時間外_6月.csv": RERUN});
  await runRelease(home, "2029-01-01T00:00:00Z");
  expect(await rowsOf(home, "時間外_5月.csv")).toEqual([]);
  expect(await rowsOf(home, "時間外_5月訂正.csv")).toHaveLength(2);
  expect(await faults(home)).toEqual([]);

  const reject = () => kaikaku(root, ["reject", String(last?.number), "--reason", "訂正が誤りと分かった"]);
  const kept = join(home.archive, `${sha256(`${MAY}\n`)}.csv`);
  for (const harm of [() => appendFileSync(kept, "x"), () => rmSync(kept)]) {
    harm();
    expect(reject()).toMatchObject({status: 1, stderr: expect.stringContaining("出し直して")});
    expect(await ledgerRows(home, "from intake.decisions")).toEqual([]);
    expect(await rowsOf(home, "時間外_5月.csv")).toEqual([]);
  }
  writeFileSync(kept, `${MAY}\n`);
  expect(reject()).toMatchObject({status: 0, stderr: ""});
  expect(await rowsOf(home, "時間外_5月.csv")).toEqual(before);
  expect(await faults(home)).toEqual([]);
});
