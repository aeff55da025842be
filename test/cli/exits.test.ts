import {execFileSync, spawnSync} from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import {hostname} from "node:os";
import {join} from "node:path";
import {beforeEach, describe, expect, test} from "vitest";
import {
  fillFolder,
  mustBeFreeForFile,
  mustBeFreeForFolder,
  placeFile,
} from "../../pipelines/installation/exit.ts";
import {fingerprintOf} from "../../pipelines/installation/fingerprint-of.ts";
import {sweepHalfWritten} from "../../pipelines/installation/half-written.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import {makeFolders} from "../../pipelines/installation/make-folders.ts";
import {sealKey} from "../../pipelines/installation/seal-key.ts";
import {halfWrittenName} from "../../schemas/half-written.ts";
import {smallRelease} from "../ask/small-release.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const PROJECT = join(import.meta.dirname, "../..");

let home: string;
/** A folder of somebody's own. */
let place: string;
beforeEach(async () => {
  [home, place] = [temporaryFolder(), temporaryFolder()];
  const {releases, ledger, secret, queryLog} = openHome(home);
  await smallRelease(releases);
  writeFileSync(join(releases, "current.json"), '{"releaseId":"small","inputHash":""}');
  for (const file of [ledger, secret, queryLog]) writeFileSync(file, "");
});

test("an output folder that is a link to the installation or the program is no way into them", () => {
  for (const [index, leads] of [".", "releases", PROJECT, join(PROJECT, "..")].entries()) {
    const root = temporaryFolder();
    const {output} = sampleHome(root);
    rmSync(output, {recursive: true});
    symlinkSync(leads, output);
    writeFileSync(join(root, "ledger.duckdb"), "");
    const exit = () => mustBeFreeForFile(join(output, `x${index}.csv`), {home: openHome(root), force: true});
    expect(exit).toThrow("出力フォルダー");
  }
});

test("a key is made in no folder that the next program replaces", () => {
  expect(kaikaku(home, ["seal", "--new-key", join(PROJECT, "seal.key")]).stderr).toContain("プログラムの");
  expect(existsSync(join(PROJECT, "seal.key"))).toBe(false);
});

test('a key is made where its place says, whatever a link on the way makes of "..", and is looked for there', () => {
  mkdirSync(join(home, "city"), {recursive: true});
  symlinkSync(join(home, "city"), join(place, "way"));
  const typed = `${place}/way/../seal.key`;
  const named = () => sealKey(openHome(home));
  writeFileSync(join(home, "settings.yaml"), `encryption: {key_file: ${typed}}\n`);
  writeFileSync(join(home, "seal.key"), "0".repeat(64));
  expect(named).toThrow(`${place}/seal.key」がありません`);
  rmSync(join(home, "seal.key"));
  expect(kaikaku(home, ["seal", "--new-key", typed])).toMatchObject({status: 0, stderr: expect.any(String)});
  expect([existsSync(join(home, "seal.key")), existsSync(join(place, "seal.key"))]).toEqual([false, true]);
  expect(named()?.length).toBe(32);
});

/** Every command that writes where a person says, with the place as its last word. */
const FILE_EXITS: [command: string, ending: string, args: string[]][] = [
  ["sql", "csv", ["sql", "from marts.dim_bureaus", "--format", "csv", "--out"]],
  ["sql as Parquet", "parquet", ["sql", "from marts.dim_bureaus", "--out"]],
  ["docs", "html", ["docs", "--out"]],
  ["template", "xlsx", ["template", "paper", "--out"]],
  ["quarantine", "xlsx", ["quarantine", "1", "--out"]],
  ["workbook", "xlsx", ["workbook", "--out"]],
  ["packet", "pdf", ["packet", "--fy", "R3", "--out"]],
];
const FOLDER_EXITS: [command: string, args: string[]][] = [
  ["export", ["export", "--out"]],
  ["sample", ["sample", "--out"]],
  ["workbook --csv", ["workbook", "--csv"]],
];
/** Commands that put files under names of their own into a folder that a person names. */
const FOLDERS_OF_FILES: [command: string, args: string[]][] = [
  ["scorecard", ["scorecard", "--out"]],
  ["reply", ["reply", "1", "--out"]],
];

