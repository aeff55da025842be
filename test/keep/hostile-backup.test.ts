import {spawnSync} from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import {dirname, join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import type {Log} from "../../pipelines/installation/log.ts";
import {restore} from "../../pipelines/keep/restore.ts";
import type {BackupNote} from "../../schemas/backup.ts";
import {kaikaku, PROJECT} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {sha256} from "../torture/expect-whole.ts";
import {backedUpCity, filesOf, forgedBackup, NOW} from "./backed-up-city.ts";

const {folder, remove} = lastingFolder();
const at = (name: string) => join(folder, name);
let backup = "";

beforeAll(async () => {
  ({backup} = await backedUpCity(folder));
});
afterAll(remove);

/** Puts files of content "evil" into a backup, as far as one file system can hold them together. */
function planted(note: BackupNote, files: string, ...paths: string[]): void {
  for (const path of paths) {
    note.files = [...note.files.filter((file) => file.path !== path), extra(path)];
    const file = join(files, path);
    rmSync(file, {force: true, recursive: true});
    for (const folder of [dirname(file)]) if (existsSync(folder) && statSync(folder).isFile()) rmSync(folder);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, "evil");
  }
}

const extra = (path: string) => ({path, byteCount: 4, sha256: sha256(Buffer.from("evil"))});

test.each<[string, (note: BackupNote, files: string) => void]>([
  ["names a place outside", (note) => note.files.push(extra("../../outside.txt"))],
  ["names an absolute place", (note) => note.files.push(extra("/tmp/outside.txt"))],
  ["names a place as Windows does", (note) => note.files.push(extra("..\\..\\outside.txt"))],
  ["names a drive", (note) => note.files.push(extra("C:/outside.txt"))],
  ["lays a file where the releases lie", (note, files) => planted(note, files, "Releases")],
  ["lays a folder where the ledger lies", (note, files) => planted(note, files, "ledger.duckdb/x")],
  [
    "lays a folder where the changes of the city are noted",
    (note, files) => planted(note, files, "city-changes.jsonl/x"),
  ],
  ["lays a file where another has a folder", (note, files) => planted(note, files, "output/x", "output/x/y")],
  ["names what no system bears", (note) => note.files.push(extra(`output/${"x".repeat(256)}`))],
  [
    "names what leaves no room for the name of a copy",
    (note, files) => planted(note, files, `output/${"x".repeat(250)}`),
  ],
  ["names a file twice", (note) => note.files.push(...note.files.slice(-1))],
  ["brings a launcher", (note, files) => planted(note, files, "kaikaku.cmd")],
  [
    "brings a key that it says it has not",
    (note) => {
      note.hasKey = false;
    },
  ],
  [
    "brings a key of the log that it says it has not",
    (note, files) => {
      note.originals = "left_out";
      note.files = note.files.filter(({path}) => !/^(archive|inbox|refused)\//.test(path));
      planted(note, files, "access-keys/chain.key");
    },
  ],
  [
    "brings originals that it says it has not",
    (note) => {
      note.originals = "left_out";
    },
  ],
  ["brings settings that nothing can read", (note, files) => planted(note, files, "settings.yaml")],
  // To a file system that knows no capitals, or leaves out what cannot be seen, these are the program's own files.
  ["brings the log in capitals", (note, files) => planted(note, files, "ACCESS-LOG.JSONL")],
  ["brings a key with a long s", (note, files) => planted(note, files, "\u017fecret")],
  ["brings a key with a sign that nobody sees", (note, files) => planted(note, files, "sec\ufe0fret")],
  ["brings another folder of keys", (note, files) => planted(note, files, "Access-Keys/chain.key")],
  [
    "holds one file under two names",
    (note, files) => planted(note, files, "output/stra\u00dfe.txt", "output/STRASSE.txt"),
  ],
  [
    "names what would be read through for hours",
    (note, files) => {
      writeFileSync(join(files, "long"), "");
      truncateSync(join(files, "long"), 1e13);
      note.files.push({...extra("long"), byteCount: 1e13});
    },
  ],
  [
    "names what lies in thousands of folders",
    (note) => note.files.push(extra(`output/${"a/".repeat(30_000)}x`)),
  ],
  [
    "names thousands of files, each in thousands of folders of its own",
    (note) => {
      for (let number = 0; number < 2000; number += 1)
        note.files.push(extra(`output/${number}/${"a/".repeat(1900)}x`));
    },
  ],
  ["names a lock", (note) => note.files.push(extra("locks/working.lock"))],
  ["names the decision of a restore", (note) => note.files.push(extra("restore.json"))],
  ["names a file twice", (note) => note.files.push({...(note.files[0] as BackupNote["files"][number])})],
  [
    "holds a link in place of a file",
    (note, files) => {
      writeFileSync(at("elsewhere.txt"), "evil");
      symlinkSync(at("elsewhere.txt"), join(files, "evil.txt"));
      note.files.push(extra("evil.txt"));
    },
  ],
  [
    "holds a link in place of a folder",
    (_, files) => {
      renameSync(join(files, "archive"), at("moved archive"));
      symlinkSync(at("moved archive"), join(files, "archive"));
    },
  ],
  ["holds less than it says", (_, files) => writeFileSync(join(files, "releases", "current.json"), "{}")],
  [
    "holds other content of the same size",
    (note, files) => {
      const [file] = note.files;
      const bytes = readFileSync(join(files, file?.path ?? ""));
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      rmSync(join(files, file?.path ?? ""));
      writeFileSync(join(files, file?.path ?? ""), bytes);
    },
  ],
])("a restore of a backup that %s writes nothing", (name, change) => {
  const root = at(`victim ${name}`);
  const {status, stderr} = kaikaku(root, [
    "restore",
    "--from",
    forgedBackup({backup, copy: at(`forged ${name}`)}, change),
  ]);
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^エラー {2}.*\n/m)]);
  expect(existsSync(at("outside.txt")) || existsSync("/tmp/outside.txt")).toBe(false);
  expect(filesOf(root)).toEqual([]);
});

