import {type ChildProcess, spawn} from "node:child_process";
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test, vi} from "vitest";
import type {Home} from "../../pipelines/installation/home.ts";
import {AT_WORK, standInSpark} from "../engine/stand-in-spark.ts";
import {smallCity} from "../figures/small-city.ts";
import {kaikaku, PROJECT} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const RUN = ["run", "--clock-is-right", "--engine", "spark"];

function published(home: Home): string[] {
  return [...readdirSync(home.releases), ...readdirSync(home.candidates)];
}

test.each([
  ["no master", ["--spark-home", "SPARK"], /--master も指定してください/],
  ["a master of another kind", ["--spark-home", "SPARK", "--master", "yarn"], /--master「yarn」は使えません/],
  ["no client", ["--spark-home", "/nowhere", "--master", "local[1]"], /spark-sql が見つかりません/],
  [
    "a Spark that stops",
    ["--spark-home", "SPARK", "--master", "local[1]"],
    /「intermediate\.[a-z_]+」の計算の途中で止まりました.*Sparkの言葉: .*No space left/s,
  ],
])("with %s nothing is published", (_, words, told) => {
  const root = temporaryFolder();
  const home = smallCity(join(root, "home"));
  const spark = standInSpark(
    join(root, "spark"),
    `${AT_WORK}; printf 'kaikaku\\tbegins\\tintermediate.int_amounts\\t1\\n'; echo 'java.io.IOException: No space left on device' >&2; exit 1`,
  );
  const {status, stdout, stderr} = kaikaku(home.root, [
    ...RUN,
    ...words.map((word) => word.replace("SPARK", spark)),
  ]);
  expect(status).toBe(1);
  expect(stdout + stderr).toMatch(told);
  expect(published(home)).toEqual([]);
  expect(readdirSync(home.scratch).filter((name) => name.startsWith("building-spark"))).toEqual([]);
});

test("a master without Spark is a mistake", () => {
  const {status, stderr} = kaikaku(temporaryFolder(), ["plan", "--master", "local[1]"]);
  expect(status).toBe(1);
  expect(stderr).toContain("--engine spark と一緒に指定してください");
});

test.each(["SIGKILL", "SIGINT"] as const)(
  "a run that gets %s leaves no process of Spark, no folder and nothing half published, and the next run is right",
  async (signal) => {
    const root = temporaryFolder();
    const home = smallCity(join(root, "home"));
    const processes = join(root, "spark/bin/processes");
    const spark = standInSpark(
      join(root, "spark"),
      `sleep 600 & echo "$$ $!" > ${processes}.next; mv ${processes}.next ${processes}
       ${AT_WORK}; wait`,
    );
    const running = spawn(
      process.execPath,
      [join(PROJECT, "cli.ts"), ...RUN, "--master", "local[1]", "--spark-home", spark],
      {stdio: "ignore", env: {...process.env, KAIKAKU_HOME: home.root}},
    );
    await vi.waitFor(() => expect(existsSync(processes)).toBe(true), 60_000);
    const ended = endOf(running);
    running.kill(signal);
    await ended;
    const left = readFileSync(processes, "utf8").trim().split(" ");
    expect(left).toHaveLength(2);
    await vi.waitFor(() => {
      expect(left.filter((pid) => existsSync(`/proc/${pid}/fd/0`))).toEqual([]);
      expect(readdirSync(home.scratch).filter((name) => name.startsWith("building-spark"))).toEqual([]);
    }, 15_000);
    expect(published(home)).toEqual([]);
    const {status, stdout} = kaikaku(home.root, ["plan", "--clock-is-right"]);
    expect({status, stdout}).toMatchObject({status: expect.toBeOneOf([0, 2])});
  },
);

function endOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.once("exit", resolve));
}
