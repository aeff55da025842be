import {execFileSync, spawnSync} from "node:child_process";
import {chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from "node:fs";
import {createServer} from "node:net";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, onTestFinished, test} from "vitest";
import {intakeStatus} from "../../pipelines/intake/clerk/intake-status.ts";
import {ingestFiles} from "../../pipelines/intake/load/ingest.ts";
import {BUREAUS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {expectAside, GOOD, homeWithGoodFile, inLedger, loadInbox, NOT_A_TABLE, quiet} from "./inbox-home.ts";

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
  const home = sampleHome(temporaryFolder());
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

test("a sender's own folder under the name of that through which files leave is told, and the rest goes on", () => {
  const home = homeWithGoodFile();
  const script = fileURLToPath(new URL("./load-inbox.ts", import.meta.url));
  const account = ISNT_ROOT ? {} : {uid: NOBODY, gid: NOBODY};
  if (!ISNT_ROOT) execFileSync("chown", ["-R", `${NOBODY}:${NOBODY}`, home.root]);
  const folder = join(home.inbox, ".leaving");
  mkdirSync(folder, {mode: 0o000});
  const {stdout, stderr} = spawnSync(process.execPath, [script, home.root], {encoding: "utf8", ...account});
  chmodSync(folder, 0o700);
  expect([stderr, JSON.parse(stdout)]).toEqual([
    expect.stringContaining(`「${folder}」の中のものを、受け箱に戻せません`),
    [["accepted", GOOD, ""]],
  ]);
  expect(readdirSync(home.inbox)).toEqual([".leaving"]);
});

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
