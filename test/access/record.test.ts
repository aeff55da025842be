import {spawn} from "node:child_process";
import {once} from "node:events";
import {appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {userInfo} from "node:os";
import {join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {describe, expect, test} from "vitest";
import {markOf} from "../../pipelines/access/chain.ts";
import {examineLog} from "../../pipelines/access/examine.ts";
import {headFile} from "../../pipelines/access/head.ts";
import {keyFile} from "../../pipelines/access/key-folder.ts";
import {recordAccess} from "../../pipelines/access/record.ts";
import {USUAL_LIMITS} from "../../pipelines/ask/limits.ts";
import {openLoggedSession} from "../../pipelines/ask/logged-session.ts";
import {smallRelease} from "../ask/small-release.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {homeWith, kinds, NOW, read, wordsOf} from "./small-log.ts";

test("the log of before there was a key is kept beside, and changed no more without notice", () => {
  const home = sampleHome(temporaryFolder());
  writeFileSync(home.queryLog, '{"number":1,"event":"asked","user":"tanaka","previous":"x","hash":"y"}\n');
  recordAccess(home, read("kpi"), NOW);
  expect(examineLog(home, [])).toMatchObject({
    faults: [],
    beginning: {carried: [{file: "queries.jsonl", log: null, found: "1行目が元のままではありません"}]},
  });
  appendFileSync(home.queryLog, "{}\n");
  expect(kinds(home)).toEqual(["carried_changed"]);
});

test("half a line of a process that died is cut off by the next", () => {
  const home = homeWith("kpi");
  appendFileSync(home.accessLog, '{"number":3,"at":"2024');
  recordAccess(home, read("export"), NOW);
  expect(examineLog(home, [])).toMatchObject({lineCount: 3, faults: []});
});

test("a process that dies between its lines and their note, or before its key has its name, accuses nobody", () => {
  const home = homeWith("kpi");
  rmSync(headFile(home));
  renameSync(keyFile(home), `${keyFile(home)}.new`);
  expect(kinds(home)).toEqual([]);
  recordAccess(home, read("export"), NOW);
  expect(existsSync(keyFile(home))).toBe(true);
  expect(kinds(home)).toEqual([]);
  const early = homeWith();
  recordAccess(early, read("kpi"), NOW);
  const other = sampleHome(temporaryFolder());
  recordAccess(other, read("kpi"), NOW);
  for (const file of [other.accessLog, headFile(other)]) rmSync(file);
  renameSync(keyFile(other), `${keyFile(other)}.new`);
  expect(kinds(other)).toEqual([]);
  recordAccess(other, read("export"), NOW);
  expect(examineLog(other, [])).toMatchObject({lineCount: 2, faults: []});
});

test("several processes at once make one chain", async () => {
  const home = homeWith();
  const script = `import {recordAccess} from ${JSON.stringify(join(import.meta.dirname, "../../pipelines/access/record.ts"))};
    for (let n = 0; n < 40; n += 1)
      recordAccess(${JSON.stringify(home)}, ${JSON.stringify(read("kpi"))}, new Date(0));`;
  const writers = [1, 2, 3].map(() =>
    spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {stdio: "inherit"}),
  );
  const faults: unknown[] = [];
  let isOver = false;
  const over = Promise.all(writers.map((writer) => once(writer, "exit"))).then(() => {
    isOver = true;
  });
  // Whoever looks at it meanwhile is told of no fault that is none.
  for (; !isOver; await pause(1)) faults.push(...examineLog(home, []).faults);
  await over;
  expect(faults).toEqual([]);
  expect(examineLog(home, [])).toMatchObject({lineCount: 121, faults: []});
});

test("a statement is recorded before it runs and at its end, refused ones too", async () => {
  const home = sampleHome(temporaryFolder());
  await smallRelease(home.releases);
  const session = await openLoggedSession(home, {releaseId: "small", megabytes: 128, now: () => NOW});
  const {chunks} = await session.ask({
    sql: "from marts.dim_bureaus where bureau_code <> $code",
    parameters: {code: "B1"},
    limits: USUAL_LIMITS,
  });
  for await (const chunk of chunks) expect(chunk.rowCount).toBe(29);
  await expect(session.ask({sql: "drop table x", limits: USUAL_LIMITS})).rejects.toThrow("読むだけの文");
  session.close();
  const {username} = userInfo();
  expect(wordsOf(home)).toMatchObject([
    {what: "記録を始めた"},
    {who: username, what: '問合せ small from marts.dim_bureaus where bureau_code <> $code {"code":"B1"}'},
    {what: "2の答え 29行"},
    {who: username, what: "問合せ small drop table x"},
    {who: username, what: expect.stringMatching(/^4を断った .*読むだけの文/)},
  ]);
  expect(kinds(home)).toEqual([]);
});

describe("where the settings say", () => {
  test("keys lie elsewhere, and every line's end is added to the anchor", () => {
    const [home, elsewhere] = [sampleHome(temporaryFolder()), temporaryFolder()];
    const anchor = join(elsewhere, "anchor.jsonl");
    writeFileSync(
      join(home.root, "settings.yaml"),
      `access_log:\n  key_folder: ${join(elsewhere, "keys")}\n  anchor: ${anchor}\n`,
    );
    for (const command of ["kpi", "export"]) recordAccess(home, read(command), NOW);
    expect(existsSync(home.accessKeys)).toBe(false);
    expect(existsSync(join(elsewhere, "keys", "chain.key"))).toBe(true);
    const heads = readFileSync(anchor, "utf8").trim().split("\n");
    expect(heads.map((head) => JSON.parse(head).number)).toEqual([2, 3]);
    rmSync(anchor);
    writeFileSync(
      join(home.root, "settings.yaml"),
      `access_log:\n  anchor: ${join(elsewhere, "none", "x")}\n`,
    );
    expect(() => recordAccess(home, read("docs"), NOW)).toThrow();
  });
});

test("a key's mark does not give it away", () => {
  expect(markOf(Buffer.alloc(32))).toMatch(/^[0-9a-f]{12}$/);
});
