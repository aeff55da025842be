import {mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {expect, test} from "vitest";
import {PROJECT} from "../../pipelines/catalog/sql-files.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {mustBeOwnInbox} from "../../pipelines/intake/load/own-inbox.ts";
import {BUREAUS} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {GOOD, loadInbox} from "./inbox-home.ts";

function homeWithInboxAt(place: (home: Home) => string): Home {
  const home = sampleHome(join(temporaryFolder(), "home"));
  rmSync(home.inbox, {recursive: true});
  symlinkSync(place(home), home.inbox);
  return home;
}

test.each<[string, (home: Home) => string]>([
  ["the installation", ({root}) => root],
  ["the archive", ({archive}) => archive],
  ["the folder around the installation", ({root}) => dirname(root)],
  ["the program", () => PROJECT],
  ["a folder of the program", () => join(PROJECT, "data/cities")],
])("an inbox that leads to %s takes nothing from there", (_, place) => {
  expect(() => mustBeOwnInbox(homeWithInboxAt(place))).toThrow(/受け箱.*指しています.*何もせずにやめました/);
});

test("nothing of the installation is loaded or put aside where its inbox leads to it", async () => {
  const home = homeWithInboxAt(({root}) => root);
  writeFileSync(join(home.root, "notes.txt"), "ours");
  await expect(loadInbox(home)).rejects.toThrow("何もせずにやめました");
  expect([readFileSync(join(home.root, "notes.txt"), "utf8"), readdirSync(home.refused)]).toEqual([
    "ours",
    [],
  ]);
});

test("a folder of its own elsewhere is an inbox", async () => {
  const home = homeWithInboxAt(({root}) => {
    mkdirSync(join(dirname(root), "sent"));
    return join(dirname(root), "sent");
  });
  writeFileSync(join(home.inbox, GOOD), BUREAUS);
  expect((await loadInbox(home)).outcomes).toMatchObject([{kind: "accepted"}]);
});
