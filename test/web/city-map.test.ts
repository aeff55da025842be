import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {cityChanges} from "../../pipelines/access/city-changes.ts";
import type {Page} from "../../reports/print/start-browser.ts";
import {inBrowser, signIn, textOf, untilSaid, wrongAtBothWidths} from "./browser.ts";
import {addAccount, type Browserless, officeForTests} from "./office.ts";

const office = officeForTests();
const MAP = "/admin/city/map";
/** Nobody has told the program what these headings and words are. */
const BUREAUS = [
  "所属コード,所属名,区分,開始日",
  "1010,総務部,市長部局,2020-04-01",
  "1020,<b>学校</b>,別の区分,2020-04-01",
].join("\n");

/** Where scripts are off, a page that waits is looked at again by hand. */
async function until(page: Page, done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 120 && !(await done()); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await page.reload();
  }
}

const has = (page: Page, selector: string) => async () => (await page.$(selector)) !== null;

async function pressed(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForNavigation({waitUntil: "load"}), page.click(selector)]);
}

test("a file that nobody understands is taught without a script: proposal, an answer, written, and read anew", async () => {
  const {address, home, book} = office();
  await addAccount(book, "teacher", ["admin", "office"]);
  const file = join(home.root, "局区の一覧.csv");
  writeFileSync(file, BUREAUS);
  await inBrowser(async (open) => {
    const {page, troubles} = await open();
    await page.setJavaScriptEnabled(false);
    await signIn(page, address, "teacher");
    await page.goto(`${address}${MAP}`);
    const field = await page.$("input[type=file]");
    await (field as unknown as {uploadFile(path: string): Promise<void>}).uploadFile(file);
    await pressed(page, "button.filled");
    await until(page, has(page, "[name=mark]"));
    const asked = await textOf(page);
    expect(asked).toContain("「局区一覧」と見ました");
    expect(asked).toContain("この言葉で: 2行。読めない値");
    expect(await page.$eval("[name='heading.0']", (element) => element.value)).toBe("bureau_code");
    expect(await page.$("main b")).toBeNull();
    await page.select("[aria-label='「別の区分」はどの意味か']", "その他任命");
    await pressed(page, "[value=look]");
    await until(page, has(page, "[name=mark]"));
    expect(await textOf(page)).toContain("この言葉で: 2行のどの値も読めます");
    expect(existsSync(join(home.city, "sources/bureaus.yaml"))).toBe(false);
    await pressed(page, "[value=write]");
    await until(page, has(page, "[role=status].notice"));
    const said = await textOf(page);
    expect(said).toContain("書きました：city/sources/bureaus.yaml");
    expect(said).toContain("いまの言葉で読むと：局区の一覧.csv");
    expect(troubles).toEqual([]);
  });
  const words = readFileSync(join(home.city, "sources/bureaus.yaml"), "utf8");
  expect(words).toContain("所属コード");
  expect(words).toContain("別の区分: その他任命");
  const last = cityChanges(home).at(-1);
  expect([last?.account?.name, last?.command, last?.file, last?.before]).toEqual([
    ...["窓口:teacher", "map", "sources/bureaus.yaml", null],
  ]);
}, 120_000);

test("an administrator who hands in no files is led to the outcome, too, by the page that waits; nothing is in the way of anybody", async () => {
  const {address, home} = office();
  const file = join(home.root, "用紙の一覧.csv");
  writeFileSync(file, "局区の名前,区分,用紙のサイズ,年月,枚数\n総務部,局,A4,2024-05,1000\n");
  await inBrowser(async (open) => {
    const {page, troubles} = await open();
    await signIn(page, address, "admin");
    await page.goto(`${address}${MAP}`);
    const field = await page.$("input[type=file]");
    await (field as unknown as {uploadFile(path: string): Promise<void>}).uploadFile(file);
    await pressed(page, "button.filled");
    await page.waitForSelector("[value=write]", {timeout: 60_000});
    expect(await wrongAtBothWidths(page)).toEqual([]);
    await page.click("[value=write]");
    await untilSaid(page, "書きました：city/sources/paper.yaml");
    expect(await wrongAtBothWidths(page)).toEqual([]);
    expect(await textOf(page)).toContain("提出するのは、提出か事務局の役割の人です");
    expect(troubles).toEqual([]);
  });
}, 120_000);

async function sent(
  visitor: Browserless,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
): Promise<Response> {
  const form = new FormData();
  form.append("file", new Blob([content]), name);
  return settled(visitor, await visitor.post(MAP, form));
}

/** The page that is there once nothing is waited for. */
async function settled(visitor: Browserless, first: Response): Promise<Response> {
  let answer = first;
  let path = "";
  for (let tries = 0; tries < 200; tries++) {
    path = answer.headers.get("location") ?? path;
    if (answer.status !== 303 && !(await answer.clone().text()).includes("data-job")) break;
    if (answer.status !== 303) await new Promise((resolve) => setTimeout(resolve, 200));
    answer = await visitor.get(path);
  }
  return answer;
}

const markIn = (html: string) => /name="mark" value="([^"]*)"/.exec(html)?.[1] ?? "";
const actionIn = (answer: Response) => new URL(answer.url).pathname;