/** A file of settings in a forged backup. */
function settingsPlanted(note: BackupNote, files: string, text: string): void {
  writeFileSync(join(files, "settings.yaml"), text);
  note.files.push({path: "settings.yaml", byteCount: text.length, sha256: sha256(Buffer.from(text))});
}

/** Its first command would write into a stranger's file or close it to others, or none could be run any more. */
test.each<[string, (stranger: string) => string]>([
  ["a stranger's file as the anchor", (file) => `access_log: {anchor: ${file}}`],
  ["a device as the anchor", () => "access_log: {anchor: /dev/full}"],
  ["an anchor on a disk that is not there", () => "access_log: {anchor: /mnt/none/anchor.jsonl}"],
  ["a stranger's file as the key of the staff numbers", (file) => `staff_key_file: ${file}`],
  ["a folder as the key of the staff numbers", (file) => `staff_key_file: ${dirname(file)}`],
  ["a place for the log's keys where no folder can be", (file) => `access_log: {key_folder: ${file}}`],
])("a restore of a backup whose settings name %s changes nothing, there or here", (name, settings) => {
  const [root, stranger] = [at(`settings ${name}`), at(`stranger ${name}`)];
  writeFileSync(stranger, "dear diary\n");
  chmodSync(stranger, 0o644);
  const from = forgedBackup({backup, copy: at(`forged settings ${name}`)}, (note, files) =>
    settingsPlanted(note, files, `${settings(stranger)}\n`),
  );
  for (const said of [[], ["--with-settings"]]) {
    const {status, stderr} = kaikaku(root, ["restore", "--from", from, ...said]);
    expect([status, stderr]).toEqual([1, expect.stringContaining("--without-settings")]);
    expect(filesOf(root)).toEqual([]);
  }
  expect(kaikaku(root, ["restore", "--from", from, "--without-settings"]).status).toBe(0);
  expect(kaikaku(root, ["status"])).toMatchObject({status: 0, stderr: ""});
  expect(readFileSync(join(root, "settings.backup.yaml"), "utf8")).toBe(`${settings(stranger)}\n`);
  expect([readFileSync(stranger, "utf8"), statSync(stranger).mode & 0o777]).toEqual(["dear diary\n", 0o644]);
});

