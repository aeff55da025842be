import {spawn} from "node:child_process";
import {once} from "node:events";
import {appendFileSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {USUAL_LIMITS} from "../../pipelines/ask/limits.ts";
import {openLoggedSession} from "../../pipelines/ask/logged-session.ts";
import {recordQuery, verifyQueryLog} from "../../pipelines/ask/query-log.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {smallRelease} from "./small-release.ts";

const NOW = new Date("2024-10-08T00:00:00Z");
const asked = (sql: string) =>
  ({event: "asked", user: "tanaka", releaseId: "r", sql, parameters: {}}) as const;

function homeWith(...statements: string[]): Home {
  const home = openHome(temporaryFolder());
  for (const sql of statements) recordQuery(home, asked(sql), NOW);
  return home;
}

function change(home: Home, edit: (lines: string[]) => string[]): void {
  const lines = readFileSync(home.queryLog, "utf8").split("\n").slice(0, -1);
  writeFileSync(
    home.queryLog,
    edit(lines)
      .map((line) => `${line}\n`)
      .join(""),
  );
}

test("a log as it was written is whole", () => {
  expect(verifyQueryLog(homeWith("select 1", "select '長い'".repeat(2000), "select 3"))).toEqual({
    kind: "whole",
    entries: 3,
  });
  expect(verifyQueryLog(homeWith())).toEqual({kind: "whole", entries: 0});
});

test.each<[string, (lines: string[]) => string[], number]>([
  ["a changed line", (lines) => lines.map((line) => line.replace("select 2", "select 9")), 2],
  ["a changed user", (lines) => lines.map((line) => line.replace("tanaka", "suzuki")), 1],
  ["a line taken out", ([one, , three]) => [String(one), String(three)], 2],
  ["lines in another order", ([one, two, three]) => [String(one), String(three), String(two)], 2],
  ["the last line cut off", (lines) => lines.slice(0, -1), 3],
  ["everything cut off", () => [], 1],
  ["a line that is none", (lines) => [...lines, "x"], 4],
])("%s is found", (_, edit, line) => {
  const home = homeWith("select 1", "select 2", "select 3");
  change(home, edit);
  expect(verifyQueryLog(home)).toMatchObject({kind: "broken", line});
});

test("a log whose last line is noted nowhere is not taken for whole", () => {
  const home = homeWith("select 1", "select 2", "select 3");
  const head = `${home.queryLog}.last`;
  for (const spoilt of ["x", "{}"]) {
    writeFileSync(head, spoilt);
    expect(verifyQueryLog(home)).toMatchObject({kind: "broken", line: 4});
  }
  rmSync(head);
  expect(verifyQueryLog(home)).toMatchObject({kind: "broken", line: 4, why: expect.stringContaining("控え")});
});

test("half a line of a process that died is cut off by the next", () => {
  const home = homeWith("select 1");
  appendFileSync(home.queryLog, '{"number":2,"at":"2024');
  recordQuery(home, asked("select 2"), NOW);
  expect(verifyQueryLog(home)).toEqual({kind: "whole", entries: 2});
});

test("several processes at once make one chain", async () => {
  const home = homeWith();
  const script = `import {recordQuery} from ${JSON.stringify(join(import.meta.dirname, "../../pipelines/ask/query-log.ts"))};
    for (let n = 0; n < 40; n += 1)
      recordQuery(${JSON.stringify(home)}, ${JSON.stringify(asked("select 1"))}, new Date(0));`;
  const writers = [1, 2, 3].map(() =>
    spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {stdio: "inherit"}),
  );
  await Promise.all(writers.map((writer) => once(writer, "exit")));
  expect(verifyQueryLog(home)).toEqual({kind: "whole", entries: 120});
});

test("a statement is recorded before it runs and at its end, refused ones too", async () => {
  const home = openHome(temporaryFolder());
  await smallRelease(home.releases);
  const session = await openLoggedSession(home, {
    releaseId: "small",
    megabytes: 128,
    user: "tanaka",
    now: () => NOW,
  });
  const {chunks} = await session.ask({
    sql: "from marts.dim_bureaus where bureau_code <> $code",
    parameters: {code: "B1"},
    limits: USUAL_LIMITS,
  });
  for await (const chunk of chunks) expect(chunk.rowCount).toBe(29);
  await expect(session.ask({sql: "drop table x", limits: USUAL_LIMITS})).rejects.toThrow("読むだけの文");
  session.close();
  const entries = readFileSync(home.queryLog, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(entries).toMatchObject([
    {event: "asked", user: "tanaka", releaseId: "small", parameters: {code: "B1"}, at: NOW.toISOString()},
    {event: "answered", asked: 1, rows: 29},
    {event: "asked", sql: "drop table x"},
    {event: "refused", asked: 3},
  ]);
  expect(verifyQueryLog(home)).toEqual({kind: "whole", entries: 4});
});
