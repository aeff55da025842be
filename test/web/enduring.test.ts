import type {ChildProcess} from "node:child_process";
import {once} from "node:events";
import {mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {expect, onTestFinished, test} from "vitest";
import {readLog} from "../../pipelines/access/read-log.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {takeLock} from "../../pipelines/installation/lock.ts";
import {windowFiles} from "../../pipelines/installation/window-files.ts";
import {AccountBook} from "../../web/accounts/account-book.ts";
import {Throttle} from "../../web/accounts/throttle.ts";
import {ReleasesDrawn} from "../../web/drawn/releases-drawn.ts";
import {runCommand} from "../../web/tasks/run-command.ts";
import {WorkLine} from "../../web/tasks/work-line.ts";
import {publishedCity} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {openFiles, processTree, readProcess} from "../process-tree.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {addAccount, type Browserless, browserless, officeForTests, PASSWORD} from "./office.ts";
import {served} from "./served.ts";

const office = officeForTests();
const AGAIN = {password: PASSWORD, again: PASSWORD};

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 300 && !(await holds()); look += 1) await pause(50);
  expect(await holds()).toBe(true);
}

/** An installation with somebody who hands in, and a window's command on it. */
async function servedCity(): Promise<
  {home: Home; visitor: Browserless} & Awaited<ReturnType<typeof served>>
> {
  const home = await publishedCity(join(temporaryFolder(), "home"));
  const at = new Date().toISOString();
  writeFileSync(home.clockNote, JSON.stringify({at, despite: at}));
  const book = new AccountBook(home);
  await addAccount(book, "chief", ["admin"]);
  await addAccount(book, "sender", ["sender"]);
  const window = await served(home);
  const visitor = browserless(window.address);
  await visitor.post("/sign-in", {id: "sender", password: PASSWORD, next: "/"});
  return {home, visitor, ...window};
}

const month = (period: string) => `${HEADINGS.overtime}\n000001,${period},平日時間外,通常,12:00`;

/** Two months, tried and handed in while somebody else works: the command that loads them waits for its turn. */
async function handedInBehind({
  home,
  visitor,
  child,
}: Awaited<ReturnType<typeof servedCity>>): Promise<{letGo: () => void; path: string}> {
  const form = new FormData();
  for (const period of ["2025-04", "2025-05"])
    form.append("file", new Blob([month(period)]), `時間外_${period}.csv`);
  const path = (await visitor.post("/files", form)).headers.get("location") ?? "";
  await until(async () => (await (await visitor.get(path)).text()).includes("件を提出する"));
  const turn = join(home.locks, "working.lock");
  const others = takeLock(turn);
  await visitor.post(`${path}/submit`, {});
  await until(() => openFiles(loadingOf(child)).includes(turn));
  return {letGo: () => others?.release(), path};
}

/** The process that loads for a window; undefined while there is none. */
function loadingOf({pid = 0}: ChildProcess): number | undefined {
  return processTree(pid).find((one) => readProcess(one, "cmdline").includes("ingest"));
}

const loaded = (home: Home) => readdirSync(home.archive).length;

test("what was handed in is loaded to its end though the window dies and another opens", async () => {
  const city = await servedCity();
  const {home, child} = city;
  const before = loaded(home);
  const {letGo} = await handedInBehind(city);
  child.kill("SIGKILL");
  await once(child, "exit");
  const second = await served(home);
  expect(readdirSync(windowFiles(home).arriving)).toHaveLength(1);
  letGo();
  await until(() => loaded(home) === before + 2);
  // Nobody reads it any more: the next who sends, or opens, does away with it.
  await until(() => {
    const alone = takeLock(windowFiles(home).inUse, 0);
    alone?.release();
    return alone !== undefined;
  });
  second.child.kill("SIGTERM");
  await once(second.child, "exit");
  await served(home);
  expect(readdirSync(windowFiles(home).arriving)).toEqual([]);
}, 120_000);

test("who ends the window at the keyboard does not break off what is being loaded", async () => {
  const city = await servedCity();
  const {home, child} = city;
  const before = loaded(home);
  const {letGo} = await handedInBehind(city);
  process.kill(-(child.pid ?? 0), "SIGINT");
  await pause(500);
  letGo();
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(loaded(home)).toBe(before + 2);
}, 120_000);

