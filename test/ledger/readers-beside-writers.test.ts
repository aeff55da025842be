import {type ChildProcess, spawn, spawnSync} from "node:child_process";
import {truncateSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {text} from "node:stream/consumers";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {freeBytes} from "../../pipelines/installation/free-space.ts";
import {closeHome} from "../../pipelines/installation/rights.ts";
import {publishedReleases} from "../../pipelines/releases/history.ts";
import {ledgerRows, overtime, publishedCity, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const PROJECT = join(import.meta.dirname, "../..");
const READER = new URL("./read-in-a-loop.ts", import.meta.url);
const WRITER = new URL("../figures/run-release.ts", import.meta.url);
const RUNS = 2;
const LONGEST_MS = 240_000;

function started(script: URL, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [fileURLToPath(script), ...args], {stdio: ["pipe", "pipe", "inherit"]});
}

function said(child: ChildProcess): Promise<string> {
  return child.stdout ? text(child.stdout) : Promise.resolve("");
}

test(
  "readers in a loop beside runs that load, build and publish: nobody fails, and every figure is recorded",
  async () => {
    const root = temporaryFolder();
    const home = await publishedCity(root);
    // The fixture lies in a cache, open to all.
    closeHome(home);
    const readers = ["status", "due", "doctor"].map((kind) => started(READER, root, kind));
    const read = Promise.all(readers.map(said));
    const written: string[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const month = `2024-0${run + 5}`;
      const correction = [HEADINGS.overtime, ...overtime(month, `4${run}:00`)].join("\n");
      send(home, {[`時間外_${month}訂正.csv`]: correction});
      written.push(await said(started(WRITER, PROJECT, root, `2025-06-1${run}T00:00:00Z`, "none")));
    }
    for (const reader of readers) reader.stdin?.end();
    expect(written).toEqual(Array(RUNS).fill("published"));
    for (const answer of await read) {
      const {count, complaints} = JSON.parse(answer);
      expect([complaints, count > RUNS]).toEqual([[], true]);
    }
    const recorded = await ledgerRows(
      home,
      "select release_id from figures.releases order by release_number",
    );
    expect(recorded.map(({release_id}) => release_id)).toEqual(
      publishedReleases(home).map(({releaseId}) => releaseId),
    );
  },
  LONGEST_MS,
);

test("a ledger of which a copy would leave no room to write is not copied for readers", () => {
  const home = sampleHome(join(temporaryFolder(), "home"));
  writeFileSync(home.ledger, "");
  truncateSync(home.ledger, freeBytes(home.root));
  // Ended by force before it has written much, where it should copy after all.
  const script = `
    import {openHome} from "./pipelines/installation/home.ts";
    import {turnToWrite} from "./pipelines/ledger/turns.ts";
    const turn = await turnToWrite(openHome(process.argv[1]));
    turn.release();
    process.stdout.write("written in turn");`;
  const {stdout} = spawnSync(process.execPath, ["--input-type=module-typescript", "-e", script, home.root], {
    cwd: PROJECT,
    encoding: "utf8",
    timeout: 10_000,
    killSignal: "SIGKILL",
  });
  expect(stdout).toBe("written in turn");
});
