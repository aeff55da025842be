import {spawnSync} from "node:child_process";
import {chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Home} from "../../pipelines/installation/home.ts";
import {BUREAUS, HEADINGS} from "../models/tiny-city.ts";
import {PROJECT} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {lastingFolder} from "../temporary-folder.ts";

const {folder, remove} = lastingFolder();
const root = join(folder, "city");
const medium = join(folder, "medium");
let home: Home;

/** Two accounts of one group; where only one account can be had, its rights are looked at all the same. */
const GROUP = 65_534;
const IS_ROOT = process.getuid?.() === 0;
const FIRST = IS_ROOT ? {uid: 65_533, gid: GROUP} : {};
const SECOND = IS_ROOT ? {uid: 65_534, gid: GROUP} : {};

/** As an office's account starts it that keeps all it makes to itself. */
function kaikaku(account: object, args: string[], env: NodeJS.ProcessEnv = {}) {
  const command = [
    "-c",
    `umask 077; exec "$0" "$@"`,
    process.execPath,
    join(PROJECT, "kaikaku.mjs"),
    ...args,
  ];
  const {status, signal, stdout, stderr} = spawnSync("sh", command, {
    encoding: "utf8",
    env: {...process.env, ...env, KAIKAKU_HOME: root, HOME: folder},
    ...account,
  });
  return {status, signal, said: stdout + stderr};
}

/** Killed before that call on a file of a folder. */
function killed(at: number, within: string): NodeJS.ProcessEnv {
  return {
    NODE_OPTIONS: `--import ${join(PROJECT, "test/torture/failing-calls.ts")}`,
    KAIKAKU_FAULT_ROOT: within,
    KAIKAKU_FAULT_AT: String(at),
    KAIKAKU_FAULT_KILLS: "yes",
  };
}

function mode(...path: string[]): string {
  return (statSync(join(...path)).mode & 0o777).toString(8);
}

/** A file that its sender's account lets only itself read. */
function send(name: string, text: string): string {
  const path = join(home.inbox, name);
  writeFileSync(path, text);
  chmodSync(path, 0o600);
  if (IS_ROOT) chownSync(path, 65_533, GROUP);
  return path;
}

beforeAll(() => {
  chmodSync(folder, 0o777);
  for (const place of [root, medium]) {
    mkdirSync(place);
    if (IS_ROOT) chownSync(place, 65_533, GROUP);
    chmodSync(place, 0o2770);
  }
  kaikaku(FIRST, ["status"]);
  home = sampleHome(root);
  for (const name of ["", ...readdirSync(home.city, {recursive: true, encoding: "utf8"})]) {
    const path = join(home.city, name);
    chmodSync(path, statSync(path).isDirectory() ? 0o2770 : 0o660);
    if (IS_ROOT) chownSync(path, 65_533, GROUP);
  }
});
afterAll(remove);

test("what one account of a group loads and writes for mending, the other goes on with", () => {
  const files = [
    send("局区一覧.csv", BUREAUS),
    send("時間外.csv", `${HEADINGS.overtime}\n000001,2025-05,平日時間外,通常,xx:00\n`),
  ];
  expect(kaikaku(FIRST, ["ingest", "--clock-is-right", ...files]).status).toBe(2);
  expect(kaikaku(FIRST, ["reply", "2"]).status).toBe(0);
  expect(readdirSync(home.archive).map((name) => mode(home.archive, name))).toEqual(["660", "660"]);
  expect(readdirSync(home.output).map((name) => mode(home.output, name))).toEqual(["660", "660"]);
  expect(mode(home.mendingNotes)).toBe("660");
  expect(kaikaku(SECOND, ["reply", "2"]).said).toContain("手紙を");
});

test("what one account restores, also half, keeps the other from nothing", () => {
  expect(kaikaku(FIRST, ["backup", "--to", medium, "--with-key"]).said).toContain("検査済み");
  const from = join(medium, readdirSync(medium)[0] ?? "");
  for (const name of readdirSync(from, {recursive: true, encoding: "utf8"})) {
    const path = join(from, name);
    chmodSync(path, statSync(path).isDirectory() ? 0o700 : 0o600);
  }
  const restoring = join(root, "restoring");
  const half = kaikaku(FIRST, ["restore", "--from", from, "--replace"], killed(20, restoring));
  expect([half.signal, mode(restoring)]).toEqual(["SIGKILL", "770"]);
  const taken = kaikaku(SECOND, ["backup", "--to", join(folder, "other")]);
  expect([taken.said, existsSync(restoring)]).toEqual([expect.stringContaining("検査済み"), false]);
  expect(kaikaku(FIRST, ["restore", "--from", from, "--replace"]).said).toContain("戻しました");
  const aside = readdirSync(root).find((name) => name.startsWith("before-restore-")) ?? "";
  expect([mode(root, aside), mode(home.ledger), mode(home.secret)]).toEqual(["770", "660", "660"]);
  expect(kaikaku(SECOND, ["backup", "--to", join(folder, "another")]).said).toContain("検査済み");
});

test("a window that one account has opened keeps the other from no backup", () => {
  const window = join(root, "window");
  mkdirSync(window);
  writeFileSync(join(window, "accounts.json"), '{"accounts": [], "invitations": []}');
  chmodSync(window, 0o700);
  if (IS_ROOT) chownSync(window, 65_533, GROUP);
  expect(kaikaku(SECOND, ["backup", "--to", join(folder, "beside a window")]).said).toContain("検査済み");
  expect(kaikaku(SECOND, ["run", "--clock-is-right"]).said).not.toContain("EACCES");
});