test("of a loading that died it is not said that nothing was loaded: some of it may be", async () => {
  const city = await servedCity();
  const {visitor, child} = city;
  const {letGo, path} = await handedInBehind(city);
  const loading = loadingOf(child);
  if (!loading) throw new Error("nothing is being loaded");
  process.kill(loading, "SIGKILL");
  letGo();
  const text = async () => (await visitor.get(path)).text();
  await until(async () => !(await text()).includes("data-job"));
  expect(await text()).toContain("最後まで取り込めませんでした");
  expect(await text()).toContain("処理が途中で終わりました（SIGKILL）");
  expect(await text()).not.toContain("何も取り込んでいません");
}, 120_000);

test("a window whose lock was removed closes: another could open", async () => {
  const {home, child} = await servedCity();
  rmSync(home.locks, {recursive: true});
  expect(await once(child, "exit")).toEqual([1, null]);
}, 120_000);

test("what cannot be looked at for a while ends no window", async () => {
  const {home, visitor} = await servedCity();
  expect((await visitor.get("/files")).status).toBe(200);
  for (const folder of [home.refused, home.inbox]) {
    renameSync(folder, `${folder}.away`);
    symlinkSync(folder, folder);
  }
  await pause(3500);
  expect((await visitor.get("/me")).status).toBe(200);
}, 120_000);

test("a link in place of the folder of what is sent is refused: what lies where it leads would be removed", async () => {
  const home = await publishedCity(join(temporaryFolder(), "home"));
  const others = temporaryFolder();
  writeFileSync(join(others, "diary.txt"), "dear diary");
  mkdirSync(home.window);
  symlinkSync(others, join(home.window, "arriving"));
  const {status, stderr} = kaikaku(home.root, ["serve", "--no-schedule", "--port", "0"]);
  expect([status, stderr]).toEqual([1, expect.stringContaining("ふつうのフォルダーではありません")]);
  expect(readdirSync(others)).toEqual(["diary.txt"]);
});

/** As after the system's Node was replaced while the window was open. */
function withoutProcesses(): void {
  const usual = process.execPath;
  process.execPath = "/nowhere/node";
  onTestFinished(() => {
    process.execPath = usual;
  });
}

test("where no process can be started, that is told, and the window goes on", async () => {
  const {home} = office();
  withoutProcesses();
  const ran = await runCommand({root: home.root, accountId: "sender", words: ["status"]});
  expect(ran).toMatchObject({code: 1, told: [expect.stringContaining("/nowhere/node")]});
  const drawn = await new ReleasesDrawn(home.root).begin("2025-06-02-1");
  expect(drawn.failure).toContain("/nowhere/node");
});

test("what goes wrong after a piece of work is told, and the next one is begun", async () => {
  withoutProcesses();
  const faults: unknown[] = [];
  const line = new WorkLine(office().home.root, (error) => faults.push(error));
  const job = {title: "x", accountId: "sender", words: ["status"], resultPath: "/"};
  const first = line.add({
    ...job,
    done: () => {
      throw new Error("the disk is away");
    },
  });
  const second = line.add(job);
  await line.end();
  expect([first?.state, second?.state, faults]).toEqual(["done", "done", [new Error("the disk is away")]]);
});

/** Processes below this one that work on an installation. */
function processesOf(root: string): number[] {
  return processTree(process.pid).filter((pid) =>
    readProcess(pid, "environ").includes(`KAIKAKU_HOME=${root}\0`),
  );
}

test("a process begun ahead does the next piece of work, and none is left behind", async () => {
  const {root} = sampleHome(temporaryFolder());
  const line = new WorkLine(root, () => {});
  line.prepare("template");
  line.prepare("template");
  const begun = processesOf(root);
  expect(begun).toHaveLength(1);
  const job = line.add({title: "x", accountId: "sender", words: ["template"], resultPath: "/"});
  line.prepare("template");
  expect(processesOf(root)).toEqual(begun);
  await job?.ended;
  expect(job?.ran).toMatchObject({code: 0, output: expect.stringContaining("時間外勤務実績（overtime）")});
  await until(() => processesOf(root).length === 0);
  line.prepare("template");
  expect(processesOf(root)).toHaveLength(1);
  await line.end();
  await until(() => processesOf(root).length === 0);
});