test("an empty file, bytes that are no text, and what is no table are told, and nothing is written", async () => {
  const visitor = await office().signedIn("admin");
  const count = cityChanges(office().home).length;
  expect((await sent(visitor, "空.csv", "")).status).toBe(422);
  for (const [name, content] of [
    ["文字化け.csv", Uint8Array.from([0xff, 0x00, 0x81, 0x0a, 0x80, 0x2c, 0xfe])],
    ["文章.csv", "これは表ではありません\n"],
    ["<img src=x>.csv", "あ,い\n1,2\n"],
  ] as const) {
    const html = await (await sent(visitor, name, content)).text();
    expect(html).toContain("何のファイルか分かりません");
    expect(html).not.toContain("<img src");
  }
  expect(cityChanges(office().home).length).toBe(count);
}, 120_000);

/** Sends a file as the page of files does, and hands it in. */
async function handedIn(visitor: Browserless, name: string, content: string): Promise<string> {
  const form = new FormData();
  form.append("file", new Blob([content]), name);
  const tried = await settled(visitor, await visitor.post("/files", form));
  return (await settled(visitor, await visitor.post(`${actionIn(tried)}/submit`, {}))).text();
}

test("a held file whose words are in the way is offered for teaching; read anew, it takes the place of what was held", async () => {
  const [office_, sender] = [await office().signedIn("office"), await office().signedIn("sender")];
  const paper = (size: string) => `局区名,区分,用紙,年月,枚数\n総務企画局,学校等以外,${size},2024-05,1000\n`;
  expect(await handedIn(office_, "特別な紙.csv", paper("特大の紙"))).toContain("まだ受け付けていません");
  const list = await (await office_.get("/files")).text();
  const [, batch = ""] = /name="batch" value="(\d+)"[\s\S]*?：特別な紙\.csv/.exec(list) ?? [];
  expect(batch).toMatch(/^\d+$/);
  expect(await (await sender.get("/files")).text()).not.toContain('name="batch"');
  expect(await (await office_.get(`/files/held/${batch}`)).text()).toContain(
    'action="/admin/city/map/known"',
  );
  const asked = await settled(office_, await office_.post(`${MAP}/known`, {batch}));
  const html = await asked.clone().text();
  expect(html).toContain("特大の紙");
  const [, field = ""] = /name="([^"]+)" aria-label="「特大の紙」はどの意味か"/.exec(html) ?? [];
  const answer = await settled(
    office_,
    await office_.post(actionIn(asked), {mark: markIn(html), act: "look", [field]: "A3"}),
  );
  const mark = markIn(await answer.text());
  const taught = await settled(office_, await office_.post(actionIn(asked), {mark, act: "write"}));
  expect(await taught.text()).toContain("いまの言葉で読むと：特別な紙.csv");
  const trial = `/files/trials/${actionIn(asked).split("/").at(-1)}`;
  const received = await settled(office_, await office_.post(`${trial}/submit`, {}));
  expect(await received.text()).toContain("受け付けました");
  expect(await (await office_.get("/files")).text()).not.toContain("特別な紙.csv</a></td>");
}, 120_000);

test("numbers of people stand on no page, and another's file is nobody's", async () => {
  const visitor = await office().signedIn("admin");
  const rows = [..."123456789"].map((digit) => `20246${digit}77,山田${digit}郎,2024-05,7:30`);
  const answer = await sent(visitor, "残業.csv", ["社員No,お名前,何月分,残業", ...rows].join("\n"));
  const html = await answer.text();
  expect(html).not.toMatch(/20246\d77|山田/);
  const other = await office().signedIn("office");
  expect((await other.get(actionIn(answer))).status).toBe(404);
}, 120_000);

test("a stale form is told; what somebody else wrote meanwhile is not written over", async () => {
  const [first, second] = [await office().signedIn("admin"), await office().signedIn("office")];
  const paper = "局区の呼び名,区分,用紙の大きさ,年月,枚数\n総務部,局,A4,2024-05,1000\n";
  const [one, two] = [await sent(first, "紙.csv", paper), await sent(second, "紙.csv", paper)];
  const [mark, mine] = [markIn(await one.clone().text()), markIn(await two.clone().text())];
  expect([mark !== "", mark]).toEqual([true, mine]);
  const old = await settled(first, await first.post(actionIn(one), {mark: "old", act: "write"}));
  expect(await old.text()).toContain("別の画面で新しくなっています");
  const written = await settled(first, await first.post(actionIn(one), {mark, act: "write"}));
  expect(await written.text()).toContain("書きました：city/sources/paper.yaml");
  const late = await settled(second, await second.post(actionIn(two), {mark: mine, act: "write"}));
  expect(await late.text()).toContain("ほかの人が市のファイルの言葉を書き換えました");
}, 120_000);

test("an answer that does not fit is told, and the proposal stays as it was", async () => {
  const visitor = await office().signedIn("admin");
  const asked = await sent(visitor, "紙.csv", "局区名,年月,用紙,枚数\n総務部,2024-05,A4,1000\n");
  const html = await asked.clone().text();
  expect(html).toContain("列「区分」に当たる見出しが見つかりません");
  expect(html).not.toContain("--heading");
  const field = /name="(default\.\d+)"/.exec(html)?.[1] ?? "";
  const answer = async (says: string) => {
    const fields = {mark: markIn(html), act: "look", [field]: says};
    return settled(visitor, await visitor.post(actionIn(asked), fields));
  };
  const wrong = await answer("<i>銀河</i>");
  const [status, said] = [wrong.status, await wrong.text()];
  expect([status, said]).toEqual([422, expect.stringContaining("&lt;i&gt;銀河")]);
  expect(said).toContain("列「区分」に当たる見出しが見つかりません");
}, 120_000);

test("nothing of all this was a fault of the window", () => {
  expect(office().faults).toEqual([]);
});
