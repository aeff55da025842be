import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {expect, test} from "vitest";
import {HEADINGS} from "../models/tiny-city.ts";
import {processTree, readProcess} from "../process-tree.ts";
import {kaikaku} from "../run-cli.ts";
import {addAccount, officeForTests} from "./office.ts";

const office = officeForTests();

const BAD = `${HEADINGS.overtime}\n000001,2025-04,平日時間外,通常,45:00\n000002,2025-04,平日時間外,通常,3O:00\n`;

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < 300 && !(await holds()); look += 1) await pause(200);
  expect(await holds()).toBe(true);
}

test("a reason that begins with a hyphen is a reason, and no option of the command", async () => {
  const {home, signedIn} = office();
  const reason = "--clock-is-right は使っていない。-1件の訂正";
  const file = join(home.inbox, "時間外_2025-04.csv");
  writeFileSync(file, BAD);
  kaikaku(home.root, ["ingest", "--clock-is-right", file]);
  const visitor = await signedIn("office");
  const held = async () =>
    /href="(\/files\/held\/\d+)"/.exec(await (await visitor.get("/files")).text())?.[1];
  await until(async () => (await held()) !== undefined);
  await visitor.post(`${await held()}/decide`, {decision: "reject", reason});
  await until(async () => (await held()) === undefined);
  const {decisions} = JSON.parse(kaikaku(home.root, ["status", "--json"]).stdout);
  expect(decisions).toMatchObject([{decision: "reject", reason, decided_by: "officeさん"}]);
}, 180_000);

test("what is sent back is the candidate that waits, and no word of a command", async () => {
  const visitor = await office().signedIn("approver");
  const answer = await visitor.post("/publish/send-back", {candidate: "--help", reason: "見てみる"});
  expect(answer.headers.get("location")).toBe("/publish");
  expect(await (await visitor.get("/publish")).text()).toContain("候補が変わりました");
});

test("however many ask at the same time, few processes read for them at a time, and all are answered", async () => {
  const visitor = await office().signedIn("viewer");
  let most = 0;
  let isOver = false;
  const watching = (async () => {
    for (; !isOver; await pause(50)) {
      const begun = processTree(process.pid).filter((pid) => readProcess(pid, "cmdline").includes("explain"));
      most = Math.max(most, begun.length);
    }
  })();
  const asked = Array.from({length: 12}, () => visitor.get("/explain/F-paper_sheets-R6"));
  const answers = await Promise.all(asked);
  isOver = true;
  await watching;
  expect(new Set(answers.map(({status}) => status)).size).toBe(1);
  if (process.platform === "linux") expect([most > 0, most <= 4]).toEqual([true, true]);
}, 180_000);

test("a sender of no section reads on the handover page of nobody", async () => {
  const {book, signedIn} = office();
  await addAccount(book, "loose", ["sender"], "");
  await addAccount(book, "chief", ["admin"], "");
  const page = await (await signedIn("loose")).get("/files/handover");
  expect([page.status, await page.text()]).toEqual([200, expect.not.stringContaining("chiefさん")]);
});
