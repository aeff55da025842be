import {spawn, spawnSync} from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {run} from "../../pipelines/build/run.ts";
import {ledgerRows, overtime, smallCity} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {crowd} from "./crowd.ts";
import {brokenPromises, type Sent, sha256, unfinishedWork} from "./expect-whole.ts";
import {injectFaults} from "./inject-faults.ts";
import {spoilRestores} from "./restores.ts";
import {SCENES} from "./scenes.ts";
import {torture} from "./torture.ts";

const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
const NOW = new Date("2025-06-02T00:00:00Z");
const ACTING = fileURLToPath(new URL("./acting-process.ts", import.meta.url));

test("whatever is killed, nothing is lost or doubled, and the next run comes to its end", async () => {
  const root = join(temporaryFolder(), "home");
  const report = await torture({root, kills: 4, seed: "in the suite", restEvery: 4, tell: () => {}});
  expect(report.broken).toEqual([]);
  expect(report.killed).toBe(4);
}, 300_000);

test("a service that is killed while it loads, builds and prints loses and doubles nothing", async () => {
  const root = join(temporaryFolder(), "home");
  const options = {actions: ["serve"] as const, kills: 2, restEvery: 2, seed: "the service"};
  const report = await torture({root, ...options, tell: () => {}});
  expect(report.broken).toEqual([]);
}, 300_000);

test("whichever call to the disk fails, the work ends in words and the next says what it would have said", async () => {
  const scenes = SCENES.filter(({name}) => name === "approve");
  const report = await injectFaults({
    root: temporaryFolder(),
    scenes,
    calls: 4,
    strike: "fails",
    tell: () => {},
  });
  expect(report).toMatchObject({broken: [], injected: 4});
}, 300_000);

test.each(["restore", "seal", "forget"])(
  "whichever call fails at work that is named %s, it has happened or it has not",
  async (named) => {
    const scenes = SCENES.filter(({name}) => name === named);
    const report = await injectFaults({
      root: temporaryFolder(),
      scenes,
      calls: 3,
      strike: "fails",
      tell: () => {},
    });
    expect(report).toMatchObject({broken: [], injected: 3});
  },
  300_000,
);

test("killed while what was there is moved aside and what arrives takes its place, a restore is finished by the next command", async () => {
  const scenes = SCENES.filter(({name}) => name === "restore");
  const calls = /^rename\t\/(ledger\.duckdb|releases|restoring\/inbox)\t/;
  const report = await injectFaults({root: temporaryFolder(), scenes, calls, strike: "dies", tell: () => {}});
  expect(report).toMatchObject({broken: [], injected: 3, died: 3});
}, 300_000);

test("killed between two moves of a file out of the inbox, it is put aside in the end, and once", async () => {
  const scenes = SCENES.filter(({name}) => name === "refuse");
  const calls = /^rename\t\/inbox\/\.leaving.*何か/;
  const report = await injectFaults({root: temporaryFolder(), scenes, calls, strike: "dies", tell: () => {}});
  expect(report).toMatchObject({broken: [], injected: 1, died: 1});
}, 300_000);

test("killed while bodies are united, with half a file in the inbox, it is united or not, and nothing lies about", async () => {
  const scenes = SCENES.filter(({name}) => name === "unite");
  const calls = /^fsync\t\/inbox\/\.kaikaku|^rename\t\/inbox/;
  const report = await injectFaults({root: temporaryFolder(), scenes, calls, strike: "dies", tell: () => {}});
  expect(report).toMatchObject({broken: [], injected: 4, died: 4});
}, 300_000);

test("of several people at once, with two programs and strange things in the inbox, nobody loses anything", async () => {
  const report = await crowd({root: temporaryFolder(), kills: 4, seed: "in the suite", tell: () => {}});
  expect(report.broken).toEqual([]);
  expect(report.killed).toBeGreaterThanOrEqual(4);
}, 300_000);

test("a backup that is damaged changes nothing, and a restore that is killed has happened or has not", async () => {
  const report = await spoilRestores({
    root: temporaryFolder(),
    times: 2,
    seed: "in the suite",
    tell: () => {},
  });
  expect(report).toMatchObject({broken: [], refused: 2});
}, 300_000);

