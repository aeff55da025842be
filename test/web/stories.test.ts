import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {currentRelease, readManifest} from "../../pipelines/releases/history.ts";
import type {Page} from "../../reports/print/start-browser.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {inBrowser, press, signIn, textOf, untilSaid} from "./browser.ts";
import {addAccount, officeForTests} from "./office.ts";

const office = officeForTests();
const folder = mkdtempSync(join(tmpdir(), "kaikaku-"));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

/** Drops a file of the person's own disk onto the page, and waits for what is said of it. */
async function sendFile(page: Page, name: string, text: string): Promise<void> {
  const file = join(folder, name);
  writeFileSync(file, `${text}\n`);
  const field = await page.$("input[type=file]");
  await Promise.all([
    page.waitForNavigation(),
    (field as unknown as {uploadFile(path: string): Promise<void>}).uploadFile(file),
  ]);
  await untilSaid(page, "確かめました");
}

const overtime = (month: string, second: string) =>
  [
    HEADINGS.overtime,
    `000001,${month},平日時間外,通常,45:00`,
    `000002,${month},平日時間外,通常,${second}`,
  ].join("\n");

test("a clerk's bad file is shown where it is wrong, mended, handed in and accepted", async () => {
  const {address} = office();
  await inBrowser(async (open) => {
    const {page, troubles} = await open();
    await signIn(page, address, "sender");
    await page.goto(`${address}/files`);
    await sendFile(page, "時間外_2025-04.csv", overtime("2025-04", "3O:00"));
    expect(await textOf(page)).toContain("1行が読めません。ほかの1行は読めました（全2行）。");
    expect(await page.$$eval(".cell", (cells) => cells.map((cell) => cell.textContent))).toEqual(["3O:00"]);
    await press(page, "提出しないで消す");
    await sendFile(page, "時間外_2025-04.csv", overtime("2025-04", "30:00"));
    expect(await textOf(page)).toContain("2行を読めました。");
    await press(page, "1件を提出する");
    await untilSaid(page, "受け付けました。");
    expect(await textOf(page)).toMatch(/受付番号\s*\d+/);
    expect(troubles).toEqual([]);
  });
}, 180_000);

test("the office looks at what would move, and who handed it in cannot approve it; another can", async () => {
  const {address, book, home} = office();
  await addAccount(book, "both", ["sender", "approver"]);
  writeFileSync(join(home.city, "release-policy.yaml"), policyOf(home.city));
  await inBrowser(async (open) => {
    const sender = await open();
    await signIn(sender.page, address, "both");
    await sender.page.goto(`${address}/files`);
    // The whole year 2024 again: the second clerk now worked over 480 hours.
    const year = Array.from({length: 12}, (_, index) =>
      new Date(Date.UTC(2024, 3 + index, 1)).toISOString().slice(0, 7),
    );
    const rows = year.flatMap((month) => overtime(month, "42:00").split("\n").slice(1));
    await sendFile(sender.page, "時間外_2024_訂正.csv", [HEADINGS.overtime, ...rows].join("\n"));
    await press(sender.page, "1件を提出する");
    await untilSaid(sender.page, "受領書");
    const before = currentRelease(home)?.releaseId;

    const {page, troubles} = await open();
    await signIn(page, address, "approver");
    await page.goto(`${address}/publish`);
    await press(page, "動く数値を見る");
    await untilSaid(page, "公開すると、こう変わります");
    expect(await textOf(page)).toContain("480時間超の職員");
    expect(currentRelease(home)?.releaseId).toBe(before);

    await press(page, "スコアボードと指標の頁を、公開前に読む（案）");
    expect(await textOf(page)).toContain("まだ公開していない候補です");
    await page.goto(`${page.url()}&kpi=overtime_over_480h`);
    const figure = await page.$eval(".panel", (panel) => panel.textContent ?? "");
    expect(figure).toMatch(/最新値（R6[^）]*）\s*2/);
    const viewer = await open();
    await signIn(viewer.page, address, "viewer");
    expect((await viewer.page.goto(page.url()))?.status()).toBe(404);
    await page.goto(`${address}/publish`);

    await sender.page.goto(`${address}/publish`);
    await sender.page.type("textarea[name=reason]", "自分で確かめた");
    await press(sender.page, "承認して公開する");
    await untilSaid(sender.page, "ほかの人が");
    expect(currentRelease(home)?.releaseId).toBe(before);

    await page.type("textarea[name=reason]", "人事課の訂正を確かめた");
    await press(page, "承認して公開する");
    await untilSaid(page, "を公開しました");
    const after = currentRelease(home)?.releaseId ?? "";
    expect(after).not.toBe(before);
    expect(readManifest(home, after).approval).toMatchObject({
      by: "approverさん",
      reason: "人事課の訂正を確かめた",
      account: {name: "窓口:approver"},
    });
    expect([...sender.troubles, ...troubles]).toEqual([]);
  });
}, 240_000);

