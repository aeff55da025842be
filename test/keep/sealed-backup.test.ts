import {createHash} from "node:crypto";
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Home} from "../../pipelines/installation/home.ts";
import {makeSealKey} from "../../pipelines/installation/seal-key.ts";
import {backUp} from "../../pipelines/keep/backup.ts";
import {sumOf} from "../../pipelines/keep/backup-content.ts";
import {restore} from "../../pipelines/keep/restore.ts";
import type {BackupNote} from "../../schemas/backup.ts";
import {overtime, publishedCity, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {lastingFolder} from "../temporary-folder.ts";

const {folder, remove} = lastingFolder();
const KEY = join(folder, "archive-key");
const OPTIONS = {withKey: false, log: {info: () => {}, warn: () => {}, progress: () => {}}};
let city: Home;

beforeAll(async () => {
  city = await publishedCity(join(folder, "city"));
  makeSealKey(KEY, city);
  send(city, {"時間外_待つ.csv": [HEADINGS.overtime, ...overtime("2025-05", "1:00")].join("\n")});
  writeFileSync(join(city.refused, "受付不可.csv"), "000001,何か\n");
  writeFileSync(join(city.output, "直し.xlsx"), "000001");
});
afterAll(remove);

function backedUp(name: string) {
  mkdirSync(join(folder, name), {recursive: true});
  return backUp({...OPTIONS, home: city, to: join(folder, name), now: new Date("2025-06-10T00:00:00Z")});
}

function restored(name: string, from: string, keyFile?: string) {
  const home = sampleHome(join(folder, name));
  return restore({
    ...OPTIONS,
    home,
    from,
    keyFile,
    replace: true,
    settings: undefined,
    now: new Date("2025-06-11T00:00:00Z"),
  });
}

const digest = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

test("a backup without any key has no file with staff numbers as they were sent, and a restore leaves those that are there", async () => {
  const {folder: from, note} = await backedUp("open");
  expect(note.originals).toBe("left_out");
  const sent = note.files.filter(({path}) =>
    /^(archive|inbox|refused)\/|^(?!city\/).*\.(xlsx|csv)$/.test(path),
  );
  expect(sent).toEqual([]);
  expect(note.contents).toHaveLength(readdirSync(city.archive).length);
  const before = [city.archive, city.inbox, city.refused].map((place) => readdirSync(place));
  const {later, putAside} = await restored("city", from);
  expect(putAside).not.toBeNull();
  expect(later).toEqual({files: [], orders: [], decisions: [], releases: []});
  expect([city.archive, city.inbox, city.refused].map((place) => readdirSync(place))).toEqual(before);
});

test("a sealed backup holds everything, nothing of it readable, and comes back with its key only", async () => {
  writeFileSync(join(city.root, "settings.yaml"), `encryption:\n  key_file: ${KEY}\n`);
  const {folder: from, note} = await backedUp("sealed");
  expect(note.originals).toBe("sealed");
  expect(note.files.filter(({path}) => !path.endsWith(".sealed"))).toEqual([]);
  await expect(restored("elsewhere", from)).rejects.toThrow("--key-file");
  await expect(restored("elsewhere", from, city.secret)).rejects.toThrow("別の鍵で暗号化");
  expect(readdirSync(sampleHome(join(folder, "elsewhere")).releases)).toEqual([]);
  await restored("elsewhere", from, KEY);
  const there = sampleHome(join(folder, "elsewhere"));
  expect(digest(there.ledger)).toBe(digest(city.ledger));
  expect(readdirSync(there.inbox)).toEqual(readdirSync(city.inbox));
  expect(readdirSync(there.archive)).toEqual(readdirSync(city.archive).map((name) => `${name}.sealed`));
  expect(readFileSync(join(there.refused, "受付不可.csv"), "utf8")).toBe("000001,何か\n");
});

test("a sealed backup whose note was made to fit a changed file restores nothing", async () => {
  const {folder: from, note} = await backedUp("forged");
  const entry = note.files.find(({path}) => path.startsWith("ledger")) as BackupNote["files"][number];
  const file = join(from, "files", entry.path);
  const bytes = readFileSync(file);
  bytes[2000] = (bytes[2000] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const files = note.files.map((each) => (each === entry ? {...each, sha256: digest(file)} : each));
  const {sum: _, ...content} = {...note, files};
  writeFileSync(join(from, "backup.json"), JSON.stringify({...content, sum: sumOf(content)}));
  await expect(restored("empty", from, KEY)).rejects.toThrow("書き換えられているか、壊れています");
  expect(readdirSync(sampleHome(join(folder, "empty")).releases)).toEqual([]);
});

test("a key beside the backup is refused, and one sealed backup never names what no backup may hold", async () => {
  await expect(
    backUp({...OPTIONS, home: city, to: folder, now: new Date("2025-06-12T00:00:00Z")}),
  ).rejects.toThrow("ほかの場所に置いてください");
  const {folder: from, note} = await backedUp("hostile");
  const files = note.files.map((each, index) =>
    index === 0 ? {...each, path: "restore.json.sealed"} : each,
  );
  const {sum: _, ...content} = {...note, files};
  writeFileSync(join(from, "backup.json"), JSON.stringify({...content, sum: sumOf(content)}));
  await expect(restored("empty", from, KEY)).rejects.toThrow("あってはならない名前");
});

test("nobody without the key lays a file of their own into a sealed backup", async () => {
  const {folder: from, note} = await backedUp("with an open file");
  writeFileSync(join(from, "files", "city", "privacy.csv"), "everything\n");
  const open = {
    path: "city/privacy.csv",
    byteCount: 11,
    sha256: digest(join(from, "files/city/privacy.csv")),
  };
  const files = [...note.files.filter(({path}) => path !== "city/privacy.csv.sealed"), open];
  const {sum: _, ...content} = {...note, files};
  writeFileSync(join(from, "backup.json"), JSON.stringify({...content, sum: sumOf(content)}));
  await expect(restored("empty", from, KEY)).rejects.toThrow("「city/privacy.csv」");
});