test("two files of one name in a form are two files", async () => {
  const visitor = await office().signedIn("sender");
  const form = new FormData();
  for (const period of ["2025-04", "2025-05"]) form.append("file", new Blob([month(period)]), "時間外.csv");
  const answer = await visitor.post("/files", form);
  expect(answer.status).toBe(303);
  const path = answer.headers.get("location") ?? "";
  await until(async () => (await (await visitor.get(path)).text()).includes("2件を確かめました"));
});

test("a last day that no calendar has is refused: nobody could sign in any more", async () => {
  const visitor = await office().signedIn("admin");
  for (const until of ["2025-13-45", "2099-02-30"]) {
    const answer = await visitor.post("/admin/accounts/viewer", {
      name: "x",
      section: "",
      role: "viewer",
      until,
    });
    expect(answer.status).toBe(303);
    expect(await (await visitor.get("/admin/accounts/viewer")).text()).toContain("2025-04-30 のように");
  }
  const book = new AccountBook(office().home);
  expect(() => book.change("viewer", {until: "2099-02-30"}, new Date())).toThrow("何も変えていません");
  expect(book.find("viewer")?.until).toBeNull();
});

test("nobody gets a password, or becomes the first administrator, where that cannot be written down", async () => {
  const {home, address, book} = office();
  const secret = book.inviteAgain("viewer", new Date());
  const before = readFileSync(windowFiles(home).accounts, "utf8");
  const note = `${home.accessLog}.last`;
  const kept = readFileSync(note);
  writeFileSync(note, "{}");
  const answer = await browserless(address).post(`/first/${secret}`, AGAIN);
  writeFileSync(note, kept);
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining("記録できないので")]);
  expect(readFileSync(windowFiles(home).accounts, "utf8")).toBe(before);
  expect((await browserless(address).post(`/first/${secret}`, AGAIN)).status).toBe(303);
  expect([...readLog(home)].some(({what}) => what.startsWith("パスワードを決める"))).toBe(true);
});

test("files can be handed in after a moment in which that could not be written down", async () => {
  const {home} = office();
  const visitor = await office().signedIn("sender");
  const form = new FormData();
  form.append("file", new Blob([month("2025-04")]), "時間外_2025-04.csv");
  const path = (await visitor.post("/files", form)).headers.get("location") ?? "";
  await until(async () => (await (await visitor.get(path)).text()).includes("件を提出する"));
  const note = `${home.accessLog}.last`;
  const kept = readFileSync(note);
  writeFileSync(note, "{}");
  expect((await visitor.post(`${path}/submit`, {})).status).toBe(422);
  writeFileSync(note, kept);
  await visitor.post(`${path}/submit`, {});
  await until(async () => (await (await visitor.get(path)).text()).includes("受け付けました。"));
});

test("a person is told, once, how often the own password was typed wrongly since the last time", async () => {
  const {address} = office();
  const stranger = browserless(address);
  for (const password of ["wrong one", "wrong two"])
    await stranger.post("/sign-in", {id: "analyst", password, next: "/me"});
  const first = await office().signedIn("analyst");
  const told = /この利用者名で、パスワードの間違いが2回ありました（最後は\d{4}-\d\d-\d\d \d\d:\d\d）/;
  expect(await (await first.get("/me")).text()).toMatch(told);
  expect(await (await first.get("/me")).text()).not.toContain("パスワードの間違い");
  const second = await office().signedIn("analyst");
  expect(await (await second.get("/me")).text()).not.toContain("パスワードの間違い");
});

test("names that strangers type are kept no longer than names are", () => {
  const throttle = new Throttle();
  const [long, longer] = ["a".repeat(100), "a".repeat(90_000)];
  for (let time = 0; time < 5; time += 1) throttle.failed(longer, undefined, 1000);
  expect(throttle.restsUntil(long, undefined, 1000)).toBeDefined();
});

test("nothing of all this was a fault of the window", () => {
  expect(office().faults).toEqual([]);
});
