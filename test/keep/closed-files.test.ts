import {execFileSync, spawnSync} from "node:child_process";
import {chmodSync, mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {PROJECT} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** Root is forbidden nothing: then an account without rights looks. */
const ACCOUNT = process.getuid?.() === 0 ? {uid: 65_534, gid: 65_534} : {};

test("doctor names every file that commands write into and this account may not", () => {
  const root = temporaryFolder();
  const {locks} = sampleHome(root);
  mkdirSync(locks, {recursive: true});
  const closed = [
    "locks/queries.lock",
    "access-log.jsonl",
    "city-changes.jsonl",
    "faults.log",
    "mending.jsonl",
  ];
  for (const name of closed) {
    writeFileSync(join(root, name), "");
    chmodSync(join(root, name), 0o400);
  }
  if (ACCOUNT.uid) execFileSync("chown", ["-R", `${ACCOUNT.uid}:${ACCOUNT.gid}`, root]);
  const {stdout} = spawnSync(process.execPath, [join(PROJECT, "kaikaku.mjs"), "doctor"], {
    ...ACCOUNT,
    encoding: "utf8",
    env: {...process.env, KAIKAKU_HOME: root, HOME: root},
  });
  for (const name of closed)
    expect(stdout).toContain(`権限: 「${join(root, name)}」を読み書きする権限がありません`);
});
