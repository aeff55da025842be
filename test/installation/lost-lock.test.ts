import {spawnSync} from "node:child_process";
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {run} from "../../pipelines/build/run.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {takeLock} from "../../pipelines/installation/lock.ts";
import {mustBeAloneStill, workingAlone} from "../../pipelines/installation/working-alone.ts";
import {decideRestore} from "../../pipelines/keep/finish-restore.ts";
import {besideLedger, putInPlace} from "../../pipelines/ledger/beside.ts";
import {currentFile} from "../../pipelines/releases/files.ts";
import {overtime, publishedCity, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const LOST = "使用中の印";

const LOSSES: [string, (home: Home) => void][] = [
  ["is removed", ({locks}) => rmSync(locks, {recursive: true})],
  [
    "is removed and taken by somebody else",
    ({locks}) => {
      rmSync(locks, {recursive: true});
      takeLock(join(locks, "working.lock"));
    },
  ],
  ["lies in a folder that was moved", ({root}) => renameSync(root, `${root}-moved`)],
  [
    "lies in a folder that was moved, with another installation in its place",
    ({root}) => {
      renameSync(root, `${root}-moved`);
      openHome(root);
    },
  ],
];

test.each(LOSSES)("work whose lock %s takes no step that cannot be taken back", async (_, lose) => {
  const home = sampleHome(join(temporaryFolder(), "home"));
  mkdirSync(home.locks);
  await workingAlone(home, async () => {
    mustBeAloneStill(home);
    lose(home);
    expect(() => mustBeAloneStill(home)).toThrow(LOST);
    expect(() => decideRestore(home, {aside: "before-restore-x", there: []})).toThrow(LOST);
  });
});

test("a lock counts no more where another disk hangs over its folder, whose file has the same number", ({
  skip,
}) => {
  const folder = temporaryFolder();
  const script = fileURLToPath(new URL("./covered-lock.ts", import.meta.url));
  skip(spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "none", folder]).status !== 0, "no disks here");
  const {stdout} = spawnSync("unshare", ["-rm", process.execPath, script, folder], {encoding: "utf8"});
  expect(stdout).toBe("false");
});

test("a ledger from beside does not take the place of one that somebody else may be writing", async () => {
  const home = sampleHome(temporaryFolder());
  const replacing = workingAlone(home, () =>
    besideLedger(home, null, async (beside) => {
      writeFileSync(beside.ledger, "new");
      rmSync(home.locks, {recursive: true});
      putInPlace(home, beside);
    }),
  );
  await expect(replacing).rejects.toThrow(LOST);
  expect(existsSync(home.ledger)).toBe(false);
});

test("a run whose lock is removed while it publishes leaves the release as it was", async () => {
  const home = await publishedCity(temporaryFolder());
  send(home, {"時間外_2025.csv": [HEADINGS.overtime, ...overtime("2025-04", "10:00")].join("\n")});
  const before = readFileSync(currentFile(home), "utf8");
  const progress = (step: string): void => {
    if (step === "公開") rmSync(home.locks, {recursive: true, force: true});
  };
  const log = {info: () => {}, warn: () => {}, progress};
  await expect(run({home, now: new Date("2025-07-01T00:00:00Z"), log})).rejects.toThrow(LOST);
  expect(readFileSync(currentFile(home), "utf8")).toBe(before);
  expect(readdirSync(home.inbox)).toEqual([]);
});
