import {spawn} from "node:child_process";
import {once} from "node:events";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import {userInfo} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, test} from "vitest";
import {linked, markOf, readWritten} from "../../pipelines/access/chain.ts";
import {type Anchor, examineLog} from "../../pipelines/access/examine.ts";
import {forget} from "../../pipelines/access/forget.ts";
import {headFile, headOf} from "../../pipelines/access/head.ts";
import {chainKey, keyFile, peopleFile} from "../../pipelines/access/key-folder.ts";
import {readLog} from "../../pipelines/access/read-log.ts";
import {recordAccess} from "../../pipelines/access/record.ts";
import {renewLog} from "../../pipelines/access/renew.ts";
import {USUAL_LIMITS} from "../../pipelines/ask/limits.ts";
import {openLoggedSession} from "../../pipelines/ask/logged-session.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {takeLock} from "../../pipelines/installation/lock.ts";
import {smallRelease} from "../ask/small-release.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const FORGET = fileURLToPath(new URL("./forget-elsewhere.ts", import.meta.url));
const NOW = new Date("2024-10-08T00:00:00Z");
const read = (command: string, staffNumber: string | null = null) =>
  ({event: "read", command, options: {fy: "R6"}, staffNumber}) as const;

/** A log with its beginning and a line for each command. */
function homeWith(...commands: string[]): Home {
  const home = openHome(temporaryFolder());
  for (const command of commands) recordAccess(home, read(command), NOW);
  return home;
}

function linesOf(home: Home): string[] {
  return readFileSync(home.accessLog, "utf8").split("\n").slice(0, -1);
}

function change(home: Home, edit: (lines: string[]) => string[]): void {
  const lines = edit(linesOf(home));
  writeFileSync(home.accessLog, lines.map((line) => `${line}\n`).join(""));
}

function anchorOf(home: Home): Anchor {
  const head = headOf(home);
  if (!head) throw new Error("no log");
  return {...head, place: "公開版 x"};
}

function kinds(home: Home, anchors: Anchor[] = []): string[] {
  return examineLog(home, anchors).faults.map(({kind}) => kind);
}

/** What somebody who knows how the log is made, and not its key, can do. */
function forged(lines: string[]): string[] {
  const key = Buffer.alloc(32);
  let previous = readWritten(String(lines[0]))?.previous ?? "";
  return lines.map((line) => {
    const {mac: _, previous: __, ...content} = JSON.parse(line.replace('"kpi"', '"docs"'));
    const made = linked(content, {key, previous});
    previous = made.mac;
    return JSON.stringify(made);
  });
}

test("a log as it was written is whole, with its anchors and without", () => {
  const home = homeWith("kpi", "x".repeat(9000));
  const earlier = anchorOf(home);
  recordAccess(home, read("export"), NOW);
  expect(examineLog(home, [earlier, anchorOf(home)])).toMatchObject({lineCount: 4, faults: []});
  expect(examineLog(homeWith(), [])).toEqual({lineCount: 0, faults: [], beginning: undefined});
});