/** Name and fingerprint of every file below a folder; the log of who read what and locks are nobody's exit. */
function stateOf(folder: string): string[] {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/access-(log|keys)|\/locks\//.test(file))
    .sort()
    .map((file) => `${file} ${fingerprintOf(file).sha256}`);
}

/** The command is refused with a message that holds the words, and changes nothing. */
function isRefused(args: string[], words: string): void {
  const before = [stateOf(home), stateOf(place)];
  const {status, stderr} = kaikaku(home, args);
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^エラー {2}.*\n$/)]);
  expect(stderr).toContain(words);
  expect([stateOf(home), stateOf(place)]).toEqual(before);
}

test('folders are made, and swept, where their place says, whatever a link on the way makes of ".."', () => {
  symlinkSync(openHome(home).releases, join(place, "way"));
  const left = halfWrittenName("part", {machine: hostname(), pid: 999_999_999, since: 1}, "0".repeat(16));
  for (const folder of [home, place]) writeFileSync(join(folder, left), "");
  makeFolders(`${place}/way/../new/deeper`);
  sweepHalfWritten(`${place}/way/..`);
  expect([existsSync(join(place, "new/deeper")), existsSync(join(home, "new"))]).toEqual([true, false]);
  expect([existsSync(join(place, left)), existsSync(join(home, left))]).toEqual([false, true]);
});

describe.each(FILE_EXITS)("%s", (_, ending, args) => {
  test("replaces no file unasked", () => {
    const file = join(place, `卒業論文.${ending}`);
    writeFileSync(file, "years of work");
    isRefused([...args, file], "もうあります。置き換えてよければ --force を付けてください");
  });

  test("writes through no link, and over nothing but a file", () => {
    const link = join(place, `link.${ending}`);
    symlinkSync(openHome(home).ledger, link);
    isRefused([...args, link, "--force"], "リンクです");
    const pipe = join(place, `pipe.${ending}`);
    execFileSync("mkfifo", [pipe]);
    isRefused([...args, pipe, "--force"], "ふつうのファイルではない");
    mkdirSync(join(place, `folder.${ending}`));
    isRefused([...args, join(place, `folder.${ending}`), "--force"], "フォルダーです");
  });

  test("writes nothing into the installation but its output, also by a linked folder", () => {
    symlinkSync(home, join(place, "way"));
    for (const folder of [join(home, "releases"), join(home, "inbox"), home, join(place, "way", "archive")])
      isRefused([...args, join(folder, `x.${ending}`), "--force"], "設備のフォルダー");
  });

  test("writes where it looked, whatever a link makes of ..", () => {
    symlinkSync(openHome(home).releases, join(place, "way"));
    const name = `台帳.${ending}`;
    writeFileSync(join(home, name), "the city's");
    kaikaku(home, [...args, `${place}/way/../${name}`, "--force"]);
    expect(readFileSync(join(home, name), "utf8")).toBe("the city's");
  });

  test("writes no file into the program", () => {
    for (const folder of ["sql/metrics", "data/cities", "node_modules"])
      isRefused([...args, join(PROJECT, folder, `x.${ending}`)], "プログラムのファイルかフォルダー");
  });
});

describe.each(FOLDER_EXITS)("%s", (_, args) => {
  test("empties no folder of somebody else's", () => {
    writeFileSync(join(place, "卒業論文.txt"), "years of work");
    isRefused([...args, place], "あとで変えたファイルがあります（卒業論文.txt）");
  });

  test("takes not the output folder itself, in which others' outputs lie", () => {
    isRefused([...args, openHome(home).output], "ほかの出力もあります");
  });
});

describe.each([...FOLDER_EXITS, ...FOLDERS_OF_FILES])("%s", (_, args) => {
  test("takes no folder of the installation or the program, nor one that holds them, nor a link", () => {
    const {releases, inbox} = openHome(home);
    for (const folder of [home, releases, inbox, join(home, "..")])
      isRefused([...args, folder], "設備のフォルダー");
    for (const folder of ["sql", "sql/new"])
      isRefused([...args, join(PROJECT, folder)], "プログラムのファイルかフォルダー");
    const link = join(temporaryFolder(), "link");
    symlinkSync(place, link);
    for (const typed of [link, `${link}/`, `${link}/.`]) isRefused([...args, typed], "リンクです");
  });
});

