import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {parse} from "yaml";
import {z} from "zod";

/* What README.ja.md promises of files is true line by line: each line has its case, and each of these is there. */

const ROOT = join(import.meta.dirname, "../..");
const README = readFileSync(join(ROOT, "README.ja.md"), "utf8");
const HELD_BY = z
  .record(z.string(), z.record(z.string(), z.array(z.string()).min(1)))
  .parse(parse(readFileSync(join(import.meta.dirname, "readable.yaml"), "utf8")));

/** The lines of a chapter, up to the next heading: its list, or the first cells of its table that speaks of files. */
function linesOf(chapter: string): string[] {
  const [, text = ""] = README.split(new RegExp(`^#{2,3} ${chapter}\n`, "m"));
  const [own = ""] = text.split(/^#/m);
  const listed = [...own.matchAll(/^- (.+)$/gm)].map(([, line = ""]) => line);
  if (listed.length > 0) return listed;
  return [...own.matchAll(/^\| (.+?) +\|/gm)]
    .map(([, cell = ""]) => cell)
    .filter((cell) => !/^(こういう表|-+)$/.test(cell));
}

test.each(Object.entries(HELD_BY))("every line of %s is held by a case or a test", (chapter, held) => {
  const lines = linesOf(chapter);
  expect(lines.length).toBeGreaterThan(5);
  const begins = Object.keys(held);
  expect(lines.filter((line) => !begins.some((begin) => line.startsWith(begin)))).toEqual([]);
  expect(begins.filter((begin) => !lines.some((line) => line.startsWith(begin)))).toEqual([]);
});

test("what is named is there", () => {
  const named = Object.values(HELD_BY).flatMap((held) => Object.values(held).flat());
  const place = (name: string) => join(ROOT, name.endsWith(".ts") ? name : `test/cases/${name}`);
  expect(named.filter((name) => !existsSync(place(name)))).toEqual([]);
});