describe("what somebody does to it behind the program's back has its own name", () => {
  const DONE: [string, (home: Home) => void, string][] = [
    [
      "a changed word",
      (home) => change(home, (lines) => lines.map((line) => line.replace('"kpi"', '"sql"'))),
      "edited",
    ],
    ["a chain made anew without the key", (home) => change(home, forged), "edited"],
    ["a line that is none", (home) => change(home, (lines) => [...lines, "x"]), "edited"],
    ["a line taken out", (home) => change(home, (lines) => lines.toSpliced(2, 1)), "removed"],
    [
      "lines in another order",
      (home) => change(home, ([a = "", b = "", c = "", d = ""]) => [a, c, b, d]),
      "removed",
    ],
    ["the end cut off", (home) => change(home, (lines) => lines.slice(0, -1)), "cut"],
    ["nothing left in it", (home) => change(home, () => []), "deleted"],
    ["no file any more", (home) => rmSync(home.accessLog), "deleted"],
    ["no key any more", (home) => rmSync(keyFile(home)), "key_missing"],
    ["another key", (home) => writeFileSync(keyFile(home), "ab".repeat(32)), "key_other"],
    ["no note of the end", (home) => rmSync(headFile(home)), "note_missing"],
    [
      "all but its beginning cut off, and no note of the end",
      (home) => {
        change(home, (lines) => lines.slice(0, 2));
        rmSync(headFile(home));
      },
      "note_missing",
    ],
  ];

  test.each(DONE)("%s", (_, act, kind) => {
    const home = homeWith("kpi", "export", "docs");
    act(home);
    expect(kinds(home)).toEqual([kind]);
    // Nothing is read while it is so, and a new log says what was found of the old one.
    if (kind !== "removed" && !(kind === "edited" && linesOf(home).length === 4))
      expect(() => recordAccess(home, read("sql"), NOW)).toThrow("access --renew");
    const found = renewLog(home, {anchors: [], by: "課長", reason: "調べた", now: NOW});
    expect(found).toHaveLength(1);
    expect(kinds(home)).toEqual([]);
    recordAccess(home, read("sql"), NOW);
    expect(kinds(home)).toEqual([]);
  });

  test("cut and gone on with: the anchor of before tells", () => {
    const home = homeWith("kpi", "export", "docs");
    const anchor = anchorOf(home);
    change(home, (lines) => lines.slice(0, -1));
    const [last = ""] = linesOf(home).slice(-1);
    const {number, mac} = readWritten(last) ?? {};
    writeFileSync(headFile(home), JSON.stringify({log: anchor.log, number, mac}));
    expect(kinds(home)).toEqual([]);
    expect(kinds(home, [anchor])).toEqual(["cut"]);
    recordAccess(home, read("sql"), NOW);
    expect(kinds(home)).toEqual([]);
    expect(kinds(home, [anchor])).toEqual(["rewritten"]);
  });

  test("all of it deleted and begun anew, key and notes too: the anchor of before tells", () => {
    const home = homeWith("kpi", "export");
    const anchor = anchorOf(home);
    for (const file of [home.accessLog, headFile(home), home.accessKeys]) rmSync(file, {recursive: true});
    expect(kinds(home, [anchor])).toEqual(["deleted"]);
    recordAccess(home, read("kpi"), NOW);
    expect(kinds(home)).toEqual([]);
    expect(kinds(home, [anchor])).toEqual(["restarted"]);
    renewLog(home, {anchors: [anchor], by: null, reason: "調べた", now: NOW});
    expect(kinds(home, [anchor])).toEqual([]);
  });

  test("another log in its place", () => {
    const [home, other] = [homeWith("kpi", "export"), homeWith("kpi", "docs")];
    copyFileSync(other.accessLog, home.accessLog);
    expect(kinds(home)).toContain("key_other");
    copyFileSync(keyFile(other), keyFile(home));
    expect(kinds(home)).toEqual(["restarted", "people_unreadable"]);
    expect(() => recordAccess(home, read("sql"), NOW)).toThrow("別のものに替わって");
  });

  test("made anew by somebody who has the key: the anchor of before tells", () => {
    const home = homeWith("kpi", "export");
    const [anchor, key] = [anchorOf(home), chainKey(home) ?? Buffer.alloc(0)];
    let previous = readWritten(linesOf(home)[0] ?? "")?.previous ?? "";
    change(home, (lines) =>
      lines.map((line) => {
        const {mac: _, previous: __, ...content} = JSON.parse(line.replace('"kpi"', '"docs"'));
        const made = linked(content, {key, previous});
        previous = made.mac;
        return JSON.stringify(made);
      }),
    );
    writeFileSync(headFile(home), JSON.stringify({...anchor, mac: previous, place: undefined}));
    expect(kinds(home)).toEqual([]);
    expect(kinds(home, [anchor])).toEqual(["rewritten"]);
  });

  test("a log that was left and is changed afterwards", () => {
    const home = homeWith("kpi");
    const {log} = anchorOf(home);
    renewLog(home, {anchors: [], by: null, reason: "試し", now: NOW});
    appendFileSync(join(home.root, `access-log.before-1-${log}.jsonl`), "x\n");
    expect(kinds(home)).toEqual(["carried_changed"]);
  });
});

test("the log of before there was a key is kept beside, and changed no more without notice", () => {
  const home = openHome(temporaryFolder());
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
  const other = openHome(temporaryFolder());
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
  await Promise.all(writers.map((writer) => once(writer, "exit")));
  expect(examineLog(home, [])).toMatchObject({lineCount: 121, faults: []});
});

