import {spawnSync} from "node:child_process";
import {chmodSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {faultIn, inWords} from "../../pipelines/installation/faults.ts";
import {writingTo} from "../../pipelines/installation/writing-to.ts";
import {UserError} from "../../schemas/errors.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const PROVOKE = fileURLToPath(new URL("./provoke.ts", import.meta.url));
const FILL_DISK = fileURLToPath(new URL("./fill-disk.ts", import.meta.url));

/** Root is forbidden nothing: then the faults are provoked by an account without rights. */
const ACCOUNT =
  process.getuid?.() === 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];

function provoked(locale: string): Record<string, string[]> {
  const folder = temporaryFolder();
  chmodSync(folder, 0o777);
  const [command = "", ...args] = [...ACCOUNT, process.execPath, PROVOKE, folder];
  const env = {...process.env, LC_ALL: locale, LANG: locale, LANGUAGE: ""};
  const {stdout, stderr} = spawnSync(command, args, {encoding: "utf8", env});
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

function isRightEach({none, ...faults}: Record<string, string[]>): void {
  for (const [kind, found] of Object.entries(faults))
    expect([kind, found.filter((one) => one !== kind)]).toEqual([kind, []]);
  expect(none).toEqual(["none:", "none:", "none:"]);
  const counts = Object.entries(faults).map(([kind, found]) => [kind, found.length]);
  expect(Object.fromEntries(counts)).toMatchObject({
    locked: 3,
    damaged: 12,
    forbidden: 3,
    missing: 5,
    newer: 2,
    exhausted: 1,
    failed: 3,
  });
}

test("what the pinned engine and the system say of real files is known by its kind", () => {
  isRightEach(provoked("C.UTF-8"));
});

test("so it is where the system speaks Japanese", ({skip}) => {
  const {stdout} = spawnSync("sh", ["-c", "locale -a"], {encoding: "utf8"});
  skip(!/^ja_JP\.utf-?8$/im.test(stdout ?? ""), "this system has no Japanese locale");
  isRightEach(provoked("ja_JP.UTF-8"));
});

test("a disk that fills up while the engine writes is called full", ({skip}) => {
  skip(spawnSync("unshare", ["-rm", "true"]).status !== 0, "no file system may be mounted here");
  const script = `mount -t tmpfs -o size=8m none "$1" && exec "$2" "$3" "$1"`;
  const args = ["-rm", "sh", "-c", script, "sh", temporaryFolder(), process.execPath, FILL_DISK];
  const {stdout, stderr} = spawnSync("unshare", args, {encoding: "utf8"});
  expect(JSON.parse(stdout || "[]"), stderr).toEqual(["full"]);
});

/* Reasons as glibc and Windows give them in Japanese; on Windows the engine hands them on in another encoding. */
const there = () => {
  const file = join(temporaryFolder(), "there.duckdb");
  writeFileSync(file, "");
  return file;
};
const nowhere = () => join(temporaryFolder(), "none", "x.duckdb");

test.each<[string, string | undefined, () => string]>([
  [
    "a missing file",
    "missing",
    () => `IO Error: Cannot open file "${nowhere()}": そのようなファイルやディレクトリはありません`,
  ],
  [
    "a full disk",
    "full",
    () => `IO Error: Could not write file "${there()}": デバイスに空き領域がありません`,
  ],
  [
    "a full disk at the end",
    "full",
    () =>
      `TransactionContext Error: Failed to commit: Could not write file "${there()}": ディスク使用量制限を超過しました`,
  ],
  [
    "a lock",
    "locked",
    () => `IO Error: Could not set lock on file "${there()}": リソースが一時的に利用できません`,
  ],
  [
    "a lock on Windows",
    "locked",
    () =>
      `IO Error: Cannot open file "C:\\data\\ledger.duckdb": \uFFFDv\uFFFD\uFFFDZ\uFFFDX\n\nFile is already open in \nC:\\node.exe (PID 12)`,
  ],
  [
    "a full temporary folder",
    "full",
    () =>
      "Out of Memory Error: failed to offload data block of size 256.0 KiB (10.7 MiB/10.7 MiB used).\nThis limit was set by the 'max_temp_directory_size' setting.",
  ],
  [
    "a file of before",
    undefined,
    () =>
      "IO Error: Trying to read a database file with version number 3, but we can only read versions between 64 and 67.",
  ],
  [
    "an engine that gave up",
    "full",
    () =>
      `FATAL Error: Failed: database has been invalidated because of a previous fatal error. The database must be restarted prior to being used again.\nOriginal error: "IO Error: Could not write file "${there()}": No space left on device"`,
  ],
  [
    "a file that cannot be ended",
    "full",
    () =>
      `IO Error: Detached database 'release', but CHECKPOINT during DETACH failed. \nCheckpoint failed for database "release". The database has been invalidated. Original error: Could not write file "${there()}": No space left on device`,
  ],
  [
    "a name that says a fault",
    undefined,
    () => 'IO Error: Cannot open file "No space left on device": Too many open files',
  ],
  [
    "a reason for nothing we know",
    undefined,
    () => `IO Error: Could not read from file "${there()}": ディレクトリです`,
  ],
])("%s is told by structure, not by language", (_, kind, message) => {
  expect(faultIn(new Error(message()))?.kind).toBe(kind);
});

test("a right that is missing is found by asking the system, in whatever language it was told", () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  const closed = join(folder, "closed.duckdb");
  writeFileSync(closed, "", {mode: 0o600});
  chmodSync(closed, 0);
  const module = fileURLToPath(new URL("../../pipelines/installation/faults.ts", import.meta.url));
  const script = `import {faultIn} from ${JSON.stringify(module)};
    for (const file of ${JSON.stringify([closed, join(folder, "new.duckdb")])})
      console.log(faultIn(new Error('IO Error: Cannot open file "' + file + '": 許可がありません'))?.kind);`;
  if (ACCOUNT.length === 0) chmodSync(folder, 0o555);
  const [command = "", ...args] = [
    ...ACCOUNT,
    process.execPath,
    "--input-type=module-typescript",
    "-e",
    script,
  ];
  expect(spawnSync(command, args, {encoding: "utf8"}).stdout).toBe("forbidden\nforbidden\n");
  chmodSync(folder, 0o755);
});

