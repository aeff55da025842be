import {type ChildProcess, spawn, spawnSync} from "node:child_process";
import {once} from "node:events";
import {chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {fileURLToPath} from "node:url";
import {expect, onTestFinished, type TestContext, test} from "vitest";
import {takeLock} from "../../pipelines/installation/lock.ts";
import {workingAlone} from "../../pipelines/installation/working-alone.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const HOLD = fileURLToPath(new URL("./hold-lock.ts", import.meta.url));
const COUNT_UP = fileURLToPath(new URL("./count-up.ts", import.meta.url));
const NOBODY = 65534;

interface Attempt {
  process: ChildProcess;
  answer: string;
}

/** What another process hears that wants the lock: mine, taken, or a message. */
async function attempt(file: string, [command, ...args]: string[] = [process.execPath]): Promise<Attempt> {
  const child = spawn(command ?? "", [...args, HOLD, file], {stdio: ["ignore", "pipe", "inherit"]});
  onTestFinished(() => void child.kill("SIGKILL"));
  const [said] = await once(child.stdout, "data");
  return {process: child, answer: String(said).trim()};
}

async function killed({process}: Attempt): Promise<void> {
  process.kill("SIGKILL");
  await once(process, "close");
}

function lockFile(): string {
  const folder = temporaryFolder();
  chmodSync(folder, 0o777);
  return join(folder, "working.lock");
}

/** This process with the rights of an account that owns nothing here. */
const AS_NOBODY = ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups", process.execPath];

function needsRoot({skip}: TestContext): void {
  skip(process.getuid?.() !== 0, "only root can act for two accounts");
}

test("of three calls together in one process one is inside, and the others are told to wait", async () => {
  const home = sampleHome(temporaryFolder());
  let inside = 0;
  const most: number[] = [];
  const calls = [1, 2, 3].map(() =>
    workingAlone(home, async () => {
      inside += 1;
      most.push(inside);
      await sleep(50);
      inside -= 1;
    }),
  );
  const ends = await Promise.allSettled(calls);
  expect(most).toEqual([1]);
  expect(ends.map(({status}) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  for (const end of ends)
    if (end.status === "rejected")
      expect(String(end.reason)).toContain("別の処理（runやingestなど）が動いています");
  await workingAlone(home, async () => {});
});

test("a refused call does not loosen the lock for other processes", async () => {
  const file = lockFile();
  const lock = takeLock(file);
  expect([takeLock(file), takeLock(file)]).toEqual([undefined, undefined]);
  expect((await attempt(file)).answer).toBe("taken");
  lock?.release();
  lock?.release();
  expect((await attempt(file)).answer).toBe("mine");
});

test("an installation that is reached by another path has the same lock", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "real"));
  symlinkSync(join(folder, "real"), join(folder, "other"));
  await workingAlone(sampleHome(join(folder, "real")), async () => {
    await expect(workingAlone(sampleHome(join(folder, "other")), async () => {})).rejects.toThrow(
      "動いています",
    );
  });
});

test("many processes change one number, and no change is lost", async () => {
  const folder = temporaryFolder();
  const counter = join(folder, "counter");
  writeFileSync(counter, "0");
  const args = [COUNT_UP, join(folder, "counter.lock"), counter, "50"];
  const children = Array.from({length: 6}, () => spawn(process.execPath, args, {stdio: "inherit"}));
  const ends = await Promise.all(children.map((child) => once(child, "exit")));
  expect(ends.map(([code]) => code)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(readFileSync(counter, "utf8")).toBe("300");
});

test("a killed process keeps nobody out, a halted one does; the file stays the same one", async () => {
  const file = lockFile();
  const first = await attempt(file);
  const {ino} = statSync(file);
  expect(first.answer).toBe("mine");
  first.process.kill("SIGSTOP");
  expect(takeLock(file)).toBeUndefined();
  expect((await attempt(file)).answer).toBe("taken");
  for (let holder = first, times = 0; times < 5; times += 1, holder = await attempt(file)) {
    expect(holder.answer).toBe("mine");
    await killed(holder);
    const lock = takeLock(file);
    expect(lock).toBeDefined();
    lock?.release();
  }
  expect(statSync(file).ino).toBe(ino);
});

test("a lock that nothing refers to any more is not collected as garbage", async () => {
  const file = lockFile();
  expect((await attempt(file, [process.execPath, "--expose-gc"])).answer).toBe("mine");
  expect(takeLock(file)).toBeUndefined();
});

test("a process in a container of its own is seen, and its end, too", async ({skip}) => {
  const container = ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child"];
  skip(spawnSync(container[0] ?? "", [...container.slice(1), "true"]).status !== 0, "no name spaces here");
  const file = lockFile();
  const holder = await attempt(file, [...container, process.execPath]);
  expect([holder.answer, takeLock(file)]).toEqual(["mine", undefined]);
  await killed(holder);
  await expect.poll(() => takeLock(file) !== undefined).toBe(true);
});

test("a second account that may not write the lock is told so; it neither enters nor removes it", async (context) => {
  needsRoot(context);
  const file = lockFile();
  const lock = takeLock(file);
  chmodSync(file, 0o644);
  expect((await attempt(file, AS_NOBODY)).answer).toBe("taken");
  expect([existsSync(file), (await attempt(file)).answer]).toEqual([true, "taken"]);
  chmodSync(file, 0o600);
  expect((await attempt(file, AS_NOBODY)).answer).toMatch(/working\.lock」を読み書きする権限がありません/);
  expect([existsSync(file), (await attempt(file)).answer]).toEqual([true, "taken"]);
  lock?.release();
  expect((await attempt(file, AS_NOBODY)).answer).toMatch(/権限がありません/);
});

test("two accounts that may both write the lock keep each other out", async (context) => {
  needsRoot(context);
  const file = lockFile();
  const theirs = await attempt(file, AS_NOBODY);
  expect([theirs.answer, takeLock(file)]).toEqual(["mine", undefined]);
  await killed(theirs);
  takeLock(file)?.release();
  chmodSync(file, 0o666);
  const lock = takeLock(file);
  expect(lock).toBeDefined();
  expect((await attempt(file, AS_NOBODY)).answer).toBe("taken");
  lock?.release();
});

test("what is no lock keeps everybody out, names the file and says what to check", () => {
  const file = lockFile();
  writeFileSync(file, "DUCK of which the rest was never written".repeat(20));
  expect(() => takeLock(file)).toThrow(
    /working\.lock」の中身が壊れています。ほかの画面・利用者・コンピューターで処理が動いていないことを確かめて/,
  );
  expect(readFileSync(file, "utf8")).toContain("DUCK");
  const folder = temporaryFolder();
  mkdirSync(join(folder, "x.lock"));
  expect(() => takeLock(join(folder, "x.lock"))).toThrow(/x\.lock」が、ふつうのファイルではありません/);
  expect(() => takeLock(join(file, "below-a-file.lock"))).toThrow(/below-a-file\.lock」を使えません/);
});

test("a link in place of the lock is not followed, and nothing is laid where it leads", () => {
  const folder = temporaryFolder();
  const [file, elsewhere] = [join(folder, "working.lock"), join(folder, "よそ")];
  symlinkSync(elsewhere, file);
  expect(() => takeLock(file)).toThrow("ふつうのファイルではありません");
  expect(existsSync(elsewhere)).toBe(false);
});

test("what lies in the way beside the lock's file is told by its name", () => {
  const file = lockFile();
  mkdirSync(`${file}-wal`);
  expect(() => takeLock(file)).toThrow(`隣の「${file}-wal」のために`);
});
