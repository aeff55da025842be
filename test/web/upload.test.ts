import {randomBytes} from "node:crypto";
import {readdirSync, readFileSync} from "node:fs";
import {setTimeout as pause} from "node:timers/promises";
import {describe, expect, test} from "vitest";
import {readLog} from "../../pipelines/access/read-log.ts";
import {windowFiles} from "../../pipelines/installation/window-files.ts";
import {handsIn} from "../../pipelines/ledger/hands.ts";
import {readingLedger} from "../../pipelines/ledger/read.ts";
import {runCommand} from "../../web/tasks/run-command.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {addAccount, type Browserless, halfUpload, officeForTests} from "./office.ts";

const office = officeForTests();

function formWith(files: Record<string, string | Buffer>): FormData {
  const form = new FormData();
  for (const [name, content] of Object.entries(files))
    form.append("file", new Blob([new Uint8Array(Buffer.from(content))]), name);
  return form;
}

/** Follows a piece of work until its page is the result. */
async function resultOf(visitor: Browserless, path: string): Promise<string> {
  for (let look = 0; look < 300; look += 1) {
    const answer = await visitor.get(path);
    const next = answer.headers.get("location");
    if (next) return resultOf(visitor, next);
    const text = await answer.text();
    if (!text.includes("data-job")) return text;
    await pause(200);
  }
  throw new Error(`${path} was never done`);
}

async function sendFiles(
  visitor: Browserless,
  files: Record<string, string | Buffer>,
): Promise<{path: string; page: string}> {
  const answer = await visitor.post("/files", formWith(files));
  expect(answer.status).toBe(303);
  const path = answer.headers.get("location") ?? "";
  return {path, page: await resultOf(visitor, path)};
}

const GOOD = [
  HEADINGS.overtime,
  "000001,2025-04,平日時間外,通常,12:00",
  "000002,2025-04,平日時間外,通常,8:00",
].join("\n");

