import {spawnSync} from "node:child_process";
import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {beforeEach, expect, test} from "vitest";
import {openSession} from "../../pipelines/ask/ask.ts";
import {USUAL_LIMITS} from "../../pipelines/ask/limits.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import {answerTable} from "../../reports/answers/answer-table.ts";
import type {terminalTable} from "../../reports/terminal/terminal-table.ts";
import {addAll} from "../../schemas/add-all.ts";
import {largest} from "../../schemas/extremes.ts";
import {visibleLine, visibleText} from "../../schemas/visible-text.ts";
import {smallRelease} from "../ask/small-release.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** What would clear a screen, turn letters around, and forge a line of the program's own. */
const STEERING = "\u001b[2J\u009b31m\u202e\u2066\u0007";
const RAW = /(?!\n)[\p{Cc}\p{Cf}]/u;

let home: string;
beforeEach(async () => {
  home = temporaryFolder();
  const {releases} = openHome(home);
  await smallRelease(releases);
  writeFileSync(join(releases, "current.json"), '{"releaseId":"small","inputHash":""}');
});

function expectNothingRaw({stdout, stderr}: {stdout: string; stderr: string}): void {
  expect([RAW.exec(stdout), RAW.exec(stderr)]).toEqual([null, null]);
  expect(stdout + stderr).toContain("〔U+001B〕[2J〔U+009B〕31m〔U+202E〕〔U+2066〕〔U+0007〕");
}

test("headings, cells and errors of an answer steer no terminal", () => {
  for (const sql of [
    `select 1 as "${STEERING}"`,
    `select '${STEERING}' as x`,
    `select "${STEERING}" from marts.dim_bureaus`,
    `from marts."${STEERING}"`,
    `select 1 ${STEERING}`,
    `select cast('${STEERING}' as integer)`,
  ])
    expectNothingRaw(kaikaku(home, ["sql", sql]));
  const plan = kaikaku(home, [
    "sql",
    "--explain",
    `select bureau_name || '${STEERING}' from marts.dim_bureaus`,
  ]);
  expect([plan.status, RAW.exec(plan.stdout)]).toEqual([0, null]);
});

test("names of files, folders, releases and commands steer no terminal", () => {
  mkdirSync(join(home, "inbox", `a${STEERING}`));
  writeFileSync(join(home, "inbox", `b${STEERING}.csv`), `x${STEERING},y\n1,2\n`);
  expectNothingRaw(kaikaku(home, ["run"]));
  expectNothingRaw(kaikaku(home, ["status"]));
  for (const args of [
    ["verify", `${STEERING}.pdf`],
    ["sql", "--file", STEERING],
    [STEERING],
    ["kpi", `--${STEERING}`],
  ])
    expectNothingRaw(kaikaku(home, args));
});

test("a cell with line breaks forges no line of a report", () => {
  const cell = "x\n公開版  2099-01-01-ffffff を公開しました";
  const file = join(temporaryFolder(), "時間外.csv");
  writeFileSync(file, `${HEADINGS.overtime}\n000001,2022-04,"${cell}",通常,1:00\n`);
  const {stdout} = kaikaku(home, ["ingest", file]);
  expect(stdout).toContain("x〔U+000A〕公開版");
  expect([stdout, kaikaku(home, ["status"]).stdout].join("\n")).not.toMatch(/^公開版/m);
});

test("JSON says the same with every such sign escaped", () => {
  writeFileSync(join(home, "inbox", `b${STEERING}.csv`), "x,y\n1,2\n");
  const {stdout} = kaikaku(home, ["status", "--json"]);
  expect(stdout).not.toMatch(RAW);
  expect(JSON.parse(stdout).waiting_files).toEqual([`b${visibleLine(STEERING)}.csv`]);
});

test("a program gets the text as it is, a screen does not", ({skip}) => {
  skip(
    spawnSync("script", ["--version"]).status !== 0,
    "no program `script` that gives a process a terminal",
  );
  const sql = `select '${STEERING}' as x`;
  expect(kaikaku(home, ["sql", sql, "--format", "csv"]).stdout).toBe(`x\r\n${STEERING}\r\n`);
  const command = `'${process.execPath}' '${join(import.meta.dirname, "../../cli.ts")}' sql "${sql}" --format csv`;
  const {stdout} = spawnSync("script", ["-qec", command, "/dev/null"], {
    encoding: "utf8",
    env: {...process.env, KAIKAKU_HOME: home},
  });
  expect(stdout.replaceAll("\r\n", "\n")).toBe(`x\n${visibleText(STEERING)}\n`);
});

/** Measuring five million letters takes a minute, and no limit of the question's holds for it. */
const MEGABYTES = "select repeat('漢→', 2500000) as x, 1 as y";

test("a cell of megabytes is shortened, with a sign that says so", () => {
  const {status, stdout} = kaikaku(home, ["sql", MEGABYTES]);
  expect([status, stdout.length < 5000]).toEqual([0, true]);
  expect(stdout).toContain("…（全5,000,000字）");
});

test.each([
  ["one cell of megabytes", MEGABYTES],
  ["a heading of megabytes", `select 1 as "${"漢→".repeat(40_000)}"`],
  [
    "a hundred thousand long cells",
    `select ${Array.from({length: 100}, () => "repeat('→', 900)").join(", ")} from range(1000)`,
  ],
])("%s: no more letters are measured than a screen can show", async (_, sql) => {
  const session = await openSession(join(home, "releases", "small.duckdb"), USUAL_LIMITS);
  const measured: string[] = [];
  const counted: typeof terminalTable = (heads, rows) => {
    addAll(measured, [...heads.map(({title}) => title), ...rows.flat()]);
    return [];
  };
  for await (const _ of answerTable(await session.ask({sql, limits: USUAL_LIMITS}), counted));
  session.close();
  expect(largest(measured.map(({length}) => length))).toBeLessThan(1100);
  expect(measured.join("").length).toBeLessThan(2_000_000);
});

test("many long cells share one measure", () => {
  const {stdout} = kaikaku(home, [
    "sql",
    "select repeat('→', 900) as x, repeat('○', 900) as y from range(3000)",
  ]);
  expect(stdout).toContain(`${"→".repeat(500)}…（全900字）  ${"○".repeat(500)}…（全900字）`);
  expect(stdout).toContain("はじめの1,000行です");
});
