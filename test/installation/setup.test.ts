import {spawnSync} from "node:child_process";
import {chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {delimiter, join} from "node:path";
import {expect, test} from "vitest";
import {temporaryFolder} from "../temporary-folder.ts";

const ROOT = join(import.meta.dirname, "../..");

/** A folder with the real setup and an `npm` that writes down what it is asked and puts a `node` in place. */
function emptyCheckout(): {
  folder: string;
  setUp: (...args: string[]) => {status: number | null; stdout: string};
} {
  const folder = temporaryFolder();
  copyFileSync(join(ROOT, "setup.mjs"), join(folder, "setup.mjs"));
  writeFileSync(join(folder, "package-lock.json"), "{}");
  const tools = join(folder, "tools");
  mkdirSync(tools);
  const npm = `#!/bin/sh\necho "$@" >> npm-was-asked\nmkdir -p node_modules/.bin\nprintf '#!/bin/sh\\necho pinned "$@"; exit 7\\n' > node_modules/.bin/node\nchmod +x node_modules/.bin/node\n`;
  writeFileSync(join(tools, "npm"), npm);
  chmodSync(join(tools, "npm"), 0o755);
  const env = {...process.env, PATH: `${tools}${delimiter}${process.env.PATH}`};
  return {
    folder,
    setUp: (...args) => {
      const options = {cwd: folder, env, encoding: "utf8"} as const;
      const {status, stdout} = spawnSync(process.execPath, ["setup.mjs", ...args], options);
      return {status, stdout};
    },
  };
}

test("the packages are installed whole, whatever npm is configured to leave out, and once", ({skip}) => {
  skip(process.platform === "win32", "the stand-in for npm is a shell script");
  const {folder, setUp} = emptyCheckout();
  expect(setUp("some.mjs", "a b")).toEqual({
    status: 7,
    stdout: expect.stringMatching(/pinned some\.mjs a b\n$/),
  });
  const asked = readFileSync(join(folder, "npm-was-asked"), "utf8");
  for (const flag of [
    "install",
    "--ignore-scripts=false",
    "--include=dev",
    "--include=optional",
    "--global=false",
  ])
    expect(asked.split(/\s/)).toContain(flag);
  expect(setUp("some.mjs")).toEqual({status: 7, stdout: "pinned some.mjs\n"});
  expect(readFileSync(join(folder, "npm-was-asked"), "utf8")).toBe(asked);
});

test("`npm start` and `npm test` set up themselves: npm runs no script before them where it is told to run none of packages", () => {
  const {scripts} = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  for (const name of ["start", "test"]) {
    const [node, setup, script = ""] = scripts[name].split(" ");
    expect([node, setup, existsSync(join(ROOT, script))]).toEqual(["node", "setup.mjs", true]);
    expect(scripts[`pre${name}`]).toBeUndefined();
  }
});
