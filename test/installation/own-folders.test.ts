import {existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {expect, test} from "vitest";
import {PROJECT} from "../../pipelines/catalog/sql-files.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** A home one of whose folders is a link to a place that is there, with a file that tidying up would take for half done. */
function homeWith(name: string, place: (home: Home) => string): {home: Home; theirs: string} {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const to = place(home);
  mkdirSync(to, {recursive: true});
  rmSync(join(home.root, name), {recursive: true, force: true});
  symlinkSync(to, join(home.root, name));
  const theirs = join(to, "building-permits.txt");
  if (to !== PROJECT) writeFileSync(theirs, "建築許可の一覧");
  return {home, theirs};
}

test.each<[string, string, (home: Home) => string]>([
  ["scratch", "the installation", ({root}) => root],
  ["scratch", "the releases", ({releases}) => releases],
  ["candidates", "the releases", ({releases}) => releases],
  ["releases", "the folder around the installation", ({root}) => dirname(root)],
  ["archive", "the city's folder", ({city}) => city],
  ["refused", "the inbox", ({inbox}) => inbox],
  ["built", "the archive", ({archive}) => archive],
  ["scratch", "the program", () => PROJECT],
  ["built", "a folder of other people's things", ({root}) => join(dirname(root), "theirs")],
])("nothing is written or tidied up where %s is a link to %s, and doctor names it", (name, _, place) => {
  const {home, theirs} = homeWith(name, place);
  const told = `「${join(home.root, name)}」のリンクが、`;
  const {status, stderr} = kaikaku(home.root, ["run"]);
  expect([status, stderr]).toEqual([1, expect.stringContaining(told)]);
  expect(existsSync(theirs)).toBe(place(home) !== PROJECT);
  expect(kaikaku(home.root, ["doctor"]).stdout).toContain(told);
});

test("two folders of the installation are not the same one on another disk", () => {
  const {home, theirs} = homeWith("scratch", ({root}) => join(dirname(root), "other-disk"));
  rmSync(home.archive, {recursive: true, force: true});
  symlinkSync(dirname(theirs), home.archive);
  const {status, stderr} = kaikaku(home.root, ["run"]);
  expect([status, stderr]).toEqual([1, expect.stringContaining(`「${home.archive}」のリンクが、`)]);
  expect(existsSync(theirs)).toBe(true);
});

test("folders on another disk are the program's, with what a disk has by itself", () => {
  const {home, theirs} = homeWith("built", ({root}) => join(dirname(root), "other-disk/built"));
  rmSync(theirs);
  mkdirSync(join(dirname(theirs), "lost+found"));
  expect(kaikaku(home.root, ["run"]).stderr).not.toContain("リンク");
  expect(readdirSync(dirname(theirs))).toEqual(["lost+found"]);
});

test("no lock is laid where the folder of the locks leads into another of the installation's", () => {
  const home = sampleHome(temporaryFolder());
  rmSync(home.locks, {recursive: true, force: true});
  symlinkSync(home.archive, home.locks);
  for (const words of [["plan"], ["run"], ["kpi"]]) {
    const {status, stderr} = kaikaku(home.root, words);
    expect([status, stderr]).toEqual([1, expect.stringContaining(`「${home.locks}」のリンクが、`)]);
  }
  expect(kaikaku(home.root, ["doctor"]).stdout).toContain(home.locks);
  expect(readdirSync(home.archive)).toEqual([]);
});
