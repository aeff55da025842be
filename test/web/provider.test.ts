import {type ChildProcess, fork} from "node:child_process";
import {once} from "node:events";
import {join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {readLog} from "../../pipelines/access/read-log.ts";
import type {Page} from "../../reports/print/start-browser.ts";
import {Provider} from "../../web/accounts/provider.ts";
import {inBrowser, press, signIn, textOf} from "./browser.ts";
import {addAccount, browserless, officeForTests, PASSWORD} from "./office.ts";

const CLIENT = {clientId: "kaikaku", secret: "a secret between the two of them"};

/** More than a window could keep in mind. */
const STRANGERS = 10_400;
const AT_ONCE = 100;

let provider: ChildProcess | undefined;
let issuer: string;
afterAll(() => provider?.kill());

const office = officeForTests(async () => {
  provider = fork(join(import.meta.dirname, "provider-process.ts"), {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  [{issuer}] = (await once(provider, "message")) as [{issuer: string}];
  return {provider: {...CLIENT, issuer: new URL(issuer), claim: "sub"}};
});

/** The provider answers from now on. */
async function whenProviderIsReady(): Promise<void> {
  if (!provider) throw new Error("the provider was not started");
  provider.send({window: office().address, ...CLIENT});
  await once(provider, "message");
}

/** The provider's own pages: who one is, and that the window may know it. */
async function vouchFor(page: Page, name: string): Promise<void> {
  await page.type("input[name=login]", name);
  await page.type("input[name=password]", "anything");
  for (const _ of ["sign in", "continue"])
    await Promise.all([page.waitForNavigation({waitUntil: "load"}), page.click("button[type=submit]")]);
}

test("while the provider does not answer it is said, and a password still opens the window", async () => {
  const {address} = office();
  const visitor = browserless(address);
  const answer = await visitor.get("/sign-in/provider");
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain("職員認証（127.0.0.1:");
  const entered = await visitor.post("/sign-in", {id: "viewer", password: PASSWORD, next: "/"});
  expect(entered.status).toBe(303);
  await whenProviderIsReady();
});

test("a stranger learns the own name, the administrator writes it down, and the person is let in", async () => {
  const {address, home} = office();
  await inBrowser(async (open) => {
    const {page} = await open();
    await page.goto(`${address}/sign-in?next=${encodeURIComponent("/printed")}`);
    await press(page, "職員認証でサインインする");
    await vouchFor(page, "u-004711");
    expect(await textOf(page)).toContain("職員認証では「u-004711」と呼ばれています");
    expect((await page.cookies()).map(({name}) => name)).not.toContain("__Host-kaikaku");

    const admin = await open();
    await signIn(admin.page, address, "admin");
    await admin.page.goto(`${address}/admin/accounts/viewer`);
    await admin.page.type("input[name=provider_name]", "u-004711");
    await press(admin.page, "変える");
    expect(await admin.page.$eval("input[name=provider_name]", (field) => field.getAttribute("value"))).toBe(
      "u-004711",
    );

    await page.goto(`${address}/sign-in?next=${encodeURIComponent("/printed")}`);
    await press(page, "職員認証でサインインする");
    expect(page.url()).toBe(`${address}/printed`);
    expect(await page.$eval(".me", (me) => me.textContent)).toContain("viewerさん");
    expect(admin.troubles).toEqual([]);
  });
  expect([...readLog(home, 100)].map(({what}) => what).join("\n")).toContain("職員認証でサインイン");
}, 180_000);

test("one name of the provider's is one account's", async () => {
  const {book} = office();
  await expect(addAccount(book, "second", ["viewer"], "", "u-004711")).rejects.toThrow(
    "利用者「viewer」に付いています",
  );
});

test("a closed account is not let in by the provider either", async () => {
  const {address, book, home} = office();
  await addAccount(book, "gone", ["viewer"], "", "u-gone");
  book.change("gone", {closed_at: new Date().toISOString()}, new Date());
  await inBrowser(async (open) => {
    const {page} = await open();
    await page.goto(`${address}/sign-in/provider`);
    await vouchFor(page, "u-gone");
    expect(await textOf(page)).toContain("閉じられたか、使える期限が過ぎています");
    await page.goto(`${address}/me`);
    expect(page.url()).toContain("/sign-in");
  });
  expect([...readLog(home, 100)].map(({what}) => what).join("\n")).toContain("サインインの失敗");
}, 180_000);

test("an answer that this browser did not ask for, another's, or an old one opens nothing", async () => {
  const {address} = office();
  const one = browserless(address);
  const left = await one.get("/sign-in/provider");
  expect(left.status).toBe(303);
  const state = new URL(left.headers.get("location") ?? "").searchParams.get("state") ?? "";
  const forged = `/sign-in/provider/back?code=anything&state=${state}`;
  for (const visitor of [browserless(address), one, one]) {
    const answer = await visitor.get(forged);
    expect(answer.status).toBe(503);
    expect(answer.headers.getSetCookie().join("\n")).not.toContain("__Host-kaikaku=");
  }
  expect((await one.get("/me")).status).toBe(303);
});

test("however many strangers leave for the provider, who left before them is still expected back", async () => {
  const {address} = office();
  const one = browserless(address);
  const left = await one.get("/sign-in/provider");
  const state = new URL(left.headers.get("location") ?? "").searchParams.get("state") ?? "";
  const anonymous = () => fetch(`${address}/sign-in/provider`, {redirect: "manual"});
  for (let left = 0; left < STRANGERS; left += AT_ONCE)
    await Promise.all(Array.from({length: AT_ONCE}, anonymous));
  const back = await one.get(`/sign-in/provider/back?code=anything&state=${state}`);
  expect(await back.text()).toContain("職員認証は、サインインを認めませんでした");
}, 180_000);

test("what a browser brings back counts for ten minutes, as it was given, and in no other window", async () => {
  const settings = {...CLIENT, issuer: new URL(issuer), claim: "sub"};
  const [mine, others] = [new Provider(settings), new Provider(settings)];
  const [now, at] = [
    new Date("2026-01-05T00:00:00Z"),
    new URL(`${office().address}/sign-in/provider/back?code=x`),
  ];
  const {away} = await mine.goodbye({back: at.href, next: "/printed", now});
  const welcomed = (provider: Provider, brought: string, minutes: number) =>
    provider
      .welcome(brought, {at, now: new Date(now.getTime() + minutes * 60_000)})
      .catch(({message}: Error) => message);
  expect(await welcomed(mine, away, 9)).toContain("サインインを認めませんでした");
  for (const [provider, brought, minutes] of [
    [mine, away, 11],
    [mine, `${away.slice(0, -4)}AAAA`, 9],
    [mine, `A${away.slice(1)}`, 9],
    [mine, "", 9],
    [mine, "=&%", 9],
    [others, away, 9],
  ] as const)
    expect(await welcomed(provider, brought, minutes)).toContain("別の画面で始めたものです");
});

test("a way back that is longer than a browser keeps leads to the first page", async () => {
  const long = `/printed?${"x".repeat(5000)}`;
  const answer = await browserless(office().address).get(
    `/sign-in/provider?next=${encodeURIComponent(long)}`,
  );
  expect(answer.status).toBe(303);
  expect(answer.headers.getSetCookie().join("").length).toBeLessThan(4096);
});

test("from another name of this machine one is led to the address that the provider knows", async () => {
  const {address} = office();
  const {port} = new URL(address);
  const answer = await browserless(`http://localhost:${port}`).get("/sign-in/provider?next=/printed");
  expect(answer.headers.get("location")).toBe(`${address}/sign-in/provider?next=%2Fprinted`);
});
