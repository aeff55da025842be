import {describe, expect, test} from "vitest";
import {ROLES} from "../../schemas/window-account.ts";
import {ROUTES} from "../../web/routes.ts";
import {browserless, officeForTests} from "./office.ts";

const EVERYBODY = "everybody";
const ALL = ROLES.join(" ");

/** Who may use what, as the office was told. */
const RIGHTS: Record<string, string> = {
  "GET /static/:file": EVERYBODY,
  "GET /sign-in": EVERYBODY,
  "POST /sign-in": EVERYBODY,
  "GET /sign-in/provider": EVERYBODY,
  "GET /sign-in/provider/back": EVERYBODY,
  "GET /first/:secret": EVERYBODY,
  "POST /first/:secret": EVERYBODY,
  "POST /sign-out": ALL,
  "GET /me": ALL,
  "POST /me/password": ALL,
  "POST /me/sign-out-others": ALL,
  "GET /": ALL,
  "GET /scoreboard.csv": ALL,
  "GET /indicators/:kpi": ALL,
  "GET /bureaus": ALL,
  "GET /bureaus/:bureau": ALL,
  "GET /draft.pdf": ALL,
  "GET /drawn/:release/:quarter/:programme/style.css": ALL,
  "GET /explain/:figure": ALL,
  "GET /files": "sender office",
  "POST /files": "sender office",
  "GET /files/reminders": "office",
  "GET /files/handover": "sender office",
  "GET /files/history/:source": "sender office",
  "GET /files/replies/:file": "office",
  "GET /files/replies/:file/:name": "office",
  "GET /files/trials/:trial": "sender office",
  "POST /files/trials/:trial/answer": "sender office",
  "POST /files/trials/:trial/submit": "sender office",
  "POST /files/trials/:trial/leave": "sender office",
  "GET /files/held/:batch": "sender office",
  "GET /files/held/:batch/workbook": "sender office",
  "POST /files/held/:batch/decide": "office",
  "GET /files/templates/:source": "sender office",
  "GET /jobs/:job": ALL,
  "GET /publish": "office approver",
  "POST /publish/plan": "office approver",
  "POST /publish/approve": "approver",
  "POST /publish/send-back": "approver",
  "POST /publish/roll-back": "approver",
  "GET /publish/releases/:release": "office approver",
  "GET /printed": ALL,
  "GET /printed/:file": ALL,
  "POST /printed": "office",
  "GET /news": ALL,
  "POST /news": ALL,
  "GET /news/all": "office approver admin",
  "GET /data": "analyst",
  "GET /data/:mart": "analyst",
  "GET /data/:mart/:format": "analyst",
  "GET /dictionary": ALL,
  "GET /admin": "admin",
  "POST /admin/accounts": "admin",
  "GET /admin/accounts/:id": "admin",
  "POST /admin/accounts/:id": "admin",
  "POST /admin/accounts/:id/link": "admin",
  "POST /admin/accounts/:id/close": "admin",
  "GET /admin/log": "admin",
  "GET /admin/city": "admin office approver",
  "GET /admin/city/settings": "admin office",
  "POST /admin/city/settings": "admin office",
  "GET /admin/city/bureaus": "office",
  "POST /admin/city/bureaus": "office",
  "GET /admin/city/map": "admin office",
  "POST /admin/city/map": "admin office",
  "POST /admin/city/map/known": "admin office",
  "GET /admin/city/map/:lesson": "admin office",
  "POST /admin/city/map/:lesson": "admin office",
};

const office = officeForTests();

/** A name of nothing in each place of an address. */
function addressOf(route: string): string {
  return route.replace(/:\w+/g, "nothing");
}

test("every address stands in the table, and nothing else", () => {
  const names = ROUTES.map(({method, path}) => `${method.toUpperCase()} ${path}`);
  expect(names.toSorted()).toEqual(Object.keys(RIGHTS).toSorted());
});

describe("who has not signed in", () => {
  test.each(Object.entries(RIGHTS))("%s", async (route, who) => {
    const [method, path = ""] = route.split(" ");
    const visitor = browserless(office().address);
    const answer =
      method === "GET" ? await visitor.get(addressOf(path)) : await visitor.post(addressOf(path), {});
    const isSentAway = answer.status === 303 && (answer.headers.get("location") ?? "").startsWith("/sign-in");
    expect(isSentAway).toBe(who !== EVERYBODY);
  });
});

describe.each(ROLES)("%s", (role) => {
  test("opens what the role opens, and is refused all else", async () => {
    const visitor = await office().signedIn(role);
    // What ends the session, or takes seconds and is no question of rights, is not done.
    const skipped = ["POST /sign-out", "POST /publish/plan", "GET /dictionary"];
    for (const [route, who] of Object.entries(RIGHTS)) {
      const isOpen = who === EVERYBODY || who.split(" ").includes(role);
      if (isOpen && skipped.includes(route)) continue;
      const [method, path = ""] = route.split(" ");
      const answer =
        method === "GET" ? await visitor.get(addressOf(path)) : await visitor.post(addressOf(path), {});
      const refusal =
        answer.status === 403 && (await answer.text()).includes("この利用者の役割では開けない頁です");
      expect(`${route} ${refusal}`).toBe(`${route} ${!isOpen}`);
    }
  });
});

test("an account that is closed is nobody's from the next request on", async () => {
  const visitor = await office().signedIn("viewer");
  expect((await visitor.get("/me")).status).toBe(200);
  office().book.change("viewer", {closed_at: new Date().toISOString()}, new Date());
  expect((await visitor.get("/me")).status).toBe(303);
  office().book.change("viewer", {closed_at: null}, new Date());
});

test("nothing of all this was a fault of the window", () => {
  expect(office().faults).toEqual([]);
});
