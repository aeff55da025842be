import {execFileSync, spawnSync} from "node:child_process";
import {cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {PROJECT} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const {isOfProgram} = (await import(join(PROJECT, "offline/program-names.mjs"))) as {
  isOfProgram: (path: string) => boolean;
};

/** The tool's own answer; making a whole medium takes minutes. */
function medium(to: string) {
  return spawnSync(process.execPath, [join(PROJECT, "offline/make-medium.mjs"), "--to", to], {
    encoding: "utf8",
  });
}

test("a medium takes the place of nothing but a medium, and none is made within the program", () => {
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
  mkdirSync(join(folder, "kaikaku-medium"));
  writeFileSync(join(folder, "kaikaku-medium", "論文.txt"), "years of work");
  expect(medium(folder)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining("媒体でないものがあります"),
  });
  expect(readFileSync(join(folder, "kaikaku-medium", "論文.txt"), "utf8")).toBe("years of work");
  symlinkSync(folder, join(elsewhere, "kaikaku-medium"));
  expect(medium(elsewhere)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining("媒体でないものがあります"),
  });
  expect(medium(join(PROJECT, "docs"))).toMatchObject({
    status: 1,
    stdout: expect.stringContaining("プログラムのフォルダーの中"),
  });
  expect(existsSync(join(PROJECT, "docs", "kaikaku-medium"))).toBe(false);
});

test("of what lies in the program's folder only the program goes with it", () => {
  for (const path of [
    "直し用.xlsx",
    "kaikaku-2025-06-02T090000/files/archive/a.csv",
    "data/local/secret",
    "node_modules",
    ".git",
  ])
    expect([path, isOfProgram(path)]).toEqual([path, false]);
});

test.runIf(existsSync(join(PROJECT, ".git")))("all of the program goes with it", () => {
  const files = execFileSync("git", ["ls-files", "-z"], {cwd: PROJECT, encoding: "utf8"}).split("\0");
  expect(files.filter((file) => !isOfProgram(file))).toEqual([]);
});

test("nothing is installed over what lies there", () => {
  const [at, target] = [temporaryFolder(), temporaryFolder()];
  for (const file of ["install.mjs", "checksums.mjs"]) cpSync(join(PROJECT, "offline", file), join(at, file));
  writeFileSync(join(target, "README.md"), "mine");
  const {status, stderr} = spawnSync(process.execPath, [join(at, "install.mjs"), target], {encoding: "utf8"});
  expect([status, stderr]).toEqual([1, expect.stringContaining("空のフォルダーではありません")]);
});
