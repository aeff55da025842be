import {execFileSync} from "node:child_process";
import {appendFileSync, readdirSync, statSync, truncateSync, utimesSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {archivedNames, keepInArchive} from "../../pipelines/installation/archive.ts";
import {fingerprintOf} from "../../pipelines/installation/fingerprint-of.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {makeSealKey} from "../../pipelines/installation/seal-key.ts";
import {intakeLimit, largestBytesOfAll} from "../../pipelines/intake/judge/intake-limits.ts";
import {ingestInbox} from "../../pipelines/intake/load/ingest.ts";
import {csvCells} from "../../pipelines/intake/read/csv-cells.ts";
import {fingerprint} from "../../pipelines/intake/read/decode.ts";
import {stampOf} from "../../pipelines/intake/read/file-stamp.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {BUREAUS} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2024-10-08T00:00:00Z");
const LOG = {info: () => {}, warn: () => {}, progress: () => {}};
const TERABYTE = 2 ** 40;

function load(home: Home) {
  return withLedger(home, (ledger) => ingestInbox(ledger, {home, now: NOW, log: LOG, loaded: []}));
}

test("what is larger than any file of a source may be is put aside unread, and says where the limit stands", async () => {
  const home = sampleHome(temporaryFolder());
  for (const [name, head] of [
    ["a.csv", BUREAUS],
    ["b.xlsx", "PK\u0003\u0004"],
  ] as const) {
    writeFileSync(join(home.inbox, name), head);
    truncateSync(join(home.inbox, name), TERABYTE);
  }
  writeFileSync(join(home.inbox, "局区.csv"), BUREAUS);
  const outcomes = await load(home);
  const tooLarge = {
    kind: "refused",
    why: expect.stringMatching(/2,000MBまで.*intake-limits\.csv の largest_megabytes/),
  };
  expect(outcomes).toMatchObject([tooLarge, tooLarge, {kind: "accepted"}]);
  expect(readdirSync(home.inbox)).toEqual([]);
});

test("a small file of very many rows without a cell is put aside before it fills the memory", async () => {
  const home = sampleHome(temporaryFolder());
  writeFileSync(join(home.inbox, "x.csv"), `局区名,区分,用紙,令和4年4月\n${",\n".repeat(2 ** 20)}`);
  expect(await load(home)).toMatchObject([
    {kind: "refused", why: expect.stringContaining("行が多すぎます（1,048,576行まで）")},
  ]);
});

test("a file of a known kind is held to the limit of that kind", async () => {
  const home = sampleHome(temporaryFolder());
  const file = join(home.inbox, "局区.csv");
  writeFileSync(file, BUREAUS);
  truncateSync(file, intakeLimit(home.city, "bureaus").largestBytes + 1);
  expect(largestBytesOfAll(home.city)).toBeGreaterThan(intakeLimit(home.city, "bureaus").largestBytes);
  expect(await load(home)).toMatchObject([{kind: "refused", why: expect.stringContaining("500MBまで")}]);
});

test("a file that grows is read no further than it was long", () => {
  const file = join(temporaryFolder(), "x.csv");
  writeFileSync(file, "1,2\n".repeat(2 ** 21));
  const {blocks} = csvCells({
    ...{path: file, encoding: "UTF-8", delimiter: ",", skipRecords: 0},
    ...{fieldOf: Int32Array.of(0, 1), fieldCount: 2},
  });
  const reading = (): void => {
    for (const _ of blocks) appendFileSync(file, "1,2\n".repeat(2 ** 21));
  };
  expect(reading).toThrow("読んでいる間に中身が変わりました");
  // The system's own files have no length and give bytes.
  expect(() => fingerprint("/proc/self/maps")).toThrow("読んでいる間に中身が変わりました");
});

test("a file that is written to is another one, whatever its writer says of the time", () => {
  const file = join(temporaryFolder(), "x.csv");
  writeFileSync(file, "1");
  const {atime, mtime} = statSync(file);
  const before = stampOf(file);
  writeFileSync(file, "2");
  utimesSync(file, atime, mtime);
  expect(stampOf(file)).not.toBe(before);
});

test.each([["open"], ["sealed"]])(
  "in an archive that is %s nothing is kept under a name that is not its content's",
  (how) => {
    const home = sampleHome(temporaryFolder());
    if (how === "sealed") {
      const key = join(temporaryFolder(), "key");
      makeSealKey(key, home);
      writeFileSync(join(home.root, "settings.yaml"), `encryption:\n  key_file: ${key}\n`, {mode: 0o640});
    }
    const file = join(home.inbox, "x.csv");
    writeFileSync(file, "was put there for a moment");
    const keep = (from: string) => keepInArchive(home, {from, sha256: "0".repeat(64), check: () => {}});
    expect(() => keep(file)).toThrow("読んでいる間に中身が変わりました");
    const pipe = join(home.inbox, "管.csv");
    execFileSync("mkfifo", [pipe]);
    expect(() => keep(pipe)).toThrow("ふつうのファイルではありません");
    expect(archivedNames(home)).toEqual([]);
    keepInArchive(home, {from: file, sha256: fingerprintOf(file).sha256, check: () => {}});
    expect(archivedNames(home).length).toBe(1);
  },
);
