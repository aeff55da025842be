import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {cityChanges} from "../../pipelines/access/city-changes.ts";
import {waitingCandidate} from "../../pipelines/build/candidate.ts";
import {settingsMark} from "../../pipelines/catalog/city-settings.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {readManifest} from "../../pipelines/releases/history.ts";
import type {Page} from "../../reports/print/start-browser.ts";
import {AccountBook} from "../../web/accounts/account-book.ts";
import {type OpenWindow, openWindow} from "../../web/open-window.ts";
import {runCommand} from "../../web/tasks/run-command.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder, temporaryFolder} from "../temporary-folder.ts";
import {inBrowser, signIn, textOf, untilSaid, wrongAtBothWidths} from "./browser.ts";
import {addAccount, type Browserless, browserless, officeForTests, PASSWORD} from "./office.ts";

const SETTINGS = "/admin/city/settings";
const office = officeForTests();

/** An installation in which nothing was done yet. */
const {folder, remove} = lastingFolder();
let home: Home;
let opened: OpenWindow;
const faults: string[] = [];
beforeAll(async () => {
  home = openHome(join(folder, "new"));
  opened = await openWindow({
    ...{home, host: "127.0.0.1", port: 0, tls: undefined, proxied: undefined},
    log: {error: (line, error) => faults.push(`${line} ${error}`)},
  });
  const book = new AccountBook(home);
  await addAccount(book, "admin", ["admin"]);
  await addAccount(book, "second", ["admin"]);
}, 60_000);
afterAll(async () => {
  await opened.end();
  remove();
});

test("a stranger's city is founded in the browser, without a script, as init founds it", async () => {
  await inBrowser(async (open) => {
    const {page, troubles} = await open();
    await page.setJavaScriptEnabled(false);
    await signIn(page, opened.address, "admin");
    await page.goto(`${opened.address}/admin/city`);
    expect(await textOf(page)).toContain("市のフォルダーがまだありません");
    await pressed(page, ".actions a");
    await page.type("[name=name]", "湊<b>市");
    await page.type("[name=programme]", "働き方改革計画");
    await page.type("[name=first]", "2028");
    await page.type("[name=last]", "2025");
    await page.select("[name='every.overtime']", "month");
    await page.select("[name='every.staff']", "days");
    await page.type("[name='section.staff']", "人事課");
    await page.type("[name='days.staff']", "04-01 13-01");
    await pressed(page, "button.filled");
    expect(existsSync(home.city)).toBe(false);
    const wrong = (name: string) => page.$eval(`#${name}-wrong`, (element) => element.textContent);
    expect(await wrong("programme")).toContain("終わりの年度（2025）が、初めの年度（2028）より前です");
    expect(await wrong("due-overtime")).toContain("提出元の課を書くか");
    expect(await wrong("due-staff")).toContain("「13-01」は毎年ある月と日ではありません");
    expect(await page.$eval("[name=name]", (field) => field.value)).toBe("湊<b>市");
    for (const [name, text] of [
      ["first", "2025"],
      ["last", "2028"],
      ["section.overtime", "人事課"],
      ["days.staff", "04-01 06-01"],
    ] as const) {
      await page.click(`[name='${name}']`, {count: 3});
      await page.type(`[name='${name}']`, text);
    }
    await pressed(page, "button.filled");
    for (let tries = 0; tries < 60 && page.url().includes("/jobs/"); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await page.reload();
    }
    expect(await textOf(page)).toContain("書きました city/city.yaml");
    expect(await page.$("main b")).toBeNull();
    // What is not there yet, and what was refused, is told with its status.
    expect(troubles.filter((line) => !/status of (404|422)/.test(line))).toEqual([]);
  });
  const other = join(temporaryFolder(), "typed");
  const words = ["init", "--name=湊<b>市", "--programme=働き方改革計画=2025-2028"];
  const due = ["--due=staff=人事課:04-01,06-01:1:10", "--due=overtime=人事課:month:1:10"];
  expect(kaikaku(other, [...words, ...due]).status).toBe(0);
  for (const name of ["city.yaml", "jobs.yaml", "kpis.yaml"])
    expect(readFileSync(join(home.city, name), "utf8")).toBe(readFileSync(join(other, "city", name), "utf8"));
}, 120_000);

/** Where scripts are off, so is whatever looks for a button by its name. */
async function pressed(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForNavigation({waitUntil: "load"}), page.click(selector)]);
}

async function signedIn(id: string): Promise<Browserless> {
  const visitor = browserless(opened.address);
  await visitor.post("/sign-in", {id, password: PASSWORD, next: "/"});
  return visitor;
}