/** Each would be made, read or written to without a word from anybody: the password's file is sent to the host. */
test.each<[string, (place: string) => string]>([
  ["an anchor that is not there yet", (place) => `access_log: {anchor: ${place}}`],
  ["a folder for the log's keys that is not there yet", (place) => `access_log: {key_folder: ${place}}`],
  ["a key of the staff numbers that is not there yet", (place) => `staff_key_file: ${place}`],
  [
    "a host that is sent a file's text as the password",
    (place) =>
      `mail: {enabled: true, host: far.example, user: x, password_file: ${place}, from: a@b.example, to: [a@b.example]}`,
  ],
])("settings of a backup that name %s count only when somebody says so", (name, settings) => {
  const [root, place] = [at(`unknown ${name}`), at(`unknown ${name} place`)];
  const text = `${settings(place)}\n`;
  const from = forgedBackup({backup, copy: at(`unknown ${name} forged`)}, (note, files) =>
    settingsPlanted(note, files, text),
  );
  const {status, stderr} = kaikaku(root, ["restore", "--from", from]);
  expect([status, stderr]).toEqual([1, expect.stringContaining("--with-settings")]);
  expect(stderr).toContain(place);
  expect([filesOf(root), existsSync(place)]).toEqual([[], false]);
  expect(kaikaku(root, ["restore", "--from", from, "--with-settings"]).status).not.toBe(1);
  expect(readFileSync(join(root, "settings.yaml"), "utf8")).toBe(text);
  // The same places are known from now on.
  expect(kaikaku(root, ["restore", "--from", from, "--replace"]).status).not.toBe(1);
});

test("the settings that are here stay where those of the backup are only laid beside them", () => {
  const root = at("settings stay");
  mkdirSync(root);
  writeFileSync(join(root, "settings.yaml"), "printing: {sandbox: if_available}\n");
  const from = forgedBackup({backup, copy: at("other settings")}, (note, files) =>
    settingsPlanted(note, files, "questions: {max_rows: 7}\n"),
  );
  expect(kaikaku(root, ["restore", "--from", from, "--without-settings"]).status).toBe(0);
  const texts = ["settings.yaml", "settings.backup.yaml"].map((name) =>
    readFileSync(join(root, name), "utf8"),
  );
  expect(texts).toEqual(["printing: {sandbox: if_available}\n", "questions: {max_rows: 7}\n"]);
});

test("what git, npm, a shell or Windows would start by itself comes under another name, and is told", () => {
  const names = [
    // An account whose own folder is the installation lets everybody in whose key is named there.
    ".bashrc",
    ".git/config",
    ".npmrc",
    ".ssh/authorized_keys",
    // A repository without ".git": whoever's prompt asks git for the branch starts what its settings name.
    "HEAD",
    "city/.git/hooks/post-checkout",
    "city/notes/.VSCode/tasks.json",
    "node.vbs",
    "npx.cmd",
    "output/.g\u200bit/config",
    "output/desktop.ini",
    "output/node_module\u017f/.bin/npm",
    "output/node_modules/.bin/kaikaku",
    "output/x/head",
    "output/y/.g\ufe0fit/config",
  ];
  const copy = forgedBackup({backup, copy: at("starting")}, (note, files) => planted(note, files, ...names));
  const {status, stderr} = kaikaku(at("started by nobody"), ["restore", "--from", copy]);
  const evil = sha256(Buffer.from("evil"));
  const started = filesOf(at("started by nobody")).filter((line) => line.endsWith(evil));
  expect(started.map((line) => line.replace(` ${evil}`, ""))).toEqual([
    ".bashrc_",
    ".git_/config",
    ".npmrc_",
    ".ssh_/authorized_keys",
    "HEAD_",
    "city/.git_/hooks/post-checkout",
    "city/notes/.VSCode_/tasks.json",
    "node.vbs_",
    "npx.cmd_",
    "output/.g\u200bit_/config",
    "output/desktop.ini_",
    "output/node_modules_/.bin/kaikaku",
    "output/node_module\u017f_/.bin/npm",
    "output/x/head_",
    "output/y/.g\ufe0fit_/config",
  ]);
  expect(status).toBe(0);
  for (const name of [".bashrc_", ".git_", ".ssh_", "city/.git_", "npx.cmd_", "output/node_modules_"])
    expect(stderr).toContain(`        ${name}\n`);
});

