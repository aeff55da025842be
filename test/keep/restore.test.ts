import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import {dirname, join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {examineLog} from "../../pipelines/access/examine.ts";
import {beginningOf, headOf} from "../../pipelines/access/head.ts";
import {readLog} from "../../pipelines/access/read-log.ts";
import {recordAccess} from "../../pipelines/access/record.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {takeLock} from "../../pipelines/installation/lock.ts";
import {serviceFiles} from "../../pipelines/installation/service-files.ts";
import {dropPutAside} from "../../pipelines/installation/sweep.ts";
import {anchorsOf} from "../../pipelines/keep/access-anchors.ts";
import {backUp} from "../../pipelines/keep/backup.ts";
import {decideRestore, finishRestore} from "../../pipelines/keep/finish-restore.ts";
import {restore} from "../../pipelines/keep/restore.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import type {BackupNote} from "../../schemas/backup.ts";
import {overtime, publishedCity, runRelease, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {sha256} from "../torture/expect-whole.ts";

const NOW = new Date("2025-06-10T00:00:00Z");

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

  /** Puts files of content "evil" into a backup, as far as one file system can hold them together. */
  function planted(note: BackupNote, files: string, ...paths: string[]): void {
    for (const path of paths) {
      note.files = [...note.files.filter((file) => file.path !== path), extra(path)];
      const file = join(files, path);
      rmSync(file, {force: true, recursive: true});
      for (const folder of [dirname(file)])
        if (existsSync(folder) && statSync(folder).isFile()) rmSync(folder);
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
      "lays a file where another has a folder",
      (note, files) => planted(note, files, "output/x", "output/x/y"),
    ],
    ["brings a launcher", (note, files) => planted(note, files, "kaikaku.cmd")],
    [
      "brings a key that it says it has not",
      (note) => {
        note.hasKey = false;
      },
    ],
    [
      "brings originals that it says it has not",
      (note) => {
        note.originals = "left_out";
      },
    ],
    ["brings settings that nothing can read", (note, files) => planted(note, files, "settings.yaml")],
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
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^エラー {2}.*\n/m)]);
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

  test("says what a person has to do again, also when it died: files that came since, orders to remove that were given since", () => {
    const root = at("orders");
    cpSync(city.root, root, {recursive: true});
    const order = [
      "discard",
      "1",
      "--by",
      "課長",
      "--reason",
      "求め",
      "--order",
      "法第100条",
      "--force",
      "--clock-is-right",
    ];
    expect(kaikaku(root, order)).toMatchObject({status: 0});
    const died = at("orders, died");
    cpSync(root, died, {recursive: true});
    const {stderr} = kaikaku(root, ["restore", "--from", backup, "--replace"]);
    expect(stderr).toContain("控えのあとに消した原本が1件あり");
    expect(stderr).toContain("課長、求め、根拠 法第100条");
    const home = openHome(died);
    mkdirSync(join(died, "restoring"));
    decideRestore(home, {
      aside: "before-restore-2025-06-10T090000",
      there: ["ledger.duckdb"],
      again: ["a file"],
    });
    const list = join(died, "before-restore-2025-06-10T090000", "送り直すファイル.txt");
    expect(kaikaku(died, ["releases"]).stderr).toContain(list);
    expect(readFileSync(list, "utf8")).toBe("a file\n");
  });

  test("tells of another key and of places that the settings of the backup name, and leaves alone what is none of the program's", () => {
    const root = at("other key");
    const home = openHome(root);
    writeFileSync(home.secret, "ab".repeat(32));
    mkdirSync(join(root, "人事の下書き"));
    writeFileSync(join(root, "人事の下書き", "卒業論文.txt"), "years of work");
    const from = forged("settings", (note, files) => {
      const text = "access_log: {anchor: /tmp/elsewhere.jsonl}\n";
      writeFileSync(join(files, "settings.yaml"), text);
      note.files.push({path: "settings.yaml", byteCount: text.length, sha256: sha256(Buffer.from(text))});
    });
    const {status, stderr} = kaikaku(root, ["restore", "--from", from]);
    expect([status, stderr]).toEqual([2, expect.stringContaining("別のものに替わりました")]);
    expect(stderr).toContain("/tmp/elsewhere.jsonl");
    expect(readFileSync(join(root, "人事の下書き", "卒業論文.txt"), "utf8")).toBe("years of work");
  });

  test("keeps a service from starting until it is done", async () => {
    const home = openHome(at("leased"));
    let tried = 0;
    const progress = () => {
      tried += 1;
      expect(takeLock(serviceFiles(home).lease)).toBeUndefined();
    };
    const log = {info: () => {}, warn: () => {}, progress};
    await restore({home, from: backup, keyFile: undefined, replace: false, now: NOW, log});
    expect(tried).toBeGreaterThan(10);
    takeLock(serviceFiles(home).lease)?.release();
  });

  test("launders no log: one that was removed, and comes back shorter from a backup, is begun anew and says so", () => {
    const root = at("laundered");
    cpSync(city.root, root, {recursive: true});
    mkdirSync(at("before reading"));
    expect(kaikaku(root, ["backup", "--to", at("before reading")]).status).toBe(0);
    const from = join(at("before reading"), readdirSync(at("before reading"))[0] ?? "");
    expect(kaikaku(root, ["kpi", "--fy", "R6"]).status).toBe(0);
    rmSync(openHome(root).accessLog);
    kaikaku(root, ["restore", "--from", from, "--replace"]);
    const lines = [...readLog(openHome(root))];
    expect(beginningOf(openHome(root).accessLog)?.renewed?.found.join()).toContain("切取り");
    expect(lines).toHaveLength(1);
  });

  test("brings the log of the backup beside another that was begun here since", () => {
    const root = at("new machine");
    kaikaku(root, ["status"]);
    const own = beginningOf(openHome(root).accessLog)?.log;
    kaikaku(root, ["restore", "--from", backup]);
    const home = openHome(root);
    expect(beginningOf(home.accessLog)?.carried.map(({log}) => log)).toEqual(
      expect.arrayContaining([own, beginningOf(city.accessLog)?.log]),
    );
    expect(examineLog(home, anchorsOf(home)).faults).toEqual([]);
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
    expect(finishRestore(home, NOW)).toEqual({putAside: null, list: null});
    expect(currentRelease(home)).toBeDefined();
  });
});

