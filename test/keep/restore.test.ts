import {cpSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {headFile} from "../../pipelines/access/head.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {takeLock} from "../../pipelines/installation/lock.ts";
import {serviceFiles} from "../../pipelines/installation/service-files.ts";
import {dropPutAside} from "../../pipelines/installation/sweep.ts";
import {decideRestore} from "../../pipelines/keep/finish-restore.ts";
import {restore} from "../../pipelines/keep/restore.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {overtime, runRelease, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {sha256} from "../torture/expect-whole.ts";
import {backedUpCity, forgedBackup, NOW} from "./backed-up-city.ts";

const {folder, remove} = lastingFolder();
const at = (name: string) => join(folder, name);
let backup = "";
let city: Home;

beforeAll(async () => {
  ({city, backup} = await backedUpCity(folder));
  send(city, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "40:00")].join("\n")});
  await runRelease(city, "2025-06-03T00:00:00Z");
  writeFileSync(join(city.inbox, "用紙_まだ.csv"), "x");
});
afterAll(remove);

test("a restore lists what came after the backup, and keeps it", () => {
  const root = at("back in time");
  cpSync(city.root, root, {recursive: true});
  const {stderr} = kaikaku(root, ["restore", "--from", backup, "--replace"]);
  expect(stderr).toContain("控えのあとに届いたファイルが2件あります");
  const aside = join(root, readdirSync(root).find((name) => name.startsWith("before-restore-")) ?? "");
  const list = readFileSync(join(aside, "送り直すファイル.txt"), "utf8");
  expect(list.split("\n").map((line) => line.split("\t")[0])).toEqual([
    "時間外_5月訂正.csv",
    "用紙_まだ.csv",
    "控えのあとの公開版",
    "",
  ]);
  expect(readFileSync(join(aside, "inbox", "用紙_まだ.csv"), "utf8")).toBe("x");
});