describe("what belongs to an installation lies also where its settings, or another's, have put it", () => {
  const write = (file: string) => ["sql", "select 1 as n", "--format", "csv", "--force", "--out", file];

  test("keys and anchors are nobody's exit", () => {
    const named = ["staff-key", "seal.key", "anchor"].map((name) => join(place, name));
    const [staff = "", seal = "", anchor = ""] = named;
    for (const file of named) writeFileSync(file, "");
    writeFileSync(
      join(home, "settings.yaml"),
      `staff_key_file: ${staff}\nencryption: {key_file: ${seal}}\naccess_log: {key_folder: ${join(place, "keys")}, anchor: ${anchor}}\n`,
    );
    const chain = join(place, "keys", "chain.key");
    // As a file system does that takes capitals for the same: another name of the same file.
    const second = join(place, "STAFF-KEY");
    linkSync(staff, second);
    for (const file of [staff, seal, chain, anchor, second]) {
      expect(kaikaku(home, write(file)).stderr).toContain("settings.yaml の指定");
      expect(readFileSync(file, "utf8")).not.toContain("n\r\n");
    }
  });

  test("a folder of the installation is its own on another disk, too", () => {
    const other = (name: string) => join(place, name);
    for (const name of ["releases", "inbox"]) {
      renameSync(join(home, name), other(name));
      symlinkSync(other(name), join(home, name));
    }
    for (const name of ["releases/small.duckdb", "releases/new/answer", "inbox/時間外.csv"])
      isRefused(write(other(name)), `設備のフォルダー（${other(name.split("/")[0] ?? "")}）`);
    isRefused(["export", "--out", other("releases/small")], "設備のフォルダー");
    isRefused(["backup", "--to", other("releases")], "設備のフォルダー");
    isRefused(["seal", "--new-key", other("releases/seal.key")], "鍵で守るフォルダー");
    writeFileSync(join(home, "settings.yaml"), `access_log: {anchor: ${other("inbox/anchor")}}\n`);
    isRefused(write(join(home, "output/answer")), "設備の中");
  });

  test("another installation is not this one's to write into, nor is a backup", () => {
    const backup = join(place, "kaikaku-2025-06-02");
    mkdirSync(join(backup, "files"), {recursive: true});
    for (const name of ["backup.json", "files/secret"]) writeFileSync(join(backup, name), "{}");
    isRefused(write(join(backup, "files/secret")), "控え");
    const other = sampleHome(join(place, "other"));
    writeFileSync(other.ledger, "");
    isRefused(write(other.ledger), "別の設備");
    const fresh = sampleHome(join(place, "fresh"));
    isRefused(write(join(fresh.city, "privacy.csv")), "別の設備");
    const loop = sampleHome(join(place, "loop"));
    rmSync(loop.output, {recursive: true});
    symlinkSync(".", loop.output);
    isRefused(write(join(loop.output, "ledger.csv")), "別の設備");
  });
});

test("what is not whole yet has a name that nobody can have laid a link under, and takes no name that was given meanwhile", async () => {
  const file = join(place, "答え.csv");
  const parts: string[] = [];
  for (const _ of [1, 2])
    await placeFile(file, {force: true}, async (part) => {
      expect(statSync(part).size).toBe(0);
      parts.push(part);
    });
  expect(new Set(parts).size).toBe(2);
  const before = stateOf(place);
  const late = placeFile(file, {force: false}, async (part) => writeFileSync(part, "new"));
  await expect(late).rejects.toThrow("--force");
  expect(stateOf(place)).toEqual(before);
});

test("a folder that is not there is made, open to those who may read the file", async () => {
  const file = join(place, "新しい", "下", "様式.xlsx");
  expect(kaikaku(home, ["template", "paper", "--out", file]).status).toBe(0);
  expect(existsSync(file)).toBe(true);
  const letter = join(place, "返信", "手紙.txt");
  await placeFile(letter, {force: false, mode: 0o600}, async (part) => writeFileSync(part, "one person's"));
  expect(statSync(join(letter, "..")).mode & 0o777).toBe(0o700);
});

