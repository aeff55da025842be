import {execFileSync, spawn, spawnSync} from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import {dirname, join} from "node:path";
import {expect, test} from "vitest";
import {openHome} from "../../pipelines/installation/home.ts";
import {kaikaku, PROJECT} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {lastingFolder, temporaryFolder} from "../temporary-folder.ts";

/** A backup must come back, whatever lies in the inbox. */
test("a backup is made, and comes back, with names in it that some file system does not bear", async () => {
  const {folder, remove} = lastingFolder();
  const home = sampleHome(join(folder, "home"));
  const names = [
    "a?.csv",
    "A.csv",
    "a.csv",
    "終わりの点.",
    "月報.next",
    "月報.partial",
    `${"あ".repeat(83)}.csv`,
    'c"<>|.csv',
    "が.csv",
    "が.csv".normalize("NFD"),
  ];
  for (const name of names) writeFileSync(join(home.inbox, name), name);
  writeFileSync(Buffer.concat([Buffer.from(`${home.inbox}/`), Buffer.from([0x83, 0x41])]), "no UTF-8");
  symlinkSync(home.root, join(folder, "way"));
  expect(kaikaku(home.root, ["backup", "--to", join(folder, "way", "output")]).stderr).toContain(
    "設備のフォルダー",
  );
  const {status, stderr} = kaikaku(home.root, ["backup", "--to", join(folder, "medium"), "--with-key"]);
  expect([status, stderr]).toEqual([2, expect.stringContaining("1件あり、控えに入っていません")]);
  const from = join(folder, "medium", readdirSync(join(folder, "medium"))[0] ?? "");
  expect(kaikaku(join(folder, "back"), ["restore", "--from", from]).status).toBe(0);
  const {inbox} = sampleHome(join(folder, "back"));
  expect(
    readdirSync(inbox)
      .map((name) => readFileSync(join(inbox, name), "utf8"))
      .sort(),
  ).toEqual(names.sort());
  remove();
});

test("what a person laid into an installation under a name of the program's stops no backup, and comes back", () => {
  const [root, medium, back] = [temporaryFolder(), temporaryFolder(), join(temporaryFolder(), "back")];
  const home = sampleHome(root);
  const theirs = ["ledger.old/ledger.duckdb", "Locks/x", "restore.json.bak", "access-log.old/a"];
  for (const name of theirs) {
    mkdirSync(dirname(join(root, name)), {recursive: true});
    writeFileSync(join(root, name), name);
  }
  expect(kaikaku(home.root, ["backup", "--to", medium, "--with-key"])).toMatchObject({status: 0});
  expect(kaikaku(back, ["restore", "--from", join(medium, readdirSync(medium)[0] ?? "")]).status).toBe(0);
  const held = readdirSync(back, {recursive: true, encoding: "utf8"}).map((name) =>
    name.replace(/^[0-9a-f]{8}_/, ""),
  );
  expect(held).toEqual(expect.arrayContaining(theirs));
});

test("what a sender lets nobody read, and what is all holes, stops no backup and is told", () => {
  const [root, medium] = [temporaryFolder(), temporaryFolder()];
  const home = sampleHome(root);
  const huge = ["大きい.csv", "2025-06-02T090000_大きい.csv"];
  for (const [index, folder] of [home.inbox, home.refused].entries()) {
    writeFileSync(join(folder, huge[index] ?? ""), "");
    truncateSync(join(folder, huge[index] ?? ""), TERABYTE);
  }
  const closed = join(home.refused, "2025-06-02T090000_秘密.csv");
  writeFileSync(closed, "", {mode: 0o000});
  const asNobody = process.getuid?.() === 0 && mayRun(NOBODY);
  if (asNobody) {
    execFileSync("chown", ["-R", `${NOBODY}:${NOBODY}`, root, medium]);
    execFileSync("chown", ["0:0", closed]);
  }
  const {status, stderr} = spawnSync(
    process.execPath,
    [join(PROJECT, "kaikaku.mjs"), "backup", "--to", medium, "--with-key"],
    {
      encoding: "utf8",
      env: {...process.env, KAIKAKU_HOME: root},
      ...(asNobody && {uid: NOBODY, gid: NOBODY}),
      timeout: 60_000,
    },
  );
  // Nothing is closed to root.
  const left = process.getuid?.() === 0 && !asNobody ? huge : [...huge, "秘密.csv"];
  const told = expect.stringContaining(`${left.length}件あり、控えに入っていません`);
  expect([status, stderr]).toEqual([2, told]);
  for (const name of left) expect(stderr).toContain(name);
});

const NOBODY = 65_534;

/** Whether that account may read the program at all: it may lie in a folder that is closed to others. */
function mayRun(uid: number): boolean {
  const read = `require("node:fs").readFileSync(${JSON.stringify(join(PROJECT, "kaikaku.mjs"))})`;
  return spawnSync(process.execPath, ["-e", read], {uid, gid: uid}).status === 0;
}

const TERABYTE = 1e12;

test("a file that somebody goes on writing into stops no backup", () => {
  const [home, medium] = [sampleHome(temporaryFolder()), temporaryFolder()];
  const file = join(home.inbox, "いつまでも.csv");
  const writer = spawn("sh", ["-c", `while :; do head -c 200000 /dev/zero >> "$0"; done`, file], {
    detached: true,
  });
  try {
    while (!existsSync(file)) execFileSync("sleep", ["0.05"]);
    const {status, stderr} = kaikaku(home.root, ["backup", "--with-key", "--to", medium]);
    // Held as it was for a moment, or told: no copy of it was right.
    expect([status, stderr]).toEqual([expect.toBeOneOf([0, 2]), expect.any(String)]);
    expect(readdirSync(medium)).toEqual([expect.stringMatching(/^kaikaku-/)]);
  } finally {
    process.kill(-Number(writer.pid), "SIGKILL");
  }
});

test("a backup holds what lies behind a link in place of a folder of the program, and tells of every other link", () => {
  const [root, disk, medium] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  const home = openHome(root);
  renameSync(home.inbox, join(disk, "inbox"));
  symlinkSync(join(disk, "inbox"), home.inbox);
  writeFileSync(join(home.inbox, "届いた.csv"), "x");
  symlinkSync(join(disk, "inbox"), join(home.output, "way"));
  // Through them there would be more than 2 to the 40th names.
  for (const name of ["a", "b"]) symlinkSync(".", join(disk, "inbox", name));
  const {status, stderr} = kaikaku(root, ["backup", "--to", medium, "--with-key"]);
  expect([status, stderr]).toEqual([2, expect.stringContaining("output/way")]);
  const [made = ""] = readdirSync(medium);
  expect(readFileSync(join(medium, made, "files", "inbox", "届いた.csv"), "utf8")).toBe("x");
});
