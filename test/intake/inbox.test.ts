import {execFileSync, spawnSync} from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import {createServer} from "node:net";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, onTestFinished, test} from "vitest";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {intakeStatus} from "../../pipelines/intake/clerk/intake-status.ts";
import {orTellLoaded} from "../../pipelines/intake/clerk/or-tell-loaded.ts";
import {ingestFiles, ingestInbox} from "../../pipelines/intake/load/ingest.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import type {Contract} from "../../schemas/contract.ts";
import {contracts} from "../../schemas/sources.ts";
import {BUREAUS, HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2024-10-08T00:00:00Z");
const GOOD = "局区一覧.csv";
const NOT_A_TABLE = "どの種類でもない\n";

/** A home whose inbox holds one good file, which every bad neighbour must leave alone. */
function homeWithGoodFile(): Home {
  const home = openHome(temporaryFolder());
  writeFileSync(join(home.inbox, GOOD), BUREAUS);
  return home;
}

interface Loaded {
  outcomes: FileOutcome[];
  warnings: string[];
}

async function loadInbox(home: Home, more: {contracts?: Contract[]} = {}): Promise<Loaded> {
  const warnings: string[] = [];
  const log = {info: () => {}, warn: (line: string) => warnings.push(line), progress: () => {}};
  const ledger = await openLedger(home);
  try {
    return {outcomes: await ingestInbox(ledger, {home, now: NOW, log, loaded: [], ...more}), warnings};
  } finally {
    ledger.close();
  }
}

/** The good file is loaded, and every other is put aside with words of a reason; nothing is left in the inbox. */
async function expectAside(home: Home, words: string): Promise<string[]> {
  const {outcomes} = await loadInbox(home);
  const kinds = outcomes.map(({kind}) => kind).sort();
  expect([kinds.filter((kind) => kind === "accepted").length, readdirSync(home.inbox)]).toEqual([1, []]);
  const {refused} = await intakeStatus(home);
  expect(refused.length).toBe(outcomes.length - 1);
  for (const {why} of refused) expect(why).toContain(words);
  return refused.map(({file}) => file);
}

test.each([
  ["of 255 bytes", `${"あ".repeat(83)}ab.csv`],
  ["of 240 bytes without an ending", "x".repeat(240)],
  ["with controls, breaks and marks that turn letters around", "\u001b[31m赤\n\u202egpj.csv"],
])("a refused file with a name %s is put aside", async (_, name) => {
  const home = homeWithGoodFile();
  writeFileSync(join(home.inbox, name), NOT_A_TABLE);
  const [file = ""] = await expectAside(home, "見出し");
  expect(Buffer.byteLength(file)).toBeLessThan(240);
  expect(file).toMatch(/^[\p{L}\p{N}\p{P}\p{S}\p{M} ]+$/u);
  expect(readFileSync(join(home.refused, file), "utf8")).toBe(NOT_A_TABLE);
});

test("two refused files whose names are cut to the same are both kept", async () => {
  const home = homeWithGoodFile();
  for (const end of ["一", "二"])
    writeFileSync(join(home.inbox, `${"あ".repeat(79)}${end}.csv`), NOT_A_TABLE);
  expect(new Set(await expectAside(home, "見出し")).size).toBe(2);
  writeFileSync(join(home.inbox, "x.csv"), NOT_A_TABLE);
  await loadInbox(home);
  writeFileSync(join(home.inbox, "x.csv"), `${NOT_A_TABLE}二度目\n`);
  await loadInbox(home);
  expect((await intakeStatus(home)).refused.length).toBe(4);
});

test("a good file with controls in its name is known by a name that can be shown", async () => {
  const home = openHome(temporaryFolder());
  writeFileSync(join(home.inbox, "局区\u001b[2J一覧.csv"), BUREAUS);
  const {outcomes} = await loadInbox(home);
  expect(outcomes).toMatchObject([{kind: "accepted", fileName: "局区〔U+001B〕[2J一覧.csv"}]);
});

test("a name that is not UTF-8 is put aside by the name it seems to have", async () => {
  const home = homeWithGoodFile();
  const cp932 = Buffer.concat([Buffer.from("9045", "hex"), Buffer.from(".csv")]);
  writeFileSync(Buffer.concat([Buffer.from(`${home.inbox}/`), cp932]), BUREAUS);
  expect((await intakeStatus(home)).waiting_files.length).toBe(2);
  const [file] = await expectAside(home, "UTF-8");
  expect(file).toMatch(/_職\.csv$/);
});

test("pipes, sockets, devices and links are put aside unread", async () => {
  const home = homeWithGoodFile();
  execFileSync("mkfifo", [join(home.inbox, "管.csv")]);
  symlinkSync("/etc/passwd", join(home.inbox, "リンク.csv"));
  symlinkSync("loop.csv", join(home.inbox, "loop.csv"));
  const server = createServer().listen(join(home.inbox, "s.csv"));
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  if (process.getuid?.() === 0) execFileSync("mknod", [join(home.inbox, "無.csv"), "c", "1", "5"]);
  const files = await expectAside(home, "ファイルそのものを受け箱に入れてください");
  expect(files.length).toBe(process.getuid?.() === 0 ? 5 : 4);
  expect(readdirSync(home.archive).length).toBe(1);
});

test("a folder named like a file is told and stays", async () => {
  const home = homeWithGoodFile();
  mkdirSync(join(home.inbox, "x.csv"));
  const {outcomes, warnings} = await loadInbox(home);
  expect(outcomes).toMatchObject([{kind: "accepted"}]);
  expect(warnings).toEqual([expect.stringContaining("フォルダー「x.csv」は読みません")]);
});

test("the inbox may lie on another file system", async () => {
  const elsewhere = "/dev/shm";
  const home = homeWithGoodFile();
  expect(statSync(elsewhere).dev).not.toBe(statSync(home.root).dev);
  const inbox = mkdtempSync(join(elsewhere, "kaikaku-"));
  onTestFinished(() => rmSync(inbox, {recursive: true}));
  rmSync(home.inbox, {recursive: true});
  symlinkSync(inbox, home.inbox);
  writeFileSync(join(inbox, GOOD), BUREAUS);
  writeFileSync(join(inbox, "x.csv"), NOT_A_TABLE);
  const [file = ""] = await expectAside(home, "見出し");
  expect(readFileSync(join(home.refused, file), "utf8")).toBe(NOT_A_TABLE);
  expect(readdirSync(home.refused).length).toBe(2);
});

test("what cannot be moved away on another file system is told, and the rest goes on", async () => {
  const home = homeWithGoodFile();
  const inbox = mkdtempSync("/dev/shm/kaikaku-");
  onTestFinished(() => rmSync(inbox, {recursive: true}));
  rmSync(home.inbox, {recursive: true});
  symlinkSync(inbox, home.inbox);
  writeFileSync(join(inbox, GOOD), BUREAUS);
  execFileSync("mkfifo", [join(inbox, "管.csv")]);
  const {outcomes, warnings} = await loadInbox(home);
  expect(outcomes.map(({kind}) => kind)).toEqual(["refused", "accepted"]);
  expect(warnings).toEqual([expect.stringContaining("管.csv を受け箱")]);
  expect(readdirSync(home.refused)).toEqual([]);
});

test("a file that vanishes after it was listed is named, and the rest goes on", async () => {
  const home = homeWithGoodFile();
  const gone = join(home.inbox, "消えた.csv");
  const {outcomes} = await inLedger(home, (ledger) =>
    ingestFiles(ledger, [gone, join(home.inbox, GOOD)], quiet(home)),
  );
  expect(outcomes).toMatchObject([
    {kind: "refused", fileName: "消えた.csv", why: expect.stringContaining("ファイルがありません")},
    {kind: "accepted"},
  ]);
  expect(readdirSync(home.refused)).toEqual([]);
});

function quiet(home: Home) {
  return {home, now: NOW, log: {info: () => {}, warn: () => {}, progress: () => {}}, loaded: []};
}

async function inLedger(home: Home, work: (ledger: Warehouse) => Promise<FileOutcome[]>) {
  const ledger = await openLedger(home);
  try {
    return {outcomes: await work(ledger)};
  } finally {
    ledger.close();
  }
}

test.each([
  ["a path that is too long", `/${"x".repeat(300)}.csv`, "名前が長すぎる"],
  ["an endless device", "/dev/zero", "ふつうのファイルではありません"],
  ["a folder", "/dev", "フォルダーです"],
])("naming %s refuses it and goes on", async (_, path, words) => {
  const home = homeWithGoodFile();
  const {outcomes} = await inLedger(home, (ledger) =>
    ingestFiles(ledger, [path, join(home.inbox, GOOD)], quiet(home)),
  );
  expect(outcomes).toMatchObject([
    {kind: "refused", why: expect.stringContaining(words)},
    {kind: "accepted"},
  ]);
});

test("naming a pipe does not wait for somebody to write into it", () => {
  const home = homeWithGoodFile();
  const pipe = join(temporaryFolder(), "管.csv");
  execFileSync("mkfifo", [pipe]);
  const {status, stdout} = kaikaku(home.root, ["ingest", pipe, join(home.inbox, GOOD)]);
  expect(status).toBe(1);
  expect(stdout).toContain("ふつうのファイルではありません");
  expect(stdout).toContain("取込み  局区一覧 1ファイル");
});

/** Root may read everything: what rights forbid is tried as somebody else. */
const ISNT_ROOT = process.getuid?.() !== 0;
const NOBODY = 65534;

test("a file that may not be read is put aside, and the rest goes on", () => {
  const home = homeWithGoodFile();
  writeFileSync(join(home.inbox, "秘密.csv"), BUREAUS, {mode: 0o000});
  const script = fileURLToPath(new URL("./load-inbox.ts", import.meta.url));
  const account = ISNT_ROOT ? {} : {uid: NOBODY, gid: NOBODY};
  if (!ISNT_ROOT) execFileSync("chown", ["-R", `${NOBODY}:${NOBODY}`, home.root]);
  if (!ISNT_ROOT) execFileSync("chown", ["0:0", join(home.inbox, "秘密.csv")]);
  const {stdout, stderr} = spawnSync(process.execPath, [script, home.root], {encoding: "utf8", ...account});
  expect([stderr, JSON.parse(stdout)]).toEqual([
    "",
    [
      ["accepted", GOOD, ""],
      ["refused", "秘密.csv", "読む権限がありません。ファイルの権限を直して、もう一度入れてください。"],
    ],
  ]);
  expect(readdirSync(home.inbox)).toEqual([]);
  chmodSync(join(home.refused, readdirSync(home.refused).find((name) => name.endsWith(".csv")) ?? ""), 0o600);
});

/** Contracts of which one has a bug that only its own files meet. */
const WITH_A_BUG = contracts.map((contract) => {
  if (contract.source !== "overtime") return contract;
  return new Proxy(contract, {
    get: (target, name) => {
      if (name === "grain") throw new TypeError("a bug of the program");
      return Reflect.get(target, name);
    },
  });
});

test("a fault that nobody foresaw is the file's: its stack is kept, the clerk is told, the rest goes on", async () => {
  const home = homeWithGoodFile();
  writeFileSync(
    join(home.inbox, "時間外.csv"),
    `${HEADINGS.overtime}\n000001,2022-04,平日時間外,通常,1:00\n`,
  );
  const {outcomes} = await loadInbox(home, {contracts: WITH_A_BUG});
  expect(outcomes).toMatchObject([
    {kind: "accepted", fileName: GOOD},
    {kind: "refused", fileName: "時間外.csv", why: expect.stringMatching(/思わぬ誤り.*faults\.log.*担当者/)},
  ]);
  expect(JSON.parse(readFileSync(home.faultLog, "utf8"))).toMatchObject({
    about: "時間外.csv",
    message: "a bug of the program",
    stack: expect.arrayContaining([expect.stringContaining("ingest-file.ts")]),
  });
  expect(statSync(home.faultLog).mode & 0o077).toBe(0);
  expect(readdirSync(home.inbox)).toEqual([]);
});

test("a file with which the engine breaks down is put aside, no other is blamed, and the next run loads the rest", async () => {
  const home = homeWithGoodFile();
  for (const number of [1, 2])
    writeFileSync(
      join(home.inbox, `追加${number}.csv`),
      `${BUREAUS}\n30${number}0,新局,市長事務部局,1972-04-01,,,,9\n`,
    );
  const told: string[] = [];
  const loading = {...quiet(home), loaded: [] as FileOutcome[]};
  const ledger = await openLedger(home);
  const breakDown = (): void => {
    // The engine then takes the commit of the next file for a fault after which nothing can be trusted.
    void ledger.run("set checkpoint_threshold = '1B'; set debug_checkpoint_abort = 'before_header'");
  };
  const log = {...loading.log, info: (line: string) => told.push(line), progress: breakDown};
  const loads = ingestInbox(ledger, {...loading, log});
  await expect(orTellLoaded(log, loading.loaded, () => loads)).rejects.toThrow(
    "残りのファイルは取り込んでいません",
  );
  ledger.close();
  expect(told).toEqual([
    "取込み  局区一覧 1ファイル、3行",
    expect.stringContaining("受付不可  追加1.csv: 読む途中で、プログラムに思わぬ誤り"),
  ]);
  expect(readdirSync(home.inbox)).toEqual(["追加2.csv"]);
  expect((await loadInbox(home)).outcomes).toMatchObject([{kind: "accepted", fileName: "追加2.csv"}]);
  expect(readFileSync(home.faultLog, "utf8")).toContain("追加1.csv");
});

test("a fault that strikes all files ends the loading, and what was loaded before is told", async () => {
  const home = homeWithGoodFile();
  writeFileSync(
    join(home.inbox, "時間外.csv"),
    `${HEADINGS.overtime}\n000001,2022-04,平日時間外,通常,1:00\n`,
  );
  const told: string[] = [];
  const loading = {...quiet(home), loaded: [] as FileOutcome[]};
  const log = {...loading.log, info: (line: string) => told.push(line)};
  const breakArchive = () => rmSync(home.archive, {recursive: true});
  const ledger = await openLedger(home);
  const loads = ingestInbox(ledger, {...loading, log: {...log, progress: breakArchive}});
  await expect(orTellLoaded(log, loading.loaded, () => loads)).rejects.toThrow("ENOENT");
  ledger.close();
  expect(told).toEqual(["取込み  局区一覧 1ファイル、3行"]);
  expect(readdirSync(home.inbox)).toEqual(["時間外.csv"]);
});
