import {spawnSync} from "node:child_process";
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync} from "node:fs";
import {hostname} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {fillFolder, placeFile} from "../../pipelines/installation/exit.ts";
import {halfWrittenIn, leftHalfWritten, sweepHalfWritten} from "../../pipelines/installation/half-written.ts";
import {markMade} from "../../pipelines/installation/made-folder.ts";
import {sweep} from "../../pipelines/installation/sweep.ts";
import {halfWrittenName} from "../../schemas/half-written.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const FAILING_CALLS = fileURLToPath(new URL("../torture/failing-calls.ts", import.meta.url));
const DIE_WRITING = fileURLToPath(new URL("./die-writing.ts", import.meta.url));

function dieWriting(kind: "file" | "folder", place: string): void {
  expect(spawnSync(process.execPath, [DIE_WRITING, kind, place]).signal).toBe("SIGKILL");
}

const write = async (part: string) => writeFileSync(part, "whole");
const fill = async (building: string) => writeFileSync(join(building, "表.csv"), "whole");

test("what a process that was killed left half written beside a person's place goes with the next that writes there", async () => {
  const place = temporaryFolder();
  dieWriting("file", join(place, "答え.csv"));
  expect(readdirSync(place)).toEqual([expect.stringMatching(/^\.kaikaku-.*\.part$/)]);
  await placeFile(join(place, "答え.csv"), {force: false}, write);
  dieWriting("folder", join(place, "版"));
  expect(readdirSync(place)).toEqual([expect.stringMatching(/^\.kaikaku-.*\.building$/), "答え.csv"]);
  await fillFolder(join(place, "版"), fill);
  expect(readdirSync(place).sort()).toEqual(["版", "答え.csv"].sort());
});

/** Killed at each call on the folder that gives something another name, or takes it away. */
test("a folder that is replaced is there, the one of before or the new one, wherever the process dies", async () => {
  const calls = join(temporaryFolder(), "calls");
  const begun = async () => {
    const parent = temporaryFolder();
    await fillFolder(join(parent, "版"), fill);
    return parent;
  };
  const fillAgain = (parent: string, env: NodeJS.ProcessEnv) =>
    spawnSync(
      process.execPath,
      ["--import", FAILING_CALLS, DIE_WRITING, "whole folder", join(parent, "版")],
      {
        env: {...process.env, KAIKAKU_FAULT_ROOT: parent, ...env},
      },
    );
  expect(fillAgain(await begun(), {KAIKAKU_FAULT_CALLS: calls}).status).toBe(0);
  const made = readFileSync(calls, "utf8").split("\n");
  const moves = made.flatMap((call, index) => (/^(rename|rm)/.test(call) ? [index + 1] : []));
  expect(moves.length).toBeGreaterThan(4);
  for (const at of moves) {
    const parent = await begun();
    const {signal} = fillAgain(parent, {KAIKAKU_FAULT_AT: String(at), KAIKAKU_FAULT_KILLS: "yes"});
    expect(signal, made[at - 1]).toBe("SIGKILL");
    sweepHalfWritten(parent);
    expect(readdirSync(parent), made[at - 1]).toEqual(["版"]);
    expect(readFileSync(join(parent, "版/表.csv"), "utf8"), made[at - 1]).toMatch(/^(whole|again)$/);
  }
});

test("what lies so in the output folder goes with the next work", () => {
  const home = sampleHome(temporaryFolder());
  dieWriting("folder", join(home.output, "release_x"));
  expect(readdirSync(home.output)).toHaveLength(1);
  sweep(home);
  expect(readdirSync(home.output)).toEqual([]);
});

test("what is written just now, here or on another machine, stays, and so does what is somebody's own", () => {
  const place = temporaryFolder();
  const own = halfWrittenIn(place, "building");
  mkdirSync(own);
  const since = 1;
  const other = (machine: string, pid: number) =>
    join(place, halfWrittenName("part", {machine, pid, since}, "0123456789abcdef"));
  const living = other(hostname(), process.ppid);
  for (const file of [other("elsewhere", 4_000_000), living, join(place, ".kaikaku-thesis.part")])
    writeFileSync(file, "x");
  const before = readdirSync(place);
  sweepHalfWritten(place);
  expect(readdirSync(place)).toEqual(before);
  // The number of a process that is over may be this one's by now.
  writeFileSync(other(hostname(), process.pid), "x");
  expect(leftHalfWritten(place)).toEqual([other(hostname(), process.pid)]);
});

test("a folder that was about to be replaced goes only as it was made", () => {
  const place = temporaryFolder();
  const folder = join(place, "版");
  mkdirSync(folder);
  writeFileSync(join(folder, "表.csv"), "made");
  markMade(folder, "版");
  const name = halfWrittenName(
    "replaced",
    {machine: hostname(), pid: 4_000_000, since: 1},
    "0123456789abcdef",
  );
  renameSync(folder, join(place, name));
  writeFileSync(join(place, name, "卒業論文.txt"), "years of work");
  sweepHalfWritten(place);
  expect(existsSync(join(place, name, "卒業論文.txt"))).toBe(true);
  renameSync(join(place, name, "卒業論文.txt"), join(place, "卒業論文.txt"));
  sweepHalfWritten(place);
  expect(readdirSync(place)).toEqual(["卒業論文.txt"]);
});
