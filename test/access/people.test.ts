import {spawn} from "node:child_process";
import {once} from "node:events";
import {readFileSync, statSync, writeFileSync} from "node:fs";
import {userInfo} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, test} from "vitest";
import {examineLog} from "../../pipelines/access/examine.ts";
import {forget} from "../../pipelines/access/forget.ts";
import {keyFile, peopleFile} from "../../pipelines/access/key-folder.ts";
import {recordAccess} from "../../pipelines/access/record.ts";
import {takeLock} from "../../pipelines/installation/lock.ts";
import {homeWith, kinds, NOW, read, wordsOf} from "./small-log.ts";

const FORGET = fileURLToPath(new URL("./forget-elsewhere.ts", import.meta.url));

describe("people in the log", () => {
  const {username} = userInfo();

  test("neither account nor staff number nor what was asked stands in it in the open", () => {
    const home = homeWith();
    recordAccess(home, read("person", "012345"), NOW);
    const text = readFileSync(home.accessLog, "utf8");
    // What was asked with its quotation marks: two letters alone stand in what is sealed now and then.
    for (const name of [`"${username}"`, "012345", JSON.stringify('"R6"').slice(1, -1)])
      expect(text).not.toContain(name);
    expect(wordsOf(home).at(-1)).toEqual({
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
    const what = wordsOf(home).map((line) => line.what);
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
    expect(wordsOf(home).at(-1)?.who).toBe(username);
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
    if (what !== "torn") expect(wordsOf(home).at(-1)?.who).toBe("〔消した人〕");
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