/** Said on the page itself, not while the work still goes on. */
async function untilTold(page: Page, words: string): Promise<void> {
  await page.waitForFunction("location.pathname === '/publish'", {timeout: 60_000});
  await untilSaid(page, words);
}

test("an approver sends back, the office reads why; another time an approval waits for its hour; a former release comes back", async () => {
  const {address, book, home} = office();
  await addAccount(book, "chief", ["viewer"]);
  book.change("chief", {reads_early: true}, new Date());
  const rows = overtime("2024-12", "55:00").split("\n").slice(1);
  await inBrowser(async (open) => {
    const clerk = await open();
    await signIn(clerk.page, address, "sender");
    await clerk.page.goto(`${address}/files`);
    await sendFile(clerk.page, "時間外_2024-12_訂正.csv", [HEADINGS.overtime, ...rows].join("\n"));
    await press(clerk.page, "1件を提出する");
    await untilSaid(clerk.page, "受領書");
    const before = currentRelease(home)?.releaseId ?? "";

    const {page, troubles} = await open();
    await signIn(page, address, "approver");
    await page.goto(`${address}/publish`);
    await press(page, "動く数値を見る");
    await untilSaid(page, "公開すると、こう変わります");

    const chief = await open();
    await signIn(chief.page, address, "chief");
    await Promise.all([chief.page.waitForNavigation(), chief.page.click(".notice a")]);
    expect(await textOf(chief.page)).toContain("まだ公開していない候補です");

    await page.click("summary");
    await page.type("details[open] textarea[name=reason]", "12月の届出の番号がない");
    await press(page, "この候補を差し戻す");
    await untilTold(page, "差し戻しました");
    const clerks = await open();
    await signIn(clerks.page, address, "office");
    await clerks.page.goto(`${address}/publish`);
    expect(await textOf(clerks.page)).toContain("12月の届出の番号がない");

    const nextYear = `${new Date().getFullYear() + 1}`;
    await page.type("form[action='/publish/approve'] textarea[name=reason]", "確かめた");
    await page.$eval(
      "input[name=at]",
      (field, value) => field.setAttribute("value", value),
      `${nextYear}-12-01T10:00`,
    );
    await press(page, "承認して公開する");
    await untilTold(page, "90日以内");
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await page.type("form[action='/publish/approve'] textarea[name=reason]", "確かめた");
    await page.$eval(
      "input[name=at]",
      (field, value) => field.setAttribute("value", value),
      `${tomorrow}T10:00`,
    );
    await press(page, "承認して公開する");
    await untilTold(page, "に公開します");
    expect(currentRelease(home)?.releaseId).toBe(before);
    expect(await textOf(page)).toContain("公開の時刻を待っています");

    await page.$$eval("summary", (all) => (all.at(-1) as unknown as {click(): void}).click());
    await page.type("form[action='/publish/roll-back'] textarea[name=reason]", "訂正が誤りと分かった");
    await press(page, "この版の中身に戻す");
    await untilTold(page, "の中身に戻し");
    expect(readManifest(home, currentRelease(home)?.releaseId ?? "").rollback?.reason).toBe(
      "訂正が誤りと分かった",
    );
    expect([...clerk.troubles, ...chief.troubles, ...clerks.troubles, ...troubles]).toEqual([]);
  });
}, 300_000);

/** Whoever loaded or accepted cannot approve. */
function policyOf(city: string): string {
  const text = readFileSync(join(city, "release-policy.yaml"), "utf8");
  return /^four_eyes:/m.test(text)
    ? text.replace(/^four_eyes:.*$/m, "four_eyes: required")
    : `${text}\nfour_eyes: required\n`;
}

test("a manager follows one number of the scoreboard to the files that it comes from", async () => {
  const {address} = office();
  await inBrowser(async (open) => {
    const {page, troubles} = await open();
    await signIn(page, address, "viewer");
    await press(page, "480時間超の職員");
    expect(await textOf(page)).toContain("年間480時間を超える時間外勤務職員数");
    await Promise.all([page.waitForNavigation(), page.click(".panel a[href^='/explain/']")]);
    const text = await textOf(page);
    expect(text).toContain("F-overtime_over_480h-R6");
    expect(text).toMatch(/時間外_2024(_訂正)?\.csv/);
    expect(troubles).toEqual([]);
  });
}, 120_000);

test("nothing of all this was a fault of the window", () => {
  expect(office().faults).toEqual([]);
});