test("a restore says what a person has to do again, also when it died: files that came since, orders to remove that were given since", () => {
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

test("a restore tells what was decided and published since, what waits under the name of another file, and what stays elsewhere", () => {
  const root = at("since");
  cpSync(city.root, root, {recursive: true});
  writeFileSync(join(root, "inbox", "用紙_前から.csv"), "first");
  const medium = at("since, medium");
  mkdirSync(medium);
  expect(kaikaku(root, ["backup", "--to", medium, "--with-key"])).toMatchObject({status: 0});
  const from = join(medium, readdirSync(medium)[0] ?? "");
  writeFileSync(join(root, "inbox", "用紙_前から.csv"), "second");
  const latest = currentRelease(city)?.releaseId;
  const reject = ["reject", "4", "--by", "課長", "--reason", "出し間違い"];
  expect(kaikaku(root, reject)).toMatchObject({status: 0});
  renameSync(join(root, "archive"), at("another disk"));
  symlinkSync(at("another disk"), join(root, "archive"));
  const newer = kaikaku(root, ["restore", "--from", from, "--replace"]);
  expect(newer.stderr).toContain("控えのあとに届いたファイルが1件あります");
  expect(newer.stderr).toContain("        用紙_前から.csv\n");
  expect(newer.stderr).toContain("受付番号4（時間外_2024.csv）の取下げ（理由: 出し間違い）");
  expect(newer.stderr).toContain(`        ${at("another disk")}\n`);
  expect(newer.stderr).not.toContain("公表した公開版");
  const older = kaikaku(root, ["restore", "--from", backup, "--replace"]);
  expect(older.stderr).toContain("公表した公開版が1件");
  expect(older.stderr).toContain(`        ${latest}\n`);
  const lists = readdirSync(root).filter((name) => name.startsWith("before-restore-"));
  const texts = lists.map((name) => readFileSync(join(root, name, "送り直すファイル.txt"), "utf8")).join("");
  for (const line of [
    `残っているもの\t${at("another disk")}`,
    "もう一度決めるもの\t受付番号4",
    `控えのあとの公開版\t${latest}`,
  ])
    expect(texts).toContain(line);
});

test("a restore tells of another key and of places that the settings of the backup name, and leaves alone what is none of the program's", () => {
  const root = at("other key");
  const home = openHome(root);
  writeFileSync(home.secret, "ab".repeat(32));
  writeFileSync(join(root, "settings.yaml"), "printing: {sandbox: required}\n");
  mkdirSync(join(root, "city"));
  writeFileSync(join(root, "city", "privacy.csv"), "stricter");
  mkdirSync(join(root, "人事の下書き"));
  writeFileSync(join(root, "人事の下書き", "卒業論文.txt"), "years of work");
  const elsewhere = at("elsewhere.jsonl");
  const from = forgedBackup({backup, copy: at("forged settings")}, (note, files) => {
    const text = `access_log: {anchor: ${elsewhere}}\n`;
    writeFileSync(join(files, "settings.yaml"), text);
    note.files.push({path: "settings.yaml", byteCount: text.length, sha256: sha256(Buffer.from(text))});
  });
  const {status, stderr} = kaikaku(root, ["restore", "--from", from, "--with-settings"]);
  expect([status, stderr]).toEqual([2, expect.stringContaining("別のものに替わりました")]);
  expect(stderr).toContain(elsewhere);
  expect(stderr).toContain("sandbox が required でなくなりました");
  expect(stderr).toContain("privacy.csv");
  expect(readFileSync(join(root, "人事の下書き", "卒業論文.txt"), "utf8")).toBe("years of work");
});

test("a restore keeps a service from starting until it is done", async () => {
  const home = openHome(at("leased"));
  let tried = 0;
  const progress = () => {
    tried += 1;
    expect(takeLock(serviceFiles(home).lease)).toBeUndefined();
  };
  const log = {info: () => {}, warn: () => {}, progress};
  await restore({
    home,
    from: backup,
    keyFile: undefined,
    replace: false,
    settings: undefined,
    now: NOW,
    log,
  });
  expect(tried).toBeGreaterThan(10);
  takeLock(serviceFiles(home).lease)?.release();
});

test("a restore takes settings for ill that are so, also where they say where the log's key lies", () => {
  for (const [name, log] of [
    ["gone", ""],
    ["another", "a"],
  ] as const) {
    const root = at(`ill settings ${name}`);
    const home = openHome(root);
    if (log === "a") kaikaku(root, ["status"]);
    else writeFileSync(headFile(home), '{"log":"x","number":1,"mac":"y"}');
    writeFileSync(join(root, "settings.yaml"), ": : {");
    const {status, stdout} = kaikaku(root, ["restore", "--from", backup]);
    expect([name, status, stdout]).toEqual([name, 0, expect.stringContaining("戻しました")]);
    expect(kaikaku(root, ["kpi", "--fy", "R6"]).status).toBe(0);
  }
});

test("two restores at once, or in one second, put nothing in place of the other's unasked, and keep what each put aside", async () => {
  const home = openHome(at("twice"));
  const log = {info: () => {}, warn: () => {}, progress: () => {}};
  const options = {
    home,
    from: backup,
    keyFile: undefined,
    replace: false,
    settings: undefined,
    now: NOW,
    log,
  };
  // The second looks before the first is through.
  const [first, second] = await Promise.allSettled([restore(options), restore(options)]);
  expect([first.status, second.status].sort()).toEqual(["fulfilled", "rejected"]);
  for (const text of ["one", "two"]) {
    writeFileSync(join(home.inbox, "a.csv"), text);
    await restore({...options, replace: true});
  }
  const aside = readdirSync(home.root).filter((name) => name.startsWith("before-restore-"));
  expect(aside.map((name) => readFileSync(join(home.root, name, "inbox", "a.csv"), "utf8"))).toEqual([
    "one",
    "two",
  ]);
});

test("a restore puts aside for a time that the rules state", () => {
  const home = openHome(at("aside"));
  for (const name of ["before-restore-2025-03-10T090000", "before-restore-2025-03-11T090000"])
    mkdirSync(join(home.root, name));
  expect(dropPutAside(home, "2025-03-11")).toEqual(["before-restore-2025-03-10T090000"]);
  expect(readdirSync(home.root)).toContain("before-restore-2025-03-11T090000");
});
