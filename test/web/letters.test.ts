import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {addAccount, officeForTests} from "./office.ts";

const office = officeForTests();

const BAD = `${HEADINGS.overtime}\n000001,2025-04,平日時間外,通常,45:00\n000002,2025-04,平日時間外,通常,3O:00`;

test("one click makes the letter to the sender and the workbook; nobody but the office reads it", async () => {
  const {home, signedIn} = office();
  writeFileSync(join(home.inbox, "時間外_2025-04.csv"), `${BAD}\n`);
  writeFileSync(join(home.inbox, "わからない.csv"), "あ,い\n1,2\n");
  kaikaku(home.root, [
    "ingest",
    "--clock-is-right",
    join(home.inbox, "時間外_2025-04.csv"),
    join(home.inbox, "わからない.csv"),
  ]);
  const visitor = await signedIn("office");
  const until = Date.now() + 60_000;
  const filesPage = async () => (await visitor.get("/files")).text();
  while (!(await filesPage()).includes("わからない.csv") && Date.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 500));
  const list = await filesPage();
  const held = /href="(\/files\/held\/\d+)"/.exec(list)?.[1] ?? "";
  const way = /href="(\/files\/replies\/\d+)"/.exec(await (await visitor.get(held)).text())?.[1] ?? "";
  const page = await visitor.get(way);
  expect(page.status).toBe(200);
  const text = await page.text();
  expect(text).toContain("時間外_2025-04.csv");
  expect(text).toContain("3O:00");
  const links = [...text.matchAll(/href="(\/files\/replies\/[^"]+\/[^"]+)"/g)].map(([, link]) => link ?? "");
  expect(links.length).toBe(2);
  for (const link of links) {
    const file = await visitor.get(link);
    expect(file.headers.get("content-disposition")).toMatch(/^attachment/);
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(100);
  }
  const refused = /href="(\/files\/replies\/[^"]+)"/.exec(list)?.[1] ?? "";
  expect(await (await visitor.get(refused)).text()).toContain("わからない.csv の送り主への手紙");
  expect((await visitor.get("/files/replies/..%2F..%2Fledger.duckdb")).status).toBe(404);
  expect((await visitor.get(`${way}/..%2Fledger.duckdb`)).status).toBe(404);
  expect((await (await signedIn("sender")).get(way)).status).toBe(403);
}, 180_000);

test("the handover page is of one section: a sender's own, whatever the address says", async () => {
  const {book, signedIn, home} = office();
  await addAccount(book, "paper", ["sender"], "庶務課");
  const own = await (await signedIn("sender")).get("/files/handover?section=%E5%BA%B6%E5%8B%99%E8%AA%B2");
  const text = await own.text();
  expect(text).toContain("引継ぎ　人事課");
  expect(text).toContain("senderさん");
  expect(text).not.toContain("paperさん");
  expect(text).toContain("翌月の第10開庁日まで");
  expect(text).toContain("時間外_2025-04.csv");
  const offices = await (await signedIn("office")).get("/files/handover");
  expect(await offices.text()).toContain("<option selected>");
  writeFileSync(
    join(home.city, "sources/overtime.yaml"),
    "values: {hour_kind: {平日の時間外: 平日時間外}}\n",
  );
  expect(await (await (await signedIn("sender")).get("/files/handover")).text()).toContain(
    "平日の時間外 → 平日時間外",
  );
});
