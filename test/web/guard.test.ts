import {request} from "node:http";
import {describe, expect, test} from "vitest";
import {readLog} from "../../pipelines/access/read-log.ts";
import {browserless, officeForTests, PASSWORD} from "./office.ts";

const office = officeForTests();

/** A request as no browser would send it. */
function rawStatus(
  path: string,
  headers: Record<string, string>,
  method = "GET",
  body = "",
): Promise<number> {
  const {hostname, port} = new URL(office().address);
  return new Promise((resolve, reject) => {
    const sent = request({hostname, port, path, method, headers}, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.once("error", reject);
    if (body !== "") sent.write(body);
    sent.end();
  });
}

describe("requests that are not of the window's own pages", () => {
  test.each(["evil.example", "127.0.0.1.evil.example:80", "127.0.0.1:1"])("host %s", async (host) => {
    expect(await rawStatus("/sign-in", {host})).toBe(403);
  });

  test("names of this machine are answered", async () => {
    const {port} = new URL(office().address);
    expect(await rawStatus("/sign-in", {host: `localhost:${port}`})).toBe(200);
  });

  test.each([
    {origin: "https://evil.example"},
    {origin: "null"},
    {origin: "same", "sec-fetch-site": "cross-site"},
    {origin: "same", "sec-fetch-site": "same-site"},
    {},
  ])("a form sent with %j changes nothing", async (headers: Record<string, string>) => {
    const visitor = await office().signedIn("admin");
    const {origin} = new URL(office().address);
    const {host} = new URL(office().address);
    const sent: Record<string, string> = {...headers, host, cookie: visitor.cookie()};
    if (headers.origin === "same") sent.origin = origin;
    expect(await rawStatus("/sign-out", sent, "POST")).toBe(403);
    expect((await visitor.get("/me")).status).toBe(200);
  });
});

test("every answer has a strict policy and is kept by no cache", async () => {
  const visitor = await office().signedIn("viewer");
  for (const path of ["/", "/sign-in", "/no-such-page", "/files"]) {
    const {headers} = await visitor.get(path);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("content-security-policy")).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
  }
});

test("marks of the browser go to this host alone and no script reads them", async () => {
  const visitor = browserless(office().address);
  const answer = await visitor.post("/sign-in", {id: "viewer", password: PASSWORD, next: "/"});
  const cookies = answer.headers.getSetCookie();
  expect(cookies).toHaveLength(2);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-/);
    for (const part of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"]) expect(cookie).toContain(part);
    expect(cookie).not.toContain("Domain");
  }
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "/ok\r\nx: y",
])("nobody is led to %j after signing in", async (next) => {
  const answer = await browserless(office().address).post("/sign-in", {
    id: "viewer",
    password: PASSWORD,
    next,
  });
  expect(answer.headers.get("location")).toBe("/");
});

test("strangers who guess are slowed down, and the person's own browser is not", async () => {
  const own = await office().signedIn("approver");
  await own.post("/sign-out", {});
  const stranger = browserless(office().address);
  const guess = () => stranger.post("/sign-in", {id: "approver", password: "wrong wrong wrong", next: "/"});
  for (let count = 0; count < 5; count += 1) expect((await guess()).status).toBe(403);
  expect((await guess()).status).toBe(429);
  const right = await stranger.post("/sign-in", {id: "approver", password: PASSWORD, next: "/"});
  expect(right.status).toBe(429);
  const back = await own.post("/sign-in", {id: "approver", password: PASSWORD, next: "/"});
  expect(back.status).toBe(303);
});

test.each([
  ["too long", {"content-length": "200000"}, "a".repeat(200_000)],
  ["of no stated length", {"transfer-encoding": "chunked"}, "id=viewer"],
])("a form that is %s is not read", async (_, headers, body) => {
  const {host, origin} = new URL(office().address);
  const type = {"content-type": "text/plain"};
  expect(await rawStatus("/sign-in", {host, origin, ...type, ...headers}, "POST", body)).toBe(413);
});

