import {existsSync, mkdirSync, readFileSync} from "node:fs";
import {join, relative} from "node:path";
import {expect, test, vi} from "vitest";
import {runSpark} from "../../pipelines/engine/spark-client.ts";
import {mustBeMaster, sparkClient} from "../../pipelines/engine/spark-place.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {ANSWERED, AT_WORK, standInSpark} from "./stand-in-spark.ts";

/** Lets a stand-in have a script of one named step. */
function running(script: string, {patienceMs = 60_000, built = (_: string, __: number) => {}} = {}) {
  const root = temporaryFolder();
  const client = sparkClient(standInSpark(root, script));
  const folder = join(root, "work");
  mkdirSync(folder);
  const steps = [
    {name: null, sql: "create database metrics"},
    {name: "metrics.figures", sql: "create table metrics.figures using parquet as select '局' as name"},
  ];
  const spark = {client, master: "spark://127.0.0.1:7077", megabytes: 512, patienceMs};
  return {
    root,
    done: runSpark(spark, {
      folder,
      scratch: folder,
      settings: {"spark.sql.ansi.enabled": "true"},
      steps,
      built,
    }),
  };
}

test("the client is given the script as it stands, and what it says is told", async () => {
  const heard: [string, number][] = [];
  const {root, done} = running(
    `printf '%s\\n' "$@" > "$(dirname "$0")/arguments"
     ${AT_WORK}
     printf 'kaikaku\\tbegins\\tmetrics.figures\\t100\\nno mark of ours\\nkaikaku\\tbuilt\\tmetrics.figures\\t350\\n'`,
    {built: (...one) => heard.push(one)},
  );
  expect(await done).toBe("4.1.1");
  expect(heard).toEqual([["metrics.figures", 250]]);
  const given = readFileSync(join(root, "bin/arguments"), "utf8").split("\n");
  expect(given.slice(0, 2)).toEqual(["--master", "spark://127.0.0.1:7077"]);
  expect(given).toContain("spark.sql.ansi.enabled=true");
  const script = readFileSync(given[given.indexOf("-f") + 1] ?? "", "utf8");
  expect(script).toContain("create database metrics;");
  expect(script).toContain("create table metrics.figures using parquet as select '局' as name");
});

test.each<[string, string, number, RegExp]>([
  [
    "a master that does not answer",
    "exec sleep 600",
    200,
    /マスター「spark:\/\/127.0.0.1:7077」が答えません/,
  ],
  [
    "a master that is not there",
    "echo 'All masters are unresponsive! Giving up.' >&2; exit 1",
    60_000,
    /が答えません/,
  ],
  ["no worker", `${ANSWERED}; exec sleep 600`, 500, /は答えましたが、仕事を受ける worker がありません/],
  [
    "another version",
    "printf 'kaikaku\\tversion\\t3.5.7 abc\\t1\\n'; exec sleep 600",
    60_000,
    /版3\.5\.7です.*版4\.1と4\.3/,
  ],
  [
    "a worker without space",
    `${AT_WORK}; printf 'kaikaku\\tbegins\\tmetrics.figures\\t1\\n'; echo 'java.io.IOException: No space left on device' >&2; exit 1`,
    60_000,
    /「metrics\.figures」の計算の途中で止まりました（終了コード 1）。.*ディスクが一杯です.*Sparkの言葉: java\.io\.IOException: No space left on device/s,
  ],
  [
    "what Spark cannot compute",
    `${AT_WORK}; printf 'kaikaku\\tbegins\\tmetrics.figures\\t1\\n'; echo '[DIVIDE_BY_ZERO] Division by zero.' >&2; exit 1`,
    60_000,
    /「metrics\.figures」.*Sparkの言葉: \[DIVIDE_BY_ZERO\] Division by zero/s,
  ],
  [
    "a process that dies",
    `${AT_WORK}; kill -9 $$`,
    60_000,
    /計算を始める前に止まりました（終了コード SIGKILL）/,
  ],
  [
    "a version with signs that no version has",
    `printf 'kaikaku\\tversion\\t4.1.\\033[31m<b>\\t1\\n'; exec sleep 600`,
    60_000,
    /確かめてあるのは、版4\.1と4\.3です/,
  ],
  [
    "a version without end",
    `printf 'kaikaku\\tversion\\t4.1.'; tr '\\0' 7 < /dev/zero | head -c 600000000; printf '\\t1\\n'`,
    60_000,
    /確かめてあるのは、版4\.1と4\.3です/,
  ],
  ["a client that says nothing of ours", "exit 0", 60_000, /計算を始める前に止まりました（終了コード 0）/],
])("%s is told, and that nothing is published", async (_, script, patienceMs, told) => {
  const error = await running(script, {patienceMs}).done.then(() => "no error", String);
  expect(error).toMatch(told);
  expect(error).toContain("何も公開していません");
});

test("a process that left the client's group and keeps its pipes open is not waited for", async () => {
  const {root, done} = running(`setsid sleep 600 & echo $! > "$(dirname "$0")/left"; ${AT_WORK}`);
  try {
    expect(await done).toBe("4.1.1");
  } finally {
    process.kill(Number(readFileSync(join(root, "bin/left"), "utf8")), "SIGKILL");
  }
}, 30_000);

test("no process of the client is left when it is given up", async () => {
  const {root, done} = running(
    `sleep 600 & echo "$$ $!" > "$(dirname "$0")/processes"
     printf 'kaikaku\\tversion\\t2.4.8 abc\\t1\\n'; wait`,
  );
  await expect(done).rejects.toThrow("版2.4.8");
  const processes = readFileSync(join(root, "bin/processes"), "utf8").trim().split(" ").map(Number);
  expect(processes).toHaveLength(2);
  await vi.waitFor(
    () => expect(processes.filter((pid) => existsSync(`/proc/${pid}/fd`))).toEqual([]),
    10_000,
  );
});

test("where there is no client it is said where was looked", () => {
  const folder = temporaryFolder();
  expect(() => sparkClient(join(folder, "none"))).toThrow(/none\/bin\/spark-sql」がないか、実行できません/);
  expect(() => sparkClient(undefined, {PATH: folder})).toThrow(/SPARK_HOME がなく、PATH にも/);
  const spark = standInSpark(folder, "exit 0");
  expect(sparkClient(undefined, {SPARK_HOME: spark})).toBe(join(spark, "bin/spark-sql"));
  // Whoever may put files where somebody stands would have them started.
  expect(() => sparkClient(undefined, {PATH: relative(process.cwd(), join(spark, "bin"))})).toThrow(
    "PATH にも",
  );
  expect(sparkClient(undefined, {PATH: `/nowhere:${spark}/bin`})).toBe(join(spark, "bin/spark-sql"));
});

test.each(["local", "local[2]", "local[*]", "spark://host:7077", "spark://one:7077,two:7077"])(
  "%s is a master",
  (master) => {
    expect(mustBeMaster(master)).toBe(master);
  },
);

test.each(["", "local[0]", "yarn", "spark://host", "http://host:7077", "local[2] --conf x=y"])(
  "「%s」 is none",
  (master) => {
    expect(() => mustBeMaster(master)).toThrow("--master");
  },
);