test("files that have the names under which others are copied, or tried, come back with them", () => {
  const names = ["output/.trial/x", "memo.partial", "memo", "own.partial/x", "own"];
  const copy = forgedBackup({backup, copy: at("copies")}, (note, files) => planted(note, files, ...names));
  const {status, stderr} = kaikaku(at("with copies"), ["restore", "--from", copy]);
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  for (const name of names) expect(readFileSync(at(`with copies/${name}`), "utf8")).toBe("evil");
});

test.each(["restoring", "output/控え", "scratch/building-backup", "before-restore-2020-01-01T000000"])(
  "a backup that lies in the installation, in %s, is not restored from there, and stays",
  (name) => {
    const [root, outside] = [at(`around ${name}`), at(`linked ${name.replaceAll("/", "_")}`)];
    cpSync(backup, join(root, name), {recursive: true});
    symlinkSync(join(root, name), outside);
    const before = filesOf(root);
    for (const from of [join(root, name), outside]) {
      const {status, stderr} = kaikaku(root, ["restore", "--from", from, "--replace"]);
      expect([status, stderr]).toEqual([1, expect.stringContaining("設備の外に写してから")]);
    }
    expect(filesOf(root)).toEqual(before);
  },
);

function restored(home: Home, from: string, progress: Log["progress"]) {
  const log = {info: () => {}, warn: () => {}, progress};
  return restore({home, from, keyFile: undefined, replace: false, settings: undefined, now: NOW, log});
}

test("a file that is made longer after it was judged is copied no further, and one that is changed not at all", async () => {
  const from = forgedBackup({backup, copy: at("swapped")}, () => {});
  const home = openHome(at("victim of a swap"));
  const progress = (_: string, done: number) => {
    if (done === 1) truncateSync(join(from, "files/secret"), 400_000_000);
  };
  await restored(home, from, progress);
  expect(statSync(home.secret).size).toBe(64);
  const other = openHome(at("victim of a change"));
  const changing = (_: string, done: number) => {
    if (done === 1) writeFileSync(join(from, "files/secret"), "f".repeat(65));
  };
  truncateSync(join(from, "files/secret"), 64);
  await expect(restored(other, from, changing)).rejects.toThrow("写している間に変わりました");
  expect(filesOf(other.root)).toEqual([]);
});

test("a restore for which the disk has no room leaves nothing of itself", () => {
  // As on a full disk, no file can become larger than so.
  const run = 'ulimit -f 200; exec "$0" "$@"';
  const args = [process.execPath, join(PROJECT, "kaikaku.mjs"), "restore", "--from", backup];
  const root = at("no room");
  const env = {...process.env, KAIKAKU_HOME: root};
  const {status, stderr} = spawnSync("sh", ["-c", run, ...args], {encoding: "utf8", env});
  expect([status, stderr]).toEqual([1, expect.stringContaining("空きが足りなくなった")]);
  expect([filesOf(root), existsSync(join(root, "restoring"))]).toEqual([[], false]);
});

test("a sign of the note itself that rotted is found, where all files are whole", () => {
  const copy = at("rotten note");
  cpSync(backup, copy, {recursive: true});
  const file = join(copy, "backup.json");
  const text = readFileSync(file, "utf8");
  writeFileSync(
    file,
    text.replace(/"madeAt": "2(\d)/, (_, digit) => `"madeAt": "2${Number(digit) ^ 1}`),
  );
  expect(readFileSync(file, "utf8")).not.toBe(text);
  const {status, stderr} = kaikaku(at("not restored"), ["restore", "--from", copy]);
  expect([status, stderr]).toEqual([1, expect.stringContaining("backup.json が、取ったときと違います")]);
  expect(filesOf(at("not restored"))).toEqual([]);
});