describe("a file of the own section", () => {
  test("is tried without being kept, then handed in, and gets a receipt", async () => {
    const {home} = office();
    const visitor = await office().signedIn("sender");
    const {path, page} = await sendFiles(visitor, {"時間外_2025-04.csv": GOOD});
    expect(page).toContain("2行を読めました。");
    expect(page).toContain("まだ何も反映していません");
    expect(readdirSync(home.archive).some((name) => name.includes("2025-04"))).toBe(false);
    // Pressed twice.
    const [answer] = await Promise.all([
      visitor.post(`${path}/submit`, {}),
      visitor.post(`${path}/submit`, {}),
    ]);
    const receipt = await resultOf(visitor, answer.headers.get("location") ?? "");
    expect(receipt).toContain("受け付けました。");
    expect([...readLog(home)].filter(({what}) => what.startsWith("ファイルを提出する"))).toHaveLength(1);
    const [, number = ""] = /受付番号<\/dt><dd>(\d+)/.exec(receipt) ?? [];
    const hands = await readingLedger(home, (ledger) => handsIn(ledger, [Number(number)]));
    expect(hands).toMatchObject([{act: "load", name: "窓口:sender", sudo_user: null}]);
    expect(readdirSync(windowFiles(home).arriving)).toEqual([]);
  });

  test("with wrong cells shows each in its row, and is held when it is handed in", async () => {
    const visitor = await office().signedIn("sender");
    const bad = [
      HEADINGS.overtime,
      "000001,2025/13,平日時間外,通常,12:00",
      "000002,2025-05,平日時間外,通常,1O:00",
    ].join("\n");
    const {path, page} = await sendFiles(visitor, {"時間外_2025-05.csv": bad});
    expect(page).toContain("2行が読めません");
    expect(page).toContain("2025/13");
    expect(page).toContain("1O:00");
    const answer = await visitor.post(`${path}/submit`, {});
    const receipt = await resultOf(visitor, answer.headers.get("location") ?? "");
    expect(receipt).toContain("まだ受け付けていません");
    const [, number = ""] = /受付番号<\/dt><dd>(\d+)/.exec(receipt) ?? [];
    await pause(50);
    const held = await heldPage(visitor, number);
    expect(held).toContain("時間外_2025-05.csv");
    const workbook = await visitor.get(`/files/held/${number}/workbook`);
    expect(workbook.status).toBe(200);
    expect(
      Buffer.from(await workbook.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
  });
});

describe("a file that asks how it is to be read", () => {
  const asking = (month: string) =>
    [
      `${HEADINGS.overtime},備考`,
      `000001,${month},平日時間外,通常,12:00,`,
      `000002,${month},平日時間外,通常,8:00,見込`,
    ].join("\n");
  const WAYS = /value="実績">実績<\/button>　実績として数える.*value="除く">除く<\/button>　その行を除く/s;

  test("is answered before it is handed in, by a word that is offered", async () => {
    const visitor = await office().signedIn("sender");
    const {path, page} = await sendFiles(visitor, {"時間外_2025-07.csv": asking("2025-07")});
    expect(page).toMatch(WAYS);
    expect(page).not.toContain("--as");
    await visitor.post(`${path}/answer`, {as: "適当"});
    expect(await resultOf(visitor, path)).toMatch(WAYS);
    const answer = await visitor.post(`${path}/answer`, {as: "除く"});
    expect(await resultOf(visitor, answer.headers.get("location") ?? "")).toContain("読み方：「除く」");
  });

  test("and was handed in without an answer is answered by the office, with a reason, under its account", async () => {
    const {home} = office();
    const sender = await office().signedIn("sender");
    const {path} = await sendFiles(sender, {"時間外_2025-08.csv": asking("2025-08")});
    const answer = await sender.post(`${path}/submit`, {});
    const receipt = await resultOf(sender, answer.headers.get("location") ?? "");
    expect(receipt).toContain("まだ受け付けていません");
    expect(receipt).not.toMatch(WAYS);
    const [, number = ""] = /受付番号<\/dt><dd>(\d+)/.exec(receipt) ?? [];
    expect(await heldPage(sender, number)).not.toMatch(WAYS);

    const visitor = await office().signedIn("office");
    const held = await heldPage(visitor, number);
    expect(held).toMatch(WAYS);
    expect(held).not.toContain("--as");
    expect(held).not.toContain("読めた行だけ使う");
    const decide = async (fields: Record<string, string>) => {
      const decided = await visitor.post(`/files/held/${number}/decide`, fields);
      return resultOf(visitor, decided.headers.get("location") ?? "");
    };
    expect(await decide({as: "実績", reason: " "})).toContain("理由を書いてください");
    for (const unknown of [{as: "適当"}, {as: "constructor"}, {decision: "constructor"}, {decision: ""}])
      expect(await decide({...unknown, reason: "電話で確かめた"})).toMatch(WAYS);
    expect(await decide({as: "実績", reason: "電話で確かめた"})).toContain("読み直しました");
    expect((await visitor.get(`/files/held/${number}`)).status).toBe(404);
    const hands = await readingLedger(home, (ledger) => handsIn(ledger, [Number(number) + 1]));
    // Who sent it cannot approve what comes of it any more than who answered.
    expect(hands.map(({act, name}) => `${act} ${name}`).toSorted()).toEqual([
      "load 窓口:office",
      "load 窓口:sender",
    ]);
    const history = await (await visitor.get("/files/history/overtime")).text();
    expect(history).toContain("窓口:sender、窓口:office");
  });
});

/** What is shown of it is read anew after the loading. */
async function heldPage(visitor: Browserless, number: string): Promise<string> {
  for (let look = 0; look < 100; look += 1) {
    const answer = await visitor.get(`/files/held/${number}`);
    if (answer.status === 200) return answer.text();
    await pause(200);
  }
  throw new Error(`the held file ${number} is not shown`);
}

test("what became of every file of a kind stands on its page, for whom the kind is; who decided and why, too", async () => {
  const visitor = await office().signedIn("office");
  const send = async (hours: string) => {
    const {path} = await sendFiles(visitor, {
      [`時間外_${hours}.csv`]: GOOD.replaceAll("2025-04", "2025-09").replace("12:00", `${hours}:00`),
    });
    const answer = await visitor.post(`${path}/submit`, {});
    const receipt = await resultOf(visitor, answer.headers.get("location") ?? "");
    return /受付番号<\/dt><dd>(\d+)/.exec(receipt)?.[1] ?? "";
  };
  const [first, second] = [await send("12"), await send("13")];
  const {home} = office();
  await runCommand({
    ...{root: home.root, accountId: "office"},
    words: ["reject", second, "--by=課長", "--reason=取り違え"],
  });
  const third = await send("14");
  const page = await (await visitor.get("/files/history/overtime")).text();
  const row = (number: string) => page.split("<tr>").find((one) => one.includes(`>${number}</td>`)) ?? "";
  expect(row(third)).toMatch(/令和7年9月.*使っている.*時間外_14\.csv.*窓口:office/s);
  expect(row(second)).toMatch(/令和7年9月.*取り下げた.*課長：取り違え/s);
  expect(row(first)).toMatch(/令和7年9月.*あとのファイルに替わった/s);

  await addAccount(office().book, "paper", ["sender"], "庶務課");
  const other = await office().signedIn("paper");
  expect((await other.get("/files/history/paper")).status).toBe(200);
  expect((await other.get("/files/history/overtime")).status).toBe(404);
  expect((await visitor.get("/files/history/__proto__")).status).toBe(404);
});

test("reminders stand section by section, each to be copied", async () => {
  const page = await (await (await office().signedIn("office")).get("/files/reminders")).text();
  const sections = [...page.matchAll(/<h2>([^<]*)<\/h2>\s*<pre[^>]*>([^<]*)/g)];
  expect(sections.length).toBeGreaterThan(1);
  for (const [, name, text] of sections) {
    expect(text).toContain(`${name} 御中`);
    expect(text?.match(/御中/g)).toHaveLength(1);
  }
});

test("a file of another section can neither be handed in nor read", async () => {
  await addAccount(office().book, "shomu", ["sender"], "庶務課");
  const visitor = await office().signedIn("shomu");
  const {path, page} = await sendFiles(visitor, {
    "時間外_2025-06.csv": GOOD.replaceAll("2025-04", "2025-06"),
  });
  expect(page).toContain("この課が提出するファイルではありません");
  expect(page).not.toContain("件を提出する");
  await visitor.post(`${path}/submit`, {});
  expect(await (await visitor.get(path)).text()).not.toContain("受領書");
  const other = await office().signedIn("sender");
  expect((await other.get(path)).status).toBe(404);
});

test("names are never paths, and what cannot be read is told", async () => {
  const {home} = office();
  const visitor = await office().signedIn("office");
  const before = readdirSync(home.root).toSorted();
  const names = [
    "../../../evil.csv",
    "..",
    "C:\\temp\\evil.csv",
    `${"長".repeat(200)}.csv`,
    "a\u0000b.csv",
    "same.csv",
  ];
  const {page} = await sendFiles(visitor, Object.fromEntries(names.map((name) => [name, randomBytes(200)])));
  expect(page).toContain("読めません。受け付けられません。");
  expect(readdirSync(home.root).toSorted()).toEqual(before);
});

test("a form without a file, and one that is none, are told so", async () => {
  const visitor = await office().signedIn("office");
  const empty = await visitor.post("/files", new FormData());
  expect(empty.status).toBe(422);
  const other = await visitor.post("/files", {file: "text"});
  expect(other.status).toBe(422);
});

test("an upload that is cut off leaves nothing", async () => {
  const {address, home} = office();
  const visitor = await office().signedIn("office");
  const arriving = () => readdirSync(windowFiles(home).arriving);
  const before = arriving();
  const socket = halfUpload(address, visitor.cookie());
  await until(() => arriving().length > before.length);
  expect(arriving().length).toBe(before.length + 1);
  socket.destroy();
  await until(() => arriving().length === before.length);
  expect(arriving()).toEqual(before);
});

async function until(holds: () => boolean): Promise<void> {
  for (let look = 0; look < 100 && !holds(); look += 1) await pause(50);
}

test("what somebody did with files stands in the log", () => {
  const {home} = office();
  expect(readFileSync(home.accessLog, "utf8")).toContain("ファイルを提出する");
});

test("nothing of all this was a fault of the window", () => {
  expect(office().faults).toEqual([]);
});
