import {expect, test} from "vitest";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {inBrowser, signIn, WIDTHS, wrongAt} from "./browser.ts";
import {addAccount, officeForTests} from "./office.ts";

const office = officeForTests();

test("every page: no violation of WCAG 2.2 AA, nothing on the console, nothing asked elsewhere, none wider than a phone", async () => {
  const {address, home, book} = office();
  await addAccount(book, "all", ["viewer", "sender", "office", "analyst", "approver", "admin"]);
  const release = currentRelease(home)?.releaseId ?? "";
  const paths = [
    "/",
    "/?kpi=overtime_over_480h",
    "/?sort=status&status=%E9%81%85%E3%82%8C",
    `/?release=${release}`,
    "/indicators/overtime_over_480h",
    "/bureaus/1010",
    "/explain/F-overtime_over_480h-R6",
    "/files",
    "/files/reminders",
    "/files/handover",
    "/files/history/overtime",
    "/publish",
    "/printed",
    "/news",
    "/news/all",
    "/me",
    "/data",
    "/data/dim_kpis",
    "/admin",
    "/admin/accounts/viewer",
    "/admin/log",
    "/admin/city",
    "/admin/city/settings",
    "/admin/city/map",
    "/admin/city/bureaus",
  ];
  await inBrowser(async (open) => {
    const {page, troubles} = await open();
    await page.goto(`${address}/sign-in`);
    const seen: Record<string, unknown> = {};
    const look = async (path: string) => {
      for (const width of WIDTHS) {
        await page.setViewport({width, height: 800});
        const answer = await page.goto(`${address}${path}`, {waitUntil: "load"});
        seen[`${path} ${width}`] = [answer?.status(), await wrongAt(page, width)];
      }
    };
    await look("/sign-in");
    await signIn(page, address, "all");
    for (const path of paths) await look(path);
    const wanted = ["/sign-in", ...paths].flatMap((path) => WIDTHS.map((width) => `${path} ${width}`));
    expect(seen).toEqual(Object.fromEntries(wanted.map((name) => [name, [200, []]])));
    expect(troubles).toEqual([]);
  });
}, 180_000);

test("without a script everything can still be read", async () => {
  const {address} = office();
  await inBrowser(async (open) => {
    const {page, troubles} = await open();
    await page.setJavaScriptEnabled(false);
    await signIn(page, address, "viewer");
    for (const path of ["/", "/indicators/overtime_over_480h", "/printed"]) {
      await page.goto(`${address}${path}`);
      expect(await page.$("main h1")).not.toBeNull();
    }
    await page.goto(`${address}/`);
    expect(await page.$eval("[data-without-script]", (element) => element.checkVisibility())).toBe(true);
    expect(troubles).toEqual([]);
  });
}, 120_000);

test("red stands where somebody must act, and nowhere on the scoreboard's counts; something is beside the list from the start", async () => {
  const {address} = office();
  await inBrowser(async (open) => {
    const {page} = await open();
    await signIn(page, address, "viewer");
    await page.goto(`${address}/`);
    const grounds = await page.$$eval(".counts .count", (counts) =>
      counts.map((count) => String(count.computedStyleMap().get("background-color"))),
    );
    expect([grounds.length > 4, new Set(grounds)]).toEqual([true, new Set(["rgba(0, 0, 0, 0)"])]);
    expect(await page.$("aside.panel")).not.toBeNull();
  });
}, 60_000);

test("what a section has to do is counted beside the word for it, and is what its page lists", async () => {
  const {book} = office();
  await addAccount(book, "elsewhere", ["sender"], "庶務課");
  const counted = async (id: string) => {
    const visitor = await office().signedIn(id);
    await visitor.get("/files"); // the first look is read then
    const page = await (await visitor.get("/files")).text();
    const [, count = "0"] = /すること<\/span>(\d+)/.exec(page) ?? [];
    return {count: Number(count), late: page.match(/開庁日の遅れ/g)?.length ?? 0};
  };
  const [own, others, all] = [await counted("sender"), await counted("elsewhere"), await counted("office")];
  expect([own.count, others.count, all.count]).toEqual([own.late, others.late, all.late]);
  expect(own.count).toBeGreaterThan(0);
  expect(all.count).toBeGreaterThan(own.count + others.count);
});

test("the dictionary is there, and its browser asks for no picture that its policy forbids", async () => {
  const answer = await (await office().signedIn("viewer")).get("/dictionary");
  expect([answer.status, await answer.text()]).toEqual([
    200,
    expect.stringContaining('<link rel="icon" href="data:,"><title>データ辞書'),
  ]);
}, 60_000);

test("no key acts while kana are being converted", async () => {
  const {address} = office();
  await inBrowser(async (open) => {
    const {page, troubles} = await open();
    await signIn(page, address, "admin");
    await page.goto(`${address}/admin/log`);
    await page.focus("input[name=words]");
    const client = await page.createCDPSession();
    await client.send("Input.imeSetComposition", {text: "さいん", selectionStart: 3, selectionEnd: 3});
    await client.send("Input.dispatchKeyEvent", {
      type: "rawKeyDown",
      windowsVirtualKeyCode: 229,
      key: "Process",
      code: "Enter",
    });
    expect(page.url()).toBe(`${address}/admin/log`);
    await client.send("Input.insertText", {text: "サイン"});
    expect(await page.$eval("input[name=words]", (field) => field.value)).toBe("サイン");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    expect(new URL(page.url()).searchParams.get("words")).toBe("サイン");
    expect(troubles).toEqual([]);
  });
}, 120_000);

/** Fields in which somebody writes, on the pages that have any. */
const WRITTEN = "input:not([type=hidden], [type=file], [type=checkbox], [type=radio], [type=date]), textarea";

test("in every field an Enter that ends a conversion sends nothing", async () => {
  const {address, book} = office();
  await addAccount(book, "writer", ["sender", "office", "approver", "admin"]);
  await inBrowser(async (open) => {
    const {page} = await open();
    const client = await page.createCDPSession();
    const seen: string[] = [];
    const compose = async (path: string) => {
      await page.goto(`${address}${path}`);
      for (const field of await page.$$(WRITTEN)) {
        if (!(await field.isVisible())) continue;
        await field.focus();
        await client.send("Input.imeSetComposition", {text: "かな", selectionStart: 2, selectionEnd: 2});
        await client.send("Input.dispatchKeyEvent", {
          ...{type: "rawKeyDown", windowsVirtualKeyCode: 229, key: "Enter", code: "Enter"},
        });
        await client.send("Input.imeSetComposition", {text: "", selectionStart: 0, selectionEnd: 0});
        seen.push(`${path} ${await field.evaluate((element) => element.getAttribute("name") ?? "")}`);
        expect(page.url()).toBe(`${address}${path}`);
      }
    };
    await compose("/sign-in");
    await signIn(page, address, "writer");
    for (const path of ["/me", "/news", "/admin", "/admin/log", "/admin/accounts/viewer"])
      await compose(path);
    for (const path of ["/admin/city/settings", "/admin/city/bureaus", "/files", "/publish"])
      await compose(path);
    expect(seen.length).toBeGreaterThan(20);
    expect(seen).toEqual(expect.arrayContaining(["/sign-in password", "/me again", "/admin/log words"]));
  });
}, 180_000);

test("nothing of all this was a fault of the window", () => {
  expect(office().faults).toEqual([]);
});