/** Sends the form, and waits for what comes of it. */
async function sent(visitor: Browserless, fields: Record<string, string>): Promise<string> {
  let answer = await visitor.post(SETTINGS, fields);
  for (let tries = 0; tries < 200; tries++) {
    const to = answer.headers.get("location");
    if (answer.status !== 303 && !(await answer.clone().text()).includes("data-job")) break;
    if (answer.status !== 303) await new Promise((resolve) => setTimeout(resolve, 200));
    const path = to ?? new URL(answer.url).pathname;
    answer = await visitor.get(path);
  }
  const html = await answer.text();
  return [...html.matchAll(/class="(?:notice|trouble|wrong)[^>]*>([^<]*)|value="みなと市"/g)].join("\n");
}

function form(more: Record<string, string> = {}): Record<string, string> {
  return {
    ...{was: settingsMark(home.city), name: "湊市", kind: "市", unit: "", reason: "改めた"},
    ...{programme: "働き方改革計画", first: "2025", last: "2028"},
    ...{
      "section.overtime": "人事課",
      "every.overtime": "month",
      "months.overtime": "1",
      "day.overtime": "10",
    },
    ...{"section.staff": "人事課", "every.staff": "days", "days.staff": "04-01 06-01"},
    ...{"months.staff": "1", "day.staff": "10"},
    ...more,
  };
}

test("of two people who change at once the second is told, and what stood before is kept with who changed it", async () => {
  const [first, second] = [await signedIn("admin"), await signedIn("second")];
  const stale = form({name: "みなと市"});
  expect(await sent(first, form({name: "湊市"}))).toContain("書きました");
  const refused = await sent(second, stale);
  expect(refused).toContain("ほかの人が市の決めごとを書き換えました");
  expect(refused).toContain('value="みなと市"');
  const last = cityChanges(home).at(-1);
  expect([last?.account?.name, last?.by, last?.reason, last?.file]).toEqual([
    ...["窓口:admin", "adminさん", "改めた", "city.yaml"],
  ]);
  expect(last?.before).toContain("湊<b>市");
  const shown = await (await first.get(`/admin/city?change=${cityChanges(home).length - 1}`)).text();
  expect(shown).toContain("name: 湊&lt;b&gt;市");
  expect(shown).toContain("窓口:admin");
  writeFileSync(
    join(home.city, "city.yaml"),
    `${readFileSync(join(home.city, "city.yaml"), "utf8")}# by hand\n`,
  );
  expect(await (await first.get(`/admin/city?change=${cityChanges(home).length - 1}`)).text()).toContain(
    "フォルダーの中で直接書き換えられています",
  );
}, 60_000);

test.each([
  ["no reason", {name: "海市", reason: " "}, "理由を書いてください"],
  ["an empty name", {name: ""}, "団体の名前を書いてください"],
  ["a day that no month has", {"day.overtime": "40"}, "第1～第23開庁日"],
  ["no number", {"months.overtime": "来月"}, "は数字で書いてください"],
  ["a kind of body that there is not", {kind: "王国"}, "「王国」という種類はありません"],
  ["a name that is no line", {name: "a".repeat(81)}, "80字まで"],
  [
    "quarters that come by year",
    {"section.leave": "人事課", "every.leave": "month", "months.leave": "1", "day.leave": "10"},
    "every: month では待てません",
  ],
])(
  "%s is told and nothing is written",
  async (_, fields, told) => {
    const before = [settingsMark(home.city), cityChanges(home).length];
    expect(await sent(await signedIn("admin"), form({name: "海市", ...fields}))).toContain(told);
    expect([settingsMark(home.city), cityChanges(home).length]).toEqual(before);
  },
  60_000,
);

test("what was refused, what was written and what changed is in nobody's way, on a desk or on a phone", async () => {
  await inBrowser(async (open) => {
    const {page, troubles} = await open();
    await signIn(page, opened.address, "admin");
    await page.goto(`${opened.address}${SETTINGS}`);
    await page.select("[name='every.leave']", "quarter");
    await page.type("[name=reason]", "改めた");
    await pressed(page, "button.filled");
    expect(await page.$("#due-leave-wrong")).not.toBeNull();
    expect(await wrongAtBothWidths(page)).toEqual([]);
    await page.type("[name='section.leave']", "人事課");
    await pressed(page, "button.filled");
    await untilSaid(page, "書きました city/jobs.yaml");
    expect(await wrongAtBothWidths(page)).toEqual([]);
    await page.goto(`${opened.address}/admin/city?change=${cityChanges(home).length - 1}`);
    expect(await textOf(page)).toContain("加わった行");
    expect(await wrongAtBothWidths(page)).toEqual([]);
    expect(troubles.filter((line) => !/status of (404|422)/.test(line))).toEqual([]);
  });
}, 120_000);

test("who changed the city's settings in the window cannot approve what carries them; another can", async () => {
  const {home: city} = office();
  const policy = join(city.city, "release-policy.yaml");
  writeFileSync(policy, readFileSync(policy, "utf8").replace("four_eyes: recorded", "four_eyes: required"));
  const as = (accountId: string, words: string[]) => runCommand({root: city.root, accountId, words});
  const changed = await as("changer", ["city", "--name=川辺市", "--by=課長", "--reason=改称"]);
  expect([changed.code, changed.told]).toEqual([0, expect.anything()]);
  await as("changer", ["plan", "--clock-is-right"]);
  const id = waitingCandidate(city)?.manifest.releaseId ?? "";
  const approving = ["approve", id, "--by=課長", "--reason=改称", "--clock-is-right"];
  const refused = await as("changer", approving);
  expect([refused.code, refused.told.join("\n")]).toEqual([
    1,
    expect.stringContaining("自分で書いた市のフォルダーの決めごと（city/city.yaml"),
  ]);
  const approved = await as("approver", approving);
  expect([approved.code, approved.told]).toEqual([0, expect.anything()]);
  expect(readManifest(city, id).approval?.cityFiles).toContainEqual({file: "city.yaml", by: "another"});
}, 120_000);

test("nothing of all this was a fault of the window", () => {
  expect([...faults, ...office().faults]).toEqual([]);
});