test("a file that is still being copied is not taken for what it will be", async () => {
  const home = smallCity(join(temporaryFolder(), "home"));
  const path = join(home.inbox, "時間外_途中.csv");
  const lines = overtime("2024-05", "99:00");
  writeFileSync(path, `${HEADINGS.overtime}\n${lines[0]}\n`);
  let isWhole = false;
  const log = {
    ...SILENT,
    progress: (step: string, done: number) => {
      // The other half arrives while the first is being loaded.
      if (step === "取込み" && done === 1 && !isWhole) isWhole = appended(path, `${lines[1]}\n`);
    },
  };
  await run({home, now: NOW, log});
  await run({home, now: NOW, log: SILENT});
  const [batch] = await ledgerRows(
    home,
    "from intake.batches where file_name = '時間外_途中.csv' order by batch_id desc",
  );
  expect(batch?.sha256).toBe(sha256(`${[HEADINGS.overtime, ...lines].join("\n")}\n`));
  expect(await brokenPromises(home, new Map())).toEqual([]);
});

function appended(path: string, text: string): true {
  appendFileSync(path, text);
  return true;
}

test("an inbox that cannot be read is told, and nothing changes", async () => {
  const home = smallCity(join(temporaryFolder(), "home"));
  await run({home, now: NOW, log: SILENT});
  chmodSync(home.inbox, 0o000);
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? {uid: 65534, gid: 65534} : {};
  if (isRoot) handOver(join(home.inbox, ".."), 65534);
  const {status, stderr} = spawnSync(
    process.execPath,
    [ACTING, join(home.inbox, ".."), "run", NOW.toISOString()],
    {
      encoding: "utf8",
      ...user,
    },
  );
  chmodSync(home.inbox, 0o700);
  expect([status, stderr]).toEqual([3, expect.stringContaining("inbox")]);
  expect(await brokenPromises(home, new Map())).toEqual([]);
});

/** A user without rights gets the whole folder, so that only the inbox's own lack of rights counts. */
function handOver(folder: string, user: number): void {
  chownSync(join(folder, ".."), user, user);
  chownSync(folder, user, user);
  for (const entry of readdirSync(folder, {withFileTypes: true})) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== "inbox") handOver(path, user);
    else chownSync(path, user, user);
  }
}

test("of two instances at once, each file is loaded once", async () => {
  const home = smallCity(join(temporaryFolder(), "home"));
  const sent: Sent = new Map(
    readdirSync(home.inbox).map((name) => [sha256(readFileSync(join(home.inbox, name))), name]),
  );
  const args = [ACTING, join(home.inbox, ".."), "run", NOW.toISOString()];
  const both = [spawn(process.execPath, args), spawn(process.execPath, args)];
  const codes = await Promise.all(both.map((child) => new Promise((done) => child.on("exit", done))));
  // The later one was told to wait, or came so late that the first had ended.
  expect(codes).toContain(0);
  for (const code of codes) expect([0, 3]).toContain(code);
  expect(await brokenPromises(home, sent)).toEqual([]);
  expect(await unfinishedWork(home)).toEqual([]);
});

const FULL_DISK = fileURLToPath(new URL("./full-disk.ts", import.meta.url));

/** A file system of 200 megabytes in a name space of its own, or where that is forbidden, files that may not grow. */
const SMALL_DISK = `mkdir -p "$1" && mount -t tmpfs -o size=200m none "$1" && exec "$2" "$3" "$1" tmpfs 0 2000000`;
const SMALL_FILES = `mkdir -p "$1" && exec "$2" "$3" "$1" ulimit 0 1000000`;

test("a full disk stops the work with a message; what was published stays, and with space it goes on", () => {
  const root = join(temporaryFolder(), "disk");
  mkdirSync(root);
  const inNamespace = spawnSync("unshare", ["-rm", "true"]).status === 0;
  const [command, args] = inNamespace
    ? ["unshare", ["-rm", "sh", "-c", SMALL_DISK]]
    : ["sh", ["-c", SMALL_FILES]];
  const {stdout, stderr, status} = spawnSync(command, [...args, "sh", root, process.execPath, FULL_DISK], {
    encoding: "utf8",
  });
  expect([status, stdout.trim().split("\n").at(-1)], stderr).toEqual([0, "nothing broken"]);
});
