import {cpSync, mkdirSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {examineLog} from "../../pipelines/access/examine.ts";
import {beginningOf, headOf} from "../../pipelines/access/head.ts";
import {readLog} from "../../pipelines/access/read-log.ts";
import {recordAccess} from "../../pipelines/access/record.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {anchorsOf} from "../../pipelines/keep/access-anchors.ts";
import {backUp} from "../../pipelines/keep/backup.ts";
import {restore} from "../../pipelines/keep/restore.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {backedUpCity, NOW} from "./backed-up-city.ts";

const {folder, remove} = lastingFolder();
const at = (name: string) => join(folder, name);
let backup = "";
let city: Home;

beforeAll(async () => {
  ({city, backup} = await backedUpCity(folder));
});
afterAll(remove);

test("a restore launders no log: one that was removed, and comes back shorter from a backup, is begun anew and says so", () => {
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

test("a restore brings the log of the backup beside another that was begun here since", () => {
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

test("a backup holds log and note of its last line as they were at one moment, whoever reads meanwhile", async () => {
  const {folder, remove} = lastingFolder();
  const home = sampleHome(join(folder, "home"));
  for (let count = 0; count < 20; count += 1) writeFileSync(join(home.inbox, `${count}.csv`), "x");
  const read = () => recordAccess(home, {event: "read", command: "kpi", options: {}, staffNumber: null}, NOW);
  read();
  const log = {info: () => {}, warn: () => {}, progress: read};
  const {folder: from, note} = await backUp({home, to: join(folder, "medium"), withKey: true, now: NOW, log});
  const back = sampleHome(join(folder, "back"));
  await restore({
    home: back,
    from,
    keyFile: undefined,
    replace: false,
    settings: undefined,
    now: NOW,
    log: {...log, progress: () => {}},
  });
  expect(examineLog(back, note.accessLog ? [{...note.accessLog, place: "the backup"}] : []).faults).toEqual(
    [],
  );
  expect(headOf(back)).toEqual(note.accessLog);
  remove();
});