test("a fault is found behind the words that were made of it, and in an error of another thread", () => {
  const cause = Object.assign(new Error("write"), {code: "ENOSPC"});
  expect(faultIn(new UserError("言葉", {cause}))?.kind).toBe("full");
  expect(faultIn(new Error("told", {cause: new UserError("言葉", {cause})}))?.kind).toBe("full");
  expect(faultIn(new Error("EROFS: read-only file system, open 'x'"))?.kind).toBe("forbidden");
  expect(faultIn(new Error("EVERYTHING: is well"))).toBeUndefined();
  expect([faultIn("ENOSPC: no space left on device"), faultIn(new UserError("言葉"))]).toEqual([
    undefined,
    undefined,
  ]);
});

test("each kind has words of its own, and what is none of them stays what it is", async () => {
  const engineSays = (text: string) => inWords(new Error(`IO Error: ${text}`), "台帳");
  expect(
    String(
      engineSays(
        "Corrupt database file: computed checksum 1 does not match stored checksum 2 in block at location 3",
      ),
    ),
  ).toMatch(/台帳が壊れているか、.*待っても直りません.*npx kaikaku restore/);
  expect(String(engineSays('Could not set lock on file "x": held'))).toContain(
    "台帳を別の処理が使っています",
  );
  const bug = new TypeError("x is not a function");
  expect([inWords(bug), inWords("text")]).toEqual([bug, "text"]);
  await expect(
    writingTo("x.csv", () => {
      throw new UserError("理由", {cause: Object.assign(new Error("no"), {code: "ENOSPC"})});
    }),
  ).rejects.toThrow("理由");
});
