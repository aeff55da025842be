import {type ChildProcess, spawn} from "node:child_process";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Readable} from "node:stream";
import type {UserError} from "../../schemas/errors.ts";
import {endsWithUs, killGroup} from "./ends-with-us.ts";
import {quoted} from "./quoted.ts";
import {faultOfSpark, noMaster, noWorker, otherVersion} from "./spark-faults.ts";
import type {Spark} from "./spark-place.ts";

/** What Spark is to do: statements in their order. */
export interface SparkJob {
  /** `name` is a relation whose making is told, and named where Spark stops in it; null for what only prepares. */
  steps: {name: string | null; sql: string}[];
  /** Where the script and whatever Spark puts down lie; all workers see it under this name. */
  folder: string;
  /** What goes when this process dies: that folder, or one around it. */
  scratch: string;
  settings: Record<string, string>;
  /** Told when a named step has ended. */
  built?(name: string, milliseconds: number): void;
}

const JAVA = "spark.driver.extraJavaOptions";
/** However the account's language is set: the script has Japanese texts. */
const AS_UTF8 = "-Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8";

const PATIENCE_MS = 120_000;
const KEPT_WORDS = 200_000;
/** The first word of every line that is said to us. */
const MARK = "kaikaku";

/** Spark's versions with which all models were built and compared (npm run engines); the rest of one is noted with the release. */
const SUPPORTED = /^4\.[13]\.[\w.-]{1,40}$/;

/**
 * Hands a script to Spark's client and waits for its end; returns Spark's version. UserError where Spark cannot be had, or stops
 * half-way. None of its processes is left then, nor when this one ends, in whatever way.
 */
export async function runSpark(spark: Spark, job: SparkJob): Promise<string> {
  const script = join(job.folder, "script.sql");
  writeFileSync(script, scriptOf(job), {mode: 0o600});
  const child = spawn(spark.client, argumentsOf(spark, job, script), {
    detached: true, // a group of its own, to be ended as one
    stdio: ["ignore", "pipe", "pipe"],
    env: {...process.env, LC_ALL: "C.UTF-8"},
  });
  const letGo = child.pid === undefined ? () => {} : endsWithUs(child.pid, job.scratch);
  const run = new SparkRun(spark, job, () => killGroup(child));
  onLines(child.stdout, (line) => run.said(line));
  child.stderr.setEncoding("utf8").on("data", (text: string) => run.complained(text));
  child.once("exit", () => killGroup(child));
  const how = await endOf(child);
  run.stopWaiting();
  letGo();
  return run.ended(how);
}

/** A line of ours has a relation's name and a number. */
const LONGEST_LINE = 1000;

/** Of a line that does not end no more is kept than the longest may have. */
function onLines(stream: Readable, see: (line: string) => void): void {
  let begun = "";
  stream.setEncoding("utf8").on("data", (text: string) => {
    const lines = `${begun}${text}`.split("\n").map((line) => line.slice(0, LONGEST_LINE));
    begun = lines.pop() ?? "";
    for (const line of lines) see(line);
  });
}

/** What a client that has ended left in its pipes is read by then. */
const LAST_WORDS_MS = 5000;

/** Exit code or signal; what hindered it where it did not begin. Whoever has left the client's group may keep its pipes open for ever. */
function endOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    child.once("error", ({message}) => resolve(message));
    child.once("exit", () => {
      const patience = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, LAST_WORDS_MS);
      child.once("close", () => clearTimeout(patience));
    });
    child.once("close", (code, signal) => resolve(code ?? signal ?? ""));
  });
}

/** What is known of a running script from what its client says. */
class SparkRun {
  readonly #spark: Spark;
  readonly #job: SparkJob;
  readonly #kill: () => void;
  #patience: NodeJS.Timeout;
  #version: string | undefined;
  #step: {name: string; since: number} | null = null;
  #words = "";
  #fault: UserError | undefined;

  constructor(spark: Spark, job: SparkJob, kill: () => void) {
    this.#spark = spark;
    this.#job = job;
    this.#kill = kill;
    this.#patience = this.#wait(() => noMaster(spark.master));
  }

  said(line: string): void {
    const [mark, what, value = "", moment] = line.split("\t");
    if (mark !== MARK) return;
    this.stopWaiting();
    if (what === "version") this.#found(value);
    if (what === "begins") this.#step = {name: value, since: Number(moment)};
    if (what === "built" && this.#step) {
      this.#job.built?.(value, Number(moment) - this.#step.since);
      this.#step = null;
    }
  }

  complained(text: string): void {
    this.#words = `${this.#words}${text}`.slice(-KEPT_WORDS);
  }

  stopWaiting(): void {
    clearTimeout(this.#patience);
  }

  /** Spark's version, where all is built. */
  ended(how: number | string): string {
    if (this.#fault) throw this.#fault;
    if (how === 0 && this.#version !== undefined) return this.#version;
    if (this.#version === undefined && /masters are unresponsive/i.test(this.#words))
      throw noMaster(this.#spark.master);
    throw faultOfSpark({step: this.#step?.name ?? null, words: this.#words, how});
  }

  #found(version: string): void {
    this.#version = version.split(" ")[0] ?? version;
    if (SUPPORTED.test(this.#version)) this.#patience = this.#wait(() => noWorker(this.#spark.master));
    else this.#stop(otherVersion(this.#version));
  }

  #wait(fault: () => UserError): NodeJS.Timeout {
    return setTimeout(() => this.#stop(fault()), this.#spark.patienceMs ?? PATIENCE_MS);
  }

  #stop(fault: UserError): void {
    this.#fault = fault;
    this.#kill();
  }
}

function argumentsOf({master, megabytes}: Spark, {settings}: SparkJob, script: string): string[] {
  const isLocal = master.startsWith("local");
  // Nobody needs to reach a computation that goes on in this process alone.
  const alone: Record<string, string> = isLocal
    ? {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    : {};
  return [
    ...["--master", master],
    ...(isLocal ? ["--driver-memory", `${megabytes}m`] : []),
    ...Object.entries({
      ...alone,
      ...settings,
      [JAVA]: [AS_UTF8, settings[JAVA]].filter(Boolean).join(" "),
    }).flatMap(([key, value]) => ["--conf", `${key}=${value}`]),
    ...["-f", script],
  ];
}

/** The master has answered where a version comes, and a worker where a range of numbers is counted. */
function scriptOf({steps}: SparkJob): string {
  const said = (what: string, value: string) =>
    `select '${MARK}', '${what}', ${value}, unix_millis(current_timestamp());`;
  return [
    said("version", "version()"),
    said("workers", "(select count(*) from range(0, 2, 1, 2))"),
    ...steps.map(({name, sql}) =>
      name === null
        ? `${sql};`
        : `${said("begins", quoted(name))}\n${sql}\n;\n${said("built", quoted(name))}`,
    ),
  ].join("\n");
}