test("a name as long as a file system allows is as good as any", () => {
  const file = join(place, `${"あ".repeat(83)}.csv`);
  expect(kaikaku(home, ["sql", "select 1 as n", "--out", file]).status).toBe(0);
  expect(readFileSync(file, "utf8")).toBe("n\r\n1\r\n");
});

test("what somebody puts into an own folder, or changes in it, stays, also when it is done while the new one is made", async () => {
  const folder = join(place, "版");
  const filled = (before: () => void) =>
    fillFolder(folder, async (building) => {
      mkdirSync(join(building, "中"));
      writeFileSync(join(building, "中", "表.csv"), "made");
      before();
    });
  await filled(() => {});
  mustBeFreeForFolder(folder, openHome(home));
  const late = filled(() => writeFileSync(join(folder, "中", "卒業論文.txt"), "years of work"));
  await expect(late).rejects.toThrow("中/卒業論文.txt");
  expect(readFileSync(join(folder, "中", "卒業論文.txt"), "utf8")).toBe("years of work");
  expect(() => mustBeFreeForFolder(folder, openHome(home))).toThrow("中/卒業論文.txt");
  await expect(filled(() => {})).rejects.toThrow("卒業論文");
  writeFileSync(join(place, "版", "中", "表.csv"), "with remarks");
  expect(() => mustBeFreeForFolder(folder, openHome(home))).toThrow("中/表.csv");
  expect(readdirSync(place)).toEqual(["版"]);
});

test("program files are never replaced, not even when asked for", () => {
  const before = readFileSync(join(PROJECT, "package.json"));
  const args = ["sql", "select 1", "--format", "json", "--force", "--out", join(PROJECT, "package.json")];
  isRefused(args, "プログラムのファイルかフォルダー");
  expect(readFileSync(join(PROJECT, "package.json"))).toEqual(before);
});

test("an own export is renewed, one with somebody's file beside is left alone", () => {
  const folder = join(place, "版");
  const exported = () => kaikaku(home, ["export", "--out", folder]);
  expect(exported().status).toBe(0);
  const first = statSync(folder).ino;
  expect(exported().status).toBe(0);
  expect(statSync(folder).ino).not.toBe(first);
  expect(readdirSync(place)).toEqual(["版"]);
  writeFileSync(join(folder, "メモ.txt"), "mine");
  isRefused(["export", "--out", folder], "（メモ.txt）");
});

test("a file is replaced when asked for, and kept when the new one fails", () => {
  const file = join(place, "答え.csv");
  writeFileSync(file, "old");
  isRefused(["sql", "from range(5000)", "--max-rows", "10", "--force", "--out", file], "10行を超えた");
  expect(readFileSync(file, "utf8")).toBe("old");
  expect(kaikaku(home, ["sql", "select 1 as n", "--force", "--out", file]).status).toBe(0);
  expect(readFileSync(file, "utf8")).toBe("n\r\n1\r\n");
  expect(readdirSync(place)).toEqual(["答え.csv"]);
});

test("folders are something, too: those of somebody's own are not replaced, those of a made one are", async () => {
  const [own, made] = [join(place, "分類"), join(place, "書出し")];
  mkdirSync(join(own, "令和7年度/総務"), {recursive: true});
  expect(() => mustBeFreeForFolder(own, openHome(home))).toThrow("令和7年度/");
  const fill = (folder: string) => {
    mkdirSync(join(folder, "表"));
    writeFileSync(join(folder, "表/一.csv"), "");
    return Promise.resolve();
  };
  await fillFolder(made, fill);
  mustBeFreeForFolder(made, openHome(home));
  mkdirSync(join(made, "表/後から"));
  expect(() => mustBeFreeForFolder(made, openHome(home))).toThrow("表/後から/");
});

test.skipIf(process.platform === "win32")(
  "a folder that was laid for a group stays the group's",
  async () => {
    const shared = join(place, "共有");
    mkdirSync(shared);
    const group = process.getuid?.() === 0 ? 2 : (process.getgid?.() ?? 0);
    chownSync(shared, -1, group);
    chmodSync(shared, 0o2770);
    await fillFolder(shared, () => Promise.resolve());
    const {gid, mode} = statSync(shared);
    expect([gid, mode & 0o7777]).toEqual([group, 0o2770]);
  },
);

