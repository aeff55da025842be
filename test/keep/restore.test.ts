import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {dropPutAside} from "../../pipelines/installation/sweep.ts";
import {decideRestore, finishRestore} from "../../pipelines/keep/finish-restore.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import type {BackupNote} from "../../schemas/backup.ts";
import {overtime, publishedCity, runRelease, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {sha256} from "../torture/expect-whole.ts";

/** A city with a release, its backup, and a second release after it. */
describe("a restore", () => {
  const {folder, remove} = lastingFolder();
  const at = (name: string) => join(folder, name);
  let backup = "";
  let city: Home;

  beforeAll(async () => {
    city = await publishedCity(at("city"));
    mkdirSync(at("medium"));
    kaikaku(city.root, ["backup", "--to", at("medium"), "--with-key"]);
    backup = join(at("medium"), readdirSync(at("medium"))[0] ?? "");
    send(city, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "40:00")].join("\n")});
    await runRelease(city, "2025-06-03T00:00:00Z");
    writeFileSync(join(city.inbox, "用紙_まだ.csv"), "x");
  });
  afterAll(remove);

  /** A copy of the backup that somebody changed. */
  function forged(name: string, change: (note: BackupNote, files: string) => void): string {
    const copy = at(`forged ${name}`);
    cpSync(backup, copy, {recursive: true});
    const note: BackupNote = JSON.parse(readFileSync(join(copy, "backup.json"), "utf8"));
    change(note, join(copy, "files"));
    writeFileSync(join(copy, "backup.json"), JSON.stringify(note));
    return copy;
  }

  const extra = (path: string) => ({path, byteCount: 4, sha256: sha256(Buffer.from("evil"))});

  test.each<[string, (note: BackupNote, files: string) => void]>([
    ["names a place outside", (note) => note.files.push(extra("../../outside.txt"))],
    ["names an absolute place", (note) => note.files.push(extra("/tmp/outside.txt"))],
    ["names a place as Windows does", (note) => note.files.push(extra("..\\..\\outside.txt"))],
    ["names a drive", (note) => note.files.push(extra("C:/outside.txt"))],
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
  ])("of a backup that %s writes nothing", (name, change) => {
    const root = at(`victim ${name}`);
    const {status, stderr} = kaikaku(root, ["restore", "--from", forged(name, change)]);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^エラー {2}.*\n/)]);
    expect(existsSync(at("outside.txt")) || existsSync("/tmp/outside.txt")).toBe(false);
    expect(filesOf(root)).toEqual([]);
  });

  test("lists what came after the backup, and keeps it", () => {
    const root = at("back in time");
    cpSync(city.root, root, {recursive: true});
    const {stderr} = kaikaku(root, ["restore", "--from", backup, "--replace"]);
    expect(stderr).toContain("控えのあとに届いたファイルが2件あります");
    const aside = join(root, readdirSync(root).find((name) => name.startsWith("before-restore-")) ?? "");
    const list = readFileSync(join(aside, "送り直すファイル.txt"), "utf8");
    expect(list.split("\n").map((line) => line.split("\t")[0])).toEqual([
      "時間外_5月訂正.csv",
      "用紙_まだ.csv",
      "",
    ]);
    expect(readFileSync(join(aside, "inbox", "用紙_まだ.csv"), "utf8")).toBe("x");
  });

  test("that died is finished by the next command, wherever it stopped; one that was not decided is undone", () => {
    const before = currentRelease(city);
    const wanted = at("wanted");
    kaikaku(wanted, ["restore", "--from", backup]);
    const whole = filesOf(wanted);
    const undecided = at("undecided");
    cpSync(city.root, undecided, {recursive: true});
    mkdirSync(join(undecided, "restoring"));
    writeFileSync(join(undecided, "restoring", "ledger.duckdb"), "half");
    expect(kaikaku(undecided, ["plan", "--clock-is-right"]).status).toBe(0);
    expect(readdirSync(undecided)).not.toContain("restoring");
    expect(currentRelease(openHome(undecided))).toEqual(before);
    const steps = readdirSync(wanted).length + readdirSync(city.root).length;
    for (let stop = 0; stop <= steps; stop += 1) {
      const home = openHome(at(`stopped ${stop}`));
      cpSync(city.root, home.root, {recursive: true});
      cpSync(join(backup, "files"), join(home.root, "restoring"), {recursive: true});
      decideRestore(home, {aside: "before-restore-2025-06-10T090000", there: namesThere(home)});
      moveSome(home, stop);
      const {stderr} = kaikaku(home.root, ["releases"]);
      expect([stop, stderr]).toEqual([stop, "途中で止まっていた控えからの戻しを、終わらせました。\n"]);
      expect([stop, filesOf(home.root).filter((file) => !file.startsWith("before-restore-"))]).toEqual([
        stop,
        whole,
      ]);
      rmSync(home.root, {recursive: true});
    }
  });

  test("puts aside for a time that the rules state", () => {
    const home = openHome(at("aside"));
    for (const name of ["before-restore-2025-03-10T090000", "before-restore-2025-03-11T090000"])
      mkdirSync(join(home.root, name));
    expect(dropPutAside(home, "2025-03-11")).toEqual(["before-restore-2025-03-10T090000"]);
    expect(readdirSync(home.root)).toContain("before-restore-2025-03-11T090000");
  });

  function namesThere(home: Home): string[] {
    return readdirSync(home.root).filter((name) => !/^(scratch|locks|restor.*)$/.test(name));
  }

  /** The first steps of finishing, as a process that is killed leaves them. */
  function moveSome(home: Home, steps: number): void {
    const aside = join(home.root, "before-restore-2025-06-10T090000");
    mkdirSync(aside);
    const moves = [
      ...namesThere(home)
        .filter((name) => !name.startsWith("before"))
        .map((name) => [join(home.root, name), join(aside, name)]),
      ...readdirSync(join(home.root, "restoring")).map((name) => [
        join(home.root, "restoring", name),
        join(home.root, name),
      ]),
    ] as [string, string][];
    for (const [from, to] of moves.slice(0, steps)) renameSync(from, to);
  }

  test("is the same when it is finished twice", () => {
    const home = openHome(at("twice"));
    cpSync(join(backup, "files"), join(home.root, "restoring"), {recursive: true});
    decideRestore(home, {aside: "before-restore-2025-06-10T090000", there: ["archive"]});
    expect(finishRestore(home)).toBe(null);
    expect(currentRelease(home)).toBeDefined();
  });
});

/** Name and content of every file of an installation but locks and scratch, as text. */
function filesOf(root: string): string[] {
  return readdirSync(root, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => `${file.slice(root.length + 1)} ${sha256(readFileSync(file))}`)
    .filter((line) => !/^(locks|scratch|service\/locks)\//.test(line))
    .sort();
}