test("a statement is recorded before it runs and at its end, refused ones too", async () => {
  const home = openHome(temporaryFolder());
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
  expect(readLog(home)).toMatchObject([
    {what: "記録を始めた"},
    {who: username, what: '問合せ small from marts.dim_bureaus where bureau_code <> $code {"code":"B1"}'},
    {what: "2の答え 29行"},
    {who: username, what: "問合せ small drop table x"},
    {who: username, what: expect.stringMatching(/^4を断った .*読むだけの文/)},
  ]);
  expect(kinds(home)).toEqual([]);
});

describe("people in the log", () => {
  const {username} = userInfo();

  test("neither account nor staff number nor what was asked stands in it in the open", () => {
    const home = homeWith();
    recordAccess(home, read("person", "012345"), NOW);
    const text = readFileSync(home.accessLog, "utf8");
    for (const name of [`"${username}"`, "012345", "R6"]) expect(text).not.toContain(name);
    expect(readLog(home).at(-1)).toEqual({
      number: 2,
      at: NOW.toISOString(),
      who: username,
      what: 'person {"fy":"R6"}（職員番号 012345 について）',
    });
  });

  test("whose key is destroyed cannot be read any more, others can; the chain stays whole and says that it was done", () => {
    const home = homeWith("kpi");
    recordAccess(home, read("person", "012345"), NOW);
    recordAccess(home, read("person", "054321"), NOW);
    expect(forget(home, "012345", {by: "課長", reason: "消去の求め", now: NOW})).toBe(1);
    const what = readLog(home).map((line) => line.what);
    expect(what[2]).toContain("〔消した人〕 について");
    expect(what[3]).toContain("054321");
    expect(what[4]).toMatch(/^p-[0-9a-f]{16} の鍵を消した 消去の求め$/);
    expect(readFileSync(peopleFile(home), "utf8")).not.toContain("012345");
    expect(kinds(home)).toEqual([]);
    expect(() => forget(home, "012345", {by: null, reason: "x", now: NOW})).toThrow("ありません");
  });

  test("nobody takes out himself, by whatever name", () => {
    const home = homeWith("kpi");
    const {username} = userInfo();
    const himself = () => forget(home, username, {by: "他人", reason: "x", now: NOW});
    expect(himself).toThrow("ほかの利用者");
    expect(readLog(home).at(-1)?.who).toBe(username);
  });

  test.each<[string, (text: string) => string]>([
    ["taken out", () => JSON.stringify({people: []})],
    ["exchanged", (text) => text.replaceAll(/"key": "[0-9a-f]{64}"/g, `"key": "${"ab".repeat(32)}"`)],
    ["torn", () => "{"],
  ])("a key that is %s without an order is told, and the log is listed all the same", (what, edit) => {
    const home = homeWith("kpi");
    recordAccess(home, read("person", "012345"), NOW);
    writeFileSync(peopleFile(home), edit(readFileSync(peopleFile(home), "utf8")));
    expect(examineLog(home, []).faults).toEqual([{kind: "people_unreadable", count: 2}]);
    if (what !== "torn") expect(readLog(home).at(-1)?.who).toBe("〔消した人〕");
  });

  test("a key that the same person gets while it waits for its turn is destroyed, too", async () => {
    const home = homeWith("kpi");
    recordAccess(home, read("person", "012345"), NOW);
    const lock = takeLock(join(home.locks, "queries.lock"));
    const other = spawn(process.execPath, [FORGET, home.root, "012345"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (other.stdout) await once(other.stdout, "data");
    // It waits for the lock; what it read before would be what it takes out.
    await new Promise((wake) => setTimeout(wake, 200));
    const known = JSON.parse(readFileSync(peopleFile(home), "utf8"));
    known.people.push({person: "p-new", key: "cd".repeat(32), who: "staff 012345"});
    writeFileSync(peopleFile(home), JSON.stringify(known));
    lock?.release();
    await once(other, "exit");
    const left = readFileSync(peopleFile(home), "utf8");
    expect([left.includes("p-new"), left.includes("012345")]).toEqual([false, false]);
  });

  test("keys are for the account alone", () => {
    const home = homeWith("kpi");
    for (const file of [keyFile(home), peopleFile(home)]) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(home.accessKeys).mode & 0o777).toBe(0o700);
  });
});

describe("where the settings say", () => {
  test("keys lie elsewhere, and every line's end is added to the anchor", () => {
    const [home, elsewhere] = [openHome(temporaryFolder()), temporaryFolder()];
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
