import {existsSync, readdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {expect, test} from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
const GUIDE = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");

/** "`run` (pipelines/build/run.ts)" and "(`approve`, pipelines/build/approve.ts)". */
const NAMED = /`(\w+)`(?:\s\(|,\s)\s*((?:pipelines|reports|web|commands)\/[\w/.-]+\.ts)/g;

test("every function that the page names stands in the file that it names", () => {
  const named = [...PAGE.matchAll(NAMED)].map(([, name = "", file = ""]) => ({name, file}));
  const wrong = named.filter(({name, file}) => {
    const text = existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), "utf8") : "";
    return !new RegExp(`export (async )?function ${name}\\b`).test(text);
  });
  expect(named.length).toBeGreaterThan(25);
  expect(wrong).toEqual([]);
});

test("every file that the page names is there and has its function beside it", () => {
  const files = [...PAGE.matchAll(/[\w/-]+\/[\w-]+\.ts/g)].map(([file]) => file);
  const withFunction = new Set([...PAGE.matchAll(NAMED)].map(([, , file]) => file));
  expect(files.filter((file) => !withFunction.has(file))).toEqual([]);
});

test("the page tells every room of pipelines and of reports, on its line", () => {
  const {forbidden} = createRequire(import.meta.url)(join(ROOT, ".dependency-cruiser.cjs"));
  const folders = (house: string) =>
    readdirSync(join(ROOT, house), {withFileTypes: true}).filter((entry) => entry.isDirectory());
  const rows = [...PAGE.matchAll(/^\| (\d) +\| `(\w+)\/`/gm)].map(([, line, room = ""]) => [room, line]);
  expect(rows.map(([room]) => room).sort()).toEqual(folders("pipelines").map(({name}) => name));
  for (const {name} of folders("reports")) expect(PAGE).toContain(`\`${name}/\``);
  for (const [room, line] of rows) {
    const rule = forbidden.find(({name}: {name: string}) => name === `room-pipelines-${room}`);
    const closed = rows.filter(([other, at]) => other !== room && Number(at) >= Number(line));
    expect((rule?.to.path ?? []).sort()).toEqual(closed.map(([other]) => `^pipelines/${other}/`).sort());
  }
});

test("every file and folder of the worked examples that is not theirs to make is there", () => {
  const named = [...GUIDE.matchAll(/`((?:schemas|sql|data|test|reports|pipelines|docs)\/[\w/.-]+)`/g)];
  const made = new Set([...GUIDE.matchAll(/^ *- new: `([^`]+)`/gm)].map(([, path]) => path));
  const missing = named.map(([, path = ""]) => path).filter((path) => !made.has(path));
  expect(missing.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
