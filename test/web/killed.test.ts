import {once} from "node:events";
import {readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {expect, test} from "vitest";
import {windowFiles} from "../../pipelines/installation/window-files.ts";
import {AccountBook} from "../../web/accounts/account-book.ts";
import {publishedCity} from "../figures/small-city.ts";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {addAccount, browserless, halfUpload, PASSWORD} from "./office.ts";
import {served} from "./served.ts";

test("the first start prints a link that makes the administrator; a second window is refused; the end is in order", async () => {
  const home = await publishedCity(join(temporaryFolder(), "home"));
  const {child, address, firstLink = ""} = await served(home);
  const visitor = browserless(address);
  const answer = await visitor.post(new URL(firstLink).pathname, {
    ...{id: "chief", name: "管理者", section: ""},
    ...{password: PASSWORD, again: PASSWORD},
  });
  expect(answer.status).toBe(303);
  expect((await visitor.get("/admin")).status).toBe(200);
  const second = kaikaku(home.root, ["serve", "--no-schedule", "--port", "0"]);
  expect([second.status, second.stderr]).toEqual([1, expect.stringContaining("もう開いています")]);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  const again = await served(home);
  expect(again.firstLink).toBeUndefined();
}, 120_000);

test("killed in the middle of an upload, it begins anew as if that had never been", async () => {
  const home = await publishedCity(join(temporaryFolder(), "home"));
  const at = new Date().toISOString();
  writeFileSync(home.clockNote, JSON.stringify({at, despite: at}));
  const book = new AccountBook(home);
  await addAccount(book, "chief", ["admin"]);
  await addAccount(book, "office", ["office"]);
  const first = await served(home);
  const visitor = browserless(first.address);
  await visitor.post("/sign-in", {id: "office", password: PASSWORD, next: "/"});
  halfUpload(first.address, visitor.cookie());
  const arriving = () => readdirSync(windowFiles(home).arriving);
  for (let look = 0; look < 100 && arriving().length === 0; look += 1) await pause(50);
  expect(arriving()).toHaveLength(1);
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  const before = kaikaku(home.root, ["status", "--json"]).stdout;

  const second = await served(home);
  expect(arriving()).toEqual([]);
  expect(kaikaku(home.root, ["status", "--json"]).stdout).toBe(before);
  // Whoever was signed in signs in again.
  expect((await visitor.get(`${second.address}/me`)).status).toBe(303);
  expect(kaikaku(home.root, ["doctor"]).stdout).not.toContain("故障");
}, 120_000);
