import {cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {printersFor} from "../../commands/printers.ts";
import {examineLog} from "../../pipelines/access/examine.ts";
import {headFile, headOf} from "../../pipelines/access/head.ts";
import {readLog} from "../../pipelines/access/read-log.ts";
import {recordAccess} from "../../pipelines/access/record.ts";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {anchorsOf} from "../../pipelines/keep/access-anchors.ts";
import {publishedReleases} from "../../pipelines/releases/history.ts";
import type {Diagnosis} from "../../schemas/backup.ts";
import {overtime, publishedCity, runRelease, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";

const {folder, remove} = lastingFolder();
const root = join(folder, "home");
let home: Home;
beforeAll(async () => {
  home = await publishedCity(root);
});
afterAll(remove);

test.each([
  ["kpi", "--fy", "R6"],
  ["scoreboard"],
  ["explain", "F-overtime_over_480h-R6"],
  ["diff", "2025-06-02", "2025-06-02"],
  ["export", "--out", join(folder, "parquet")],
  ["docs", "--out", join(folder, "docs.html")],
  ["workbook", "--out", join(folder, "tables.xlsx")],
  ["status"],
])("%s is recorded with what was asked for", (...args) => {
  kaikaku(root, args);
  const last = [...readLog(home)].at(-1);
  expect(last?.what.startsWith(String(args[0]))).toBe(true);
  for (const word of args.slice(1).filter((word) => !word.startsWith("--")))
    expect(last?.what).toContain(word);
});

test("what run and the service print is recorded before it is printed, or is not printed", async () => {
  const copy = join(folder, "printing");
  cpSync(root, copy, {recursive: true, preserveTimestamps: true});
  const there = openHome(copy);
  const pdfs = () => readdirSync(there.output).filter((name) => name.endsWith(".pdf"));
  const print = printersFor(readJobs(there.city), there).get("bureau_scorecards");
  const serve = () => print?.({period: "R6Q4", releaseId: "2025-06-02"});
  recordAccess(there, {event: "read", command: "kpi", options: {}, staffNumber: null}, new Date());
  const whole = readFileSync(there.accessLog, "utf8");
  writeFileSync(there.accessLog, whole.slice(0, -20));
  expect(kaikaku(copy, ["run", "--clock-is-right"]).stderr).toContain("access --renew");
  await expect(serve()).rejects.toThrow("access --renew");
  expect(pdfs()).toEqual([]);
  writeFileSync(there.accessLog, whole);
  kaikaku(copy, ["run", "--clock-is-right"]);
  expect([...readLog(there)].at(-1)?.what).toMatch(/^run .*scorecard_R6Q4/);
  await serve();
  expect([...readLog(there)].at(-1)?.what).toMatch(/^schedule .*bureau_scorecards.*R6Q4/);
  expect(pdfs().length).toBeGreaterThan(1);
});

test("a question for help, or one that is not understood, reads nothing", () => {
  const before = readFileSync(home.accessLog);
  expect(kaikaku(root, ["kpi", "--help"]).stdout).toContain("--bureau");
  expect(kaikaku(root, ["kpi", "--none"]).status).toBe(1);
  expect(kaikaku(root, ["releases"]).status).toBe(0);
  expect(readFileSync(home.accessLog).equals(before)).toBe(true);
});

test("access lists who read what, and is recorded itself", () => {
  const {stdout} = kaikaku(root, ["access", "--last", "2"]);
  expect(stdout).toContain("status");
  expect(stdout.trimEnd().split("\n").at(-1)).toContain('access {"last":2}');
});

function doctor(): Diagnosis[] {
  const found = JSON.parse(kaikaku(root, ["doctor", "--json"]).stdout) as Diagnosis[];
  return found.filter(({probe}) => probe === "だれが何を読んだかの記録");
}

test("the first release knows of a log, too: done away with before anybody read, it is missed", async () => {
  const unread = await publishedCity(join(folder, "unread"));
  expect(publishedReleases(unread).map(({accessLog}) => accessLog)).toEqual([headOf(unread)]);
  for (const file of [unread.accessLog, headFile(unread), unread.accessKeys]) rmSync(file, {recursive: true});
  expect(examineLog(unread, anchorsOf(unread)).faults).toMatchObject([{kind: "deleted"}]);
});

test("every release holds where the log stood: begun anew as if nothing had been, doctor says so, reading goes on only openly", async () => {
  send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "40:00")].join("\n")});
  const stood = headOf(home);
  expect(await runRelease(home, "2025-06-04T00:00:00Z")).toBe("published");
  expect(publishedReleases(home).at(-1)?.accessLog).toEqual(stood);
  expect(doctor()).toMatchObject([{state: "ok"}]);

  for (const file of [home.accessLog, headFile(home), home.accessKeys]) rmSync(file, {recursive: true});
  expect(doctor()).toMatchObject([{state: "fault", what: expect.stringContaining("消去: ")}]);
  recordAccess(home, {event: "read", command: "kpi", options: {}, staffNumber: null}, new Date());
  expect(doctor()).toMatchObject([{state: "fault", what: expect.stringContaining("始め直し: 公開版 ")}]);

  rmSync(home.accessLog);
  const refused = kaikaku(root, ["export", "--out", join(folder, "unrecorded")]);
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining("access --renew")]);
  expect(existsSync(join(folder, "unrecorded"))).toBe(false);
  expect(kaikaku(root, ["access", "--renew"]).status).toBe(1);
  expect(kaikaku(root, ["access", "--renew", "--reason", "人事課が調べた", "--by", "課長"])).toMatchObject({
    status: 0,
    stderr: expect.stringContaining("消去: "),
  });
  expect(examineLog(home, anchorsOf(home)).faults).toEqual([]);
  expect(doctor()).toMatchObject([{state: "ok", what: expect.stringContaining("始め直した記録")}]);
});
