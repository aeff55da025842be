import {type ChildProcess, spawn} from "node:child_process";
import {once} from "node:events";
import {closeSync, copyFileSync, openSync, statSync, writeFileSync, writeSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {fingerprintOf} from "../../pipelines/installation/fingerprint-of.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {workingAlone} from "../../pipelines/installation/working-alone.ts";
import {manifestFile, releaseFile} from "../../pipelines/releases/files.ts";
import {currentRelease, readManifest} from "../../pipelines/releases/history.ts";
import type {Diagnosis} from "../../schemas/backup.ts";
import {publishedCity} from "../figures/small-city.ts";
import {makeNewer} from "../installation/newer-file.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";

const {folder, remove} = lastingFolder();
const root = join(folder, "city");
const HOLD = fileURLToPath(new URL("../installation/hold-database.ts", import.meta.url));
let home: Home;

beforeAll(async () => {
  home = await publishedCity(root);
  copyFileSync(home.ledger, join(folder, "ledger"));
});
afterAll(remove);

/** What doctor says of what an installation knows. */
function diagnosis(): {status: number | null; found: Diagnosis[]} {
  const {status, stdout} = kaikaku(root, ["doctor", "--json"]);
  const titles = ["職員番号の鍵", "台帳", "保管したファイル", "公開版"];
  return {
    status,
    found: (JSON.parse(stdout) as Diagnosis[]).filter(
      ({probe, state}) => titles.includes(probe) && state !== "ok",
    ),
  };
}

function ledgerAgain(): void {
  copyFileSync(join(folder, "ledger"), home.ledger);
}

describe("a ledger that is damaged", () => {
  test.each([
    ["in its head", 5000],
    ["in the middle", 0.5],
  ])("%s is called so by run and by doctor, with the remedy", (_, place) => {
    const handle = openSync(home.ledger, "r+");
    const {size} = statSync(home.ledger);
    for (let at = place < 1 ? size * place : place; at < (place < 1 ? size : place + 1); at += 4096)
      writeSync(handle, "written by something else", Math.floor(at));
    closeSync(handle);
    const run = kaikaku(root, ["run", "--clock-is-right"]);
    expect([run.status, run.stderr]).toEqual([
      1,
      expect.stringMatching(/壊れているか、.*npx kaikaku restore/),
    ]);
    expect(run.stderr).not.toContain("使って");
    expect(diagnosis().found).toContainEqual({
      probe: "台帳",
      state: "fault",
      what: expect.stringContaining("壊れているか"),
      mend: "控えから戻してください（npx kaikaku restore）",
    });
    ledgerAgain();
  });
});

describe("an installation at work", () => {
  let holder: ChildProcess;
  beforeAll(async () => {
    holder = spawn(process.execPath, [HOLD, home.ledger], {stdio: ["ignore", "pipe", "inherit"]});
    if (holder.stdout) await once(holder.stdout, "data");
  });
  afterAll(() => void holder.kill("SIGKILL"));

  test("is in use to doctor, not ill", () => {
    const {found} = diagnosis();
    expect(found.map(({probe, state}) => `${probe} ${state}`)).toEqual([
      "台帳 warning",
      "保管したファイル warning",
    ]);
    for (const {what, mend} of found) {
      expect(what).toContain("使用中");
      expect(mend).not.toContain("restore");
    }
  });

  test("is in use to run and to readers", () => {
    for (const command of [["run"], ["status"]]) {
      const {status, stderr} = kaikaku(root, command);
      expect([status, stderr]).toEqual([1, expect.stringContaining("別の処理が使っています")]);
    }
  });
});

test("while somebody else works alone, run is told to wait", async () => {
  await workingAlone(home, async () => {
    const {status, stderr} = kaikaku(root, ["run", "--clock-is-right"]);
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining("別の処理（runやingestなど）が動いています"),
    ]);
  });
});

test("what a later engine wrote is not called damaged", () => {
  makeNewer(home.ledger);
  const run = kaikaku(root, ["run", "--clock-is-right"]);
  expect([run.status, run.stderr]).toEqual([
    1,
    expect.stringMatching(/新しいプログラムで書かれています.*壊れてはいません/),
  ]);
  const {status, found} = diagnosis();
  expect([status, found[0]?.what]).toEqual([1, expect.stringContaining("新しいプログラム")]);
  for (const {mend} of found) expect(mend).not.toContain("restore");
  ledgerAgain();

  const release = currentRelease(home)?.releaseId ?? "";
  const manifest = readManifest(home, release);
  makeNewer(releaseFile(home, release));
  const file = fingerprintOf(releaseFile(home, release));
  writeFileSync(manifestFile(home, release), JSON.stringify({...manifest, file}));
  for (const command of [["kpi"], ["sql", "select 1"]]) {
    const {status, stderr} = kaikaku(root, command);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/公開版 .*新しいプログラムで書かれています/)]);
  }
});

test("the installation is well again after all this", () => {
  expect(openHome(root)).toEqual(home);
  expect(diagnosis().found.map(({probe}) => probe)).toEqual([]);
});
