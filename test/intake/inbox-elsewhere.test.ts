import {execFileSync} from "node:child_process";
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, onTestFinished, test} from "vitest";
import {BUREAUS} from "../models/tiny-city.ts";
import {expectAside, GOOD, homeWithGoodFile, loadInbox, NOT_A_TABLE} from "./inbox-home.ts";

test("the inbox may lie on another file system", async () => {
  const elsewhere = "/dev/shm";
  const home = homeWithGoodFile();
  expect(statSync(elsewhere).dev).not.toBe(statSync(home.root).dev);
  const inbox = mkdtempSync(join(elsewhere, "kaikaku-"));
  onTestFinished(() => rmSync(inbox, {recursive: true}));
  rmSync(home.inbox, {recursive: true});
  symlinkSync(inbox, home.inbox);
  writeFileSync(join(inbox, GOOD), BUREAUS);
  writeFileSync(join(inbox, "x.csv"), NOT_A_TABLE);
  const [file = ""] = await expectAside(home, "見出し");
  expect(readFileSync(join(home.refused, file), "utf8")).toBe(NOT_A_TABLE);
  expect(readdirSync(home.refused).length).toBe(2);
});

test("what cannot be moved away on another file system is told, and the rest goes on", async () => {
  const home = homeWithGoodFile();
  const inbox = mkdtempSync("/dev/shm/kaikaku-");
  onTestFinished(() => rmSync(inbox, {recursive: true}));
  rmSync(home.inbox, {recursive: true});
  symlinkSync(inbox, home.inbox);
  writeFileSync(join(inbox, GOOD), BUREAUS);
  execFileSync("mkfifo", [join(inbox, "管.csv")]);
  const {outcomes, warnings} = await loadInbox(home);
  expect(outcomes.map(({kind}) => kind)).toEqual(["refused", "accepted"]);
  expect(warnings).toEqual([expect.stringMatching(/管.csv を受け箱.*手で取り除いて/)]);
  expect(readdirSync(home.refused)).toEqual([]);
});