test("a wrong name is told in the same words as a wrong password", async () => {
  const visitor = browserless(office().address);
  const texts = await Promise.all(
    ["viewer", "nobody-at-all"].map(async (id) => {
      const answer = await visitor.post("/sign-in", {id, password: "wrong wrong wrong", next: "/"});
      return [answer.status, (await answer.text()).replaceAll(id, "")];
    }),
  );
  expect(texts[0]).toEqual(texts[1]);
});

test("a link sets a password once", async () => {
  const {book, address} = office();
  const now = new Date();
  const secret = book.add(
    {
      id: "deputy",
      name: "代理",
      section: "",
      roles: ["viewer"],
      until: "2099-03-31",
      provider_name: null,
      reads_early: false,
    },
    {by: "admin", now},
  );
  const visitor = browserless(address);
  const short = await visitor.post(`/first/${secret}`, {password: "short", again: "short"});
  expect(short.status).toBe(422);
  const common = await visitor.post(`/first/${secret}`, {password: "Qwerty123456", again: "Qwerty123456"});
  expect([common.status, await common.text()]).toEqual([
    422,
    expect.stringContaining("よく使われるパスワードの一覧"),
  ]);
  const differing = await visitor.post(`/first/${secret}`, {password: PASSWORD, again: `${PASSWORD}x`});
  expect(differing.status).toBe(422);
  const set = await visitor.post(`/first/${secret}`, {password: PASSWORD, again: PASSWORD});
  expect(set.status).toBe(303);
  expect((await visitor.get("/me")).status).toBe(200);
  const again = await browserless(address).post(`/first/${secret}`, {password: PASSWORD, again: PASSWORD});
  expect(again.status).toBe(404);
});

test("texts that come from outside are text", async () => {
  const {book, address} = office();
  const evil = `<img src=x onerror=alert(1)>"'`;
  const now = new Date();
  const secret = book.add(
    {
      id: "evil",
      name: evil,
      section: evil,
      roles: ["admin"],
      until: null,
      provider_name: null,
      reads_early: false,
    },
    {by: "admin", now},
  );
  await book.setPassword(secret, {password: PASSWORD, first: undefined, now});
  const visitor = browserless(address);
  await visitor.post("/sign-in", {id: "evil", password: PASSWORD, next: "/"});
  for (const path of [
    "/me",
    "/admin",
    "/admin/accounts/evil",
    `/admin/log?words=${encodeURIComponent(evil)}`,
    "/?period=<script>",
    "/?release=<b>",
  ])
    expect(await (await visitor.get(path)).text()).not.toMatch(/<img src=x|<script>|<b>/);
});

test("who is refused stands in the log, once for each address", async () => {
  const visitor = await office().signedIn("sender");
  for (const path of ["/admin", "/admin", "/admin/log"]) expect((await visitor.get(path)).status).toBe(403);
  const own = [...readLog(office().home)].filter(({who}) => who === "窓口:sender").map(({what}) => what);
  expect(own).toEqual([
    "サインイン",
    'window:refused {"route":"/admin"}',
    'window:refused {"route":"/admin/log"}',
  ]);
});

test("signing in, failing to and signing out stand in the log under the account", async () => {
  const visitor = await office().signedIn("analyst");
  await visitor.post("/sign-out", {});
  await browserless(office().address).post("/sign-in", {
    id: "analyst",
    password: "wrong wrong wrong",
    next: "/",
  });
  const own = [...readLog(office().home)].filter(({who}) => who === "窓口:analyst").map(({what}) => what);
  expect(own).toEqual(["サインイン", "サインアウト", "サインインの失敗"]);
});

test("nothing of all this was a fault of the window", () => {
  expect(office().faults).toEqual([]);
});

test("one sees that another browser is signed in, and ends it", async () => {
  const [one, other] = [await office().signedIn("analyst"), await office().signedIn("analyst")];
  expect(await (await one.get("/me")).text()).toContain("ほかに1つの画面でサインインしています");
  await one.post("/me/sign-out-others", {});
  expect((await other.get("/me")).status).toBe(303);
  const after = await one.get("/me");
  expect(after.status).toBe(200);
  expect(await after.text()).not.toContain("の画面でサインインしています");
});
