import {spawnSync} from "node:child_process";
import {chmodSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {kaikaku, PROJECT} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

test("a home that is nothing, no folder, or a place of other things is refused, and nothing in it is touched", () => {
  const folder = temporaryFolder();
  const file = join(folder, "plain");
  writeFileSync(file, "x");
  chmodSync(file, 0o644);
  for (const [home, words] of [
    ["", "KAIKAKU_HOME）が空です"],
    [file, "フォルダーではありません"],
    [folder, "設備でないもの（plain）"],
    [join(folder, "何?", "x"), "「?」のない名前"],
  ] as const) {
    const {status, stderr} = kaikaku(home, ["run"]);
    expect([home, status, stderr]).toEqual([home, 1, expect.stringMatching(/^エラー {2}.*\n$/)]);
    expect(stderr).toContain(words);
  }
  expect([readdirSync(folder), statSync(file).mode & 0o777]).toEqual([["plain"], 0o644]);
  const disk = join(folder, "new disk");
  mkdirSync(join(disk, "lost+found"), {recursive: true});
  expect(kaikaku(disk, ["releases"]).status).toBe(0);
});

test("what a person keeps under a name that installations have, too, is not tidied up, nor closed to others", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "archive"));
  for (const name of ["archive/half.partial", "論文.txt"]) {
    writeFileSync(join(folder, name), "years of work");
    chmodSync(join(folder, name), 0o644);
  }
  const {status, stderr} = kaikaku(folder, ["run"]);
  expect([status, stderr]).toEqual([1, expect.stringContaining("設備でないもの（論文.txt）")]);
  const left = readdirSync(folder, {recursive: true, encoding: "utf8"}).sort();
  expect(left).toEqual(["archive", "archive/half.partial", "論文.txt"]);
  expect(statSync(join(folder, "論文.txt")).mode & 0o777).toBe(0o644);
});

test("the inside of a backup is no installation: whoever only looks would change what it holds", () => {
  const files = join(temporaryFolder(), "kaikaku-2025-06-02T090000", "files");
  sampleHome(files);
  for (const path of ["../backup.json", "ledger.duckdb"]) writeFileSync(join(files, path), "{}");
  const before = readdirSync(files);
  for (const home of [files, join(files, "new"), join(files, "output", "new", "newer")]) {
    const {status, stderr} = kaikaku(home, ["status"]);
    expect([home, status, stderr]).toEqual([
      home,
      1,
      expect.stringMatching(/控え（.*の中です。何も変えていません/),
    ]);
  }
  expect(readdirSync(files)).toEqual(before);
});

test("a folder of an installation is not taken for a new one, by whatever path, nor is a new name in it", () => {
  const folder = temporaryFolder();
  const {root} = sampleHome(join(folder, "home"));
  symlinkSync(join(root, "releases"), join(folder, "a link"));
  const before = readdirSync(root, {recursive: true}).sort();
  for (const home of [
    ...["inbox", "releases", "output", "inbox/new/newer", "trial"].map((name) => join(root, name)),
    join(folder, "a link"),
  ]) {
    const {status, stderr} = kaikaku(home, ["run"]);
    expect([home, status, stderr]).toEqual([home, 1, expect.stringContaining(`別の設備（${root}）の中です`)]);
  }
  expect(readdirSync(root, {recursive: true}).sort()).toEqual(before);
  // One that was founded there before goes on.
  const founded = join(root, "earlier");
  sampleHome(founded);
  expect(kaikaku(founded, ["releases"]).status).toBe(0);
});

test("a folder that lies on a disk which is not there is told by its name, and how to go on", () => {
  const link = join(temporaryFolder(), "home");
  symlinkSync("/nowhere/disk", link);
  expect(kaikaku(link, ["run"])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("/home」はリンクですが、リンク先（/nowhere/disk）"),
  });
  for (const name of ["archive", "city", "service"]) {
    const {root} = sampleHome(temporaryFolder());
    rmSync(join(root, name), {recursive: true, force: true});
    symlinkSync("/nowhere/disk", join(root, name));
    const {status, stderr} = kaikaku(root, ["doctor"]);
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining(`/${name}」はリンクですが、リンク先（/nowhere/disk）`),
    ]);
  }
});

test("a file in the place of a folder is told by its name, and is not the disk's fault", () => {
  for (const name of ["archive", "built", "city", "locks", "service"]) {
    const {root} = sampleHome(temporaryFolder());
    rmSync(join(root, name), {recursive: true, force: true});
    writeFileSync(join(root, name), "a person's");
    const {status, stderr} = kaikaku(root, ["doctor"]);
    expect([name, status, stderr]).toEqual([
      name,
      1,
      expect.stringContaining(`/${name}」はフォルダーではありません`),
    ]);
  }
});

/** Node's own way of making several folders never ends there. */
test.each([
  ["export", "--out", "/proc/kaikaku/版"],
  ["backup", "--to", "/proc/kaikaku"],
  ["sample", "--out", "/proc/kaikaku"],
])(
  "a place in which the system makes no folders is told: %s",
  (...args) => {
    const {status, stderr} = kaikaku(temporaryFolder(), args);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^エラー {2}.*\n/)]);
  },
  60_000,
);

test("a folder that was removed under the person is told", () => {
  const script = 'mkdir here && cd here && rmdir ../here && exec "$0" "$@"';
  const {status, stderr} = spawnSync(
    "sh",
    ["-c", script, process.execPath, join(PROJECT, "kaikaku.mjs"), "sql", "select 1", "--out", "x.csv"],
    {encoding: "utf8", cwd: temporaryFolder(), env: {...process.env, KAIKAKU_HOME: temporaryFolder()}},
  );
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(/^エラー {2}いまいるフォルダーが、もうありません。.*\n$/),
  ]);
});

test("a folder of an installation is known, too, where it is mounted a second time", ({skip}) => {
  const folder = temporaryFolder();
  const home = sampleHome(join(folder, "a city"));
  const at = join(folder, "mounted at");
  const backup = join(folder, "kaikaku-2025-06-02T090000");
  mkdirSync(join(backup, "files"), {recursive: true});
  writeFileSync(join(backup, "backup.json"), "{}");
  mkdirSync(at);
  const mounted = (source: string, root: string) => {
    const script = 'mount --bind "$1" "$2" && exec "$3" "$4" status';
    const words = [source, at, process.execPath, join(PROJECT, "kaikaku.mjs")];
    return spawnSync("unshare", ["-m", "sh", "-c", script, "sh", ...words], {
      encoding: "utf8",
      env: {...process.env, KAIKAKU_HOME: root},
    });
  };
  skip(spawnSync("unshare", ["-m", "true"]).status !== 0, "only root mounts, on Linux");
  for (const root of [at, join(at, "new")]) {
    const {status, stderr} = mounted(home.inbox, root);
    expect([status, stderr]).toEqual([1, expect.stringContaining(`別の設備（${home.root}）の中です`)]);
  }
  const {status, stderr} = mounted(join(backup, "files"), at);
  expect([status, stderr]).toEqual([1, expect.stringContaining(`控え（${backup}）の中です`)]);
  expect([readdirSync(home.inbox), readdirSync(join(backup, "files"))]).toEqual([[], []]);
  expect(mounted(home.root, at).status).toBe(0);
});
