import {execFileSync, spawnSync} from "node:child_process";
import {mkdirSync, rmSync, truncateSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {beforeEach, describe, expect, test} from "vitest";
import {openHome} from "../../pipelines/installation/home.ts";
import {readNamedFile} from "../../pipelines/installation/plain-file.ts";
import {smallRelease} from "../ask/small-release.ts";
import {kaikaku, PROJECT} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

let home: string;
let place: string;
beforeEach(async () => {
  [home, place] = [temporaryFolder(), temporaryFolder()];
  const {releases} = openHome(home);
  await smallRelease(releases);
  writeFileSync(join(releases, "current.json"), '{"releaseId":"small","inputHash":""}');
});

/** Every command that reads a file which a person names, with the name as its last word. */
const ENTRANCES: [command: string, args: string[], exit: "error" | "refused"][] = [
  ["sql --file", ["sql", "--file"], "error"],
  ["verify", ["verify"], "error"],
  ["ingest", ["ingest"], "refused"],
];

/** The command ends at once, with words and no stack. */
function isRefused(args: string[], words: string): void {
  const {status, stdout, stderr} = kaikaku(home, args);
  expect([status, stdout + stderr]).toEqual([1, expect.stringContaining(words)]);
  expect(stderr).not.toMatch(/^ +at /m);
}

describe.each(ENTRANCES)("%s", (_, args) => {
  test("waits for no pipe and reads no device, folder or what is not there", () => {
    const pipe = join(place, "pipe.csv");
    execFileSync("mkfifo", [pipe]);
    isRefused([...args, pipe], "ふつうのファイルではありません");
    isRefused([...args, "/dev/zero"], "ふつうのファイルではありません");
    isRefused([...args, place], "フォルダーです");
    isRefused([...args, join(place, "nothing")], "ファイルがありません");
  });
});

test.each([["sql", "--file"], ["verify"]])("%s reads no more than such a file can have", (...args) => {
  const huge = join(place, "huge");
  writeFileSync(huge, "");
  truncateSync(huge, 3_000_000_000);
  isRefused([...args, huge], "大きすぎます");
});

test("standard input without an end is not read without an end", () => {
  const command = `'${process.execPath}' '${join(import.meta.dirname, "../../cli.ts")}' sql < /dev/zero`;
  const env = {...process.env, KAIKAKU_HOME: home};
  expect(() => execFileSync("sh", ["-c", command], {env, stdio: "pipe"})).toThrow(
    "標準入力を読めません。大きすぎます",
  );
});

test("a backup whose note is a pipe is refused", () => {
  const backup = join(place, "kaikaku-x");
  mkdirSync(backup);
  execFileSync("mkfifo", [join(backup, "backup.json")]);
  isRefused(["restore", "--replace", "--from", backup], "ふつうのファイルではありません");
});

test("an export into a folder whose marker is a pipe is refused", () => {
  execFileSync("mkfifo", [join(place, ".kaikaku-made.json")]);
  writeFileSync(join(place, "卒業論文.txt"), "years of work");
  isRefused(["export", "--out", place], "この書出しが作ったものでない");
});

test("a key that is a pipe is refused", () => {
  const key = join(place, "key");
  execFileSync("mkfifo", [key]);
  writeFileSync(join(home, "settings.yaml"), `encryption: {key_file: ${key}}\n`);
  isRefused(["seal"], "ふつうのファイルではありません");
});

test("settings that are a pipe are refused", () => {
  execFileSync("mkfifo", [join(home, "settings.yaml")]);
  isRefused(["schedule", "--once"], "ふつうのファイルではありません");
});

/** Files of the installation's own that somebody has replaced, each with the command that is asked. */
const OWN: [file: string, args: string[]][] = [
  ["releases/current.json", ["kpi"]],
  ["releases/small.manifest.json", ["kpi"]],
  ["releases/small.duckdb", ["kpi"]],
  ["secret", ["ingest", import.meta.filename]],
  ["ledger.duckdb", ["status"]],
  ["service/service.log", ["schedule", "--once"]],
  ["city/sql/metrics/x.sql", ["city"]],
];

test.each(OWN)("a pipe in the place of %s is waited for by nobody", (file, args) => {
  const path = join(sampleHome(home).root, file);
  rmSync(path, {force: true});
  mkdirSync(dirname(path), {recursive: true});
  execFileSync("mkfifo", [path]);
  const {status, stdout, stderr, signal} = spawnSync(process.execPath, [join(PROJECT, "cli.ts"), ...args], {
    encoding: "utf8",
    env: {...process.env, KAIKAKU_HOME: home},
    timeout: 60_000,
  });
  expect([signal, status]).toEqual([null, 1]);
  expect(stdout + stderr).toMatch(/ふつうのファイルではありません|が壊れています/);
  expect(stderr).not.toMatch(/^ +at /m);
});

test("a file that grows while it is read is read no further than its bound", () => {
  const file = join(place, "x");
  writeFileSync(file, "x".repeat(300_000));
  expect(readNamedFile(file, 300_000).length).toBe(300_000);
  expect(() => readNamedFile(file, 299_999)).toThrow(/大きすぎます/);
});
