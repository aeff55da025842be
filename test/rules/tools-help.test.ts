import {spawnSync} from "node:child_process";
import {expect, test} from "vitest";
import manifest from "../../package.json" with {type: "json"};

/** Every tool of `npm run` that takes words of its own. */
const TOOLS = [
  "bench",
  "engines",
  "failing-browsers",
  "faults",
  "fuzz",
  "growth",
  "medium",
  "mutate",
  "rebuild-often",
  "torture",
] as const;

function told(tool: (typeof TOOLS)[number], words: string[]) {
  const [, file = ""] = manifest.scripts[tool].split(" ");
  return spawnSync(process.execPath, [file, ...words], {encoding: "utf8"});
}

test.each(TOOLS)("npm run %s -- --help says what it does, and begins nothing", (tool) => {
  expect(told(tool, ["--help"])).toMatchObject({
    status: 0,
    stderr: "",
    stdout: expect.stringMatching(new RegExp(`^npm run ${tool} -- .+: `)),
  });
});

test("a word that a tool does not know is answered with its help, not with a stack", () => {
  expect(told("fuzz", ["--rnus", "5"])).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^Unknown option '--rnus'.*npm run fuzz/s),
  });
});
