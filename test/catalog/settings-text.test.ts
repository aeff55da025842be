import {cpSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {parse} from "yaml";
import {withSettings} from "../../pipelines/catalog/city-settings.ts";
import {settingsTyped} from "../../pipelines/catalog/settings-typed.ts";
import {withWords} from "../../pipelines/catalog/write-words.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const OURS = join(import.meta.dirname, "../../data/cities/kawasaki");

/** The file as it stood and as it would be written, once something is said of the city in the folder. */
function written(name: string, said: Parameters<typeof settingsTyped>[0], stood?: string): [string, string] {
  const city = join(temporaryFolder(), "city");
  cpSync(OURS, city, {recursive: true});
  if (stood !== undefined) writeFileSync(join(city, name), stood);
  const settings = settingsTyped(said);
  if (!settings) throw new Error("nothing is said");
  return [readFileSync(join(city, name), "utf8"), withSettings(city, settings).get(name) ?? ""];
}

const NOTHING = {
  name: undefined,
  kind: undefined,
  unit: undefined,
  programme: undefined,
  due: [],
  notDue: [],
};
const linesOf = (text: string) => text.split("\n").map((line) => line.trim());

test("who changes one deadline changes one line; all others stand as a person spaced them", () => {
  const [before, after] = written("jobs.yaml", {...NOTHING, due: ["paper=庶務課:quarter:1:9"]});
  const [old, now] = [linesOf(before), linesOf(after)];
  expect(now.filter((line) => !old.includes(line))).toEqual(["due: { months_after: 1, opening_day: 9 }"]);
  expect(now.length).toBe(old.length);
});

test("what differs in nothing but spaces is written nevertheless", () => {
  const stood =
    "name: '湊 市'\nprogrammes: [{name: 計画, first_fiscal_year: 2025, last_fiscal_year: 2028}]\n";
  const [, after] = written("city.yaml", {...NOTHING, name: "湊市"}, stood);
  expect(parse(after)).toMatchObject({name: "湊市"});
});

test("words that are taught leave what stands beside them as it stood", () => {
  const stood = "# 紙\nheadings:\n  sheets: [枚数,   数]\n";
  const more = {headings: {month: ["年月"]}, values: {}, patterns: {}, units: {}, layouts: []};
  const text = withWords(stood, {...more, defaults: {}, period: undefined}, "紙");
  expect(text).toContain("  sheets: [枚数,   数]\n");
  expect(parse(text)).toEqual({headings: {sheets: ["枚数", "数"], month: expect.anything()}});
});