/** A backup must come back, whatever lies in the inbox. */
test("a backup is made, and comes back, with names in it that some file system does not bear", async () => {
  const {folder, remove} = lastingFolder();
  const home = openHome(join(folder, "home"));
  const names = [
    "a?.csv",
    "A.csv",
    "a.csv",
    "終わりの点.",
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
  const {inbox} = openHome(join(folder, "back"));
  expect(
    readdirSync(inbox)
      .map((name) => readFileSync(join(inbox, name), "utf8"))
      .sort(),
  ).toEqual(names.sort());
  remove();
});

test("a backup holds log and note of its last line as they were at one moment, whoever reads meanwhile", async () => {
  const {folder, remove} = lastingFolder();
  const home = openHome(join(folder, "home"));
  for (let count = 0; count < 20; count += 1) writeFileSync(join(home.inbox, `${count}.csv`), "x");
  const read = () => recordAccess(home, {event: "read", command: "kpi", options: {}, staffNumber: null}, NOW);
  read();
  const log = {info: () => {}, warn: () => {}, progress: read};
  const {folder: from, note} = await backUp({home, to: join(folder, "medium"), withKey: true, now: NOW, log});
  const back = openHome(join(folder, "back"));
  await restore({
    home: back,
    from,
    keyFile: undefined,
    replace: false,
    now: NOW,
    log: {...log, progress: () => {}},
  });
  expect(examineLog(back, note.accessLog ? [{...note.accessLog, place: "the backup"}] : []).faults).toEqual(
    [],
  );
  expect(headOf(back)).toEqual(note.accessLog);
  remove();
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