/** Runs a shell script as root of a mount namespace of its own, in which it may mount what it likes; its words are `$1`, `$2` …, `kaikaku` is this program. */
function amidMounts(script: string, words: string[]): string {
  const program = `kaikaku() { "${process.execPath}" "${PROJECT}/kaikaku.mjs" "$@" 2>&1; }`;
  return spawnSync("unshare", ["-rm", "sh", "-c", `${program}\n${script}`, "sh", ...words], {
    encoding: "utf8",
    env: {...process.env, KAIKAKU_HOME: home},
  }).stdout;
}

const mayMount = () => spawnSync("unshare", ["-rm", "true"]).status === 0;

test("what is mounted a second time is nobody's exit by that name either", ({skip}) => {
  skip(!mayMount(), "no file system may be mounted here");
  const before = stateOf(home);
  const script = 'mount --bind "$1" "$2" && kaikaku sql "select 1 as n" --format csv --force --out "$2/$3"';
  const written = (folder: string, name: string) => amidMounts(script, [folder, place, name]);
  expect(written(join(home, "releases"), "small.duckdb")).toContain("設備のフォルダー");
  expect(written(join(PROJECT, "sql/metrics"), "new")).toContain("プログラムのファイルかフォルダー");
  expect(stateOf(home)).toEqual(before);
});

test("a disk itself is not taken for a folder to be replaced, and one that becomes full holds nothing afterwards", ({
  skip,
}) => {
  skip(!mayMount(), "no file system may be mounted here");
  const disk = 'mount -t tmpfs -o size=1m none "$1" && ';
  expect(amidMounts(`${disk} kaikaku export --out "$1"`, [place])).toContain("ディスクか媒体の入口");
  const rows = "select range as n, md5(range::varchar) as t from range(60000)";
  for (const ending of ["parquet", "arrow", "xlsx", "csv"])
    expect(
      amidMounts(`${disk} kaikaku sql "$2" --max-rows 60000 --out "$1/x.$3"; ls -A "$1"`, [
        place,
        rows,
        ending,
      ]),
    ).toMatch(/空きがありません。.*\n$/);
});

test("a name in other signs than UTF-8 is not written under a name that nobody typed", () => {
  const said = (script: string) =>
    spawnSync("sh", ["-c", script, "sh", place, process.execPath, join(PROJECT, "kaikaku.mjs")], {
      encoding: "utf8",
      env: {...process.env, KAIKAKU_HOME: home},
    }).stderr;
  const name = `"$1/$(printf '\\220\\154')"`;
  expect(said(`exec "$2" "$3" sql "select 1" --out ${name}/x.csv`)).toContain("UTF-8でない字");
  expect(said(`exec "$2" "$3" export --out ${name}`)).toContain("UTF-8でない字");
  expect(said(`exec "$2" "$3" backup --to ${name}`)).toContain("UTF-8でない字");
  expect(said(`exec "$2" "$3" seal --new-key ${name}`)).toContain("UTF-8でない字");
  expect(said(`KAIKAKU_HOME=${name} exec "$2" "$3" status`)).toContain("UTF-8でない字");
  expect(readdirSync(place)).toEqual([]);
});

test("the folder in which somebody stands is not taken from under him", () => {
  const {status, stderr} = spawnSync(process.execPath, [join(PROJECT, "cli.ts"), "export", "--out", "."], {
    cwd: place,
    env: {...process.env, KAIKAKU_HOME: home},
    encoding: "utf8",
  });
  expect([status, stderr, readdirSync(place)]).toEqual([1, expect.stringContaining("今いるフォルダー"), []]);
});

test("nor is one above it, by whatever way it is named", () => {
  symlinkSync(place, `${place}-way`);
  mkdirSync(join(place, "書出し/表"), {recursive: true});
  const cwd = process.cwd();
  try {
    process.chdir(join(place, "書出し/表"));
    const typed = `${place}-way/書出し`;
    expect(() => mustBeFreeForFolder(typed, openHome(home))).toThrow("今いるフォルダー");
  } finally {
    process.chdir(cwd);
    rmSync(`${place}-way`);
  }
});
