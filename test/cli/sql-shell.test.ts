import {type ChildProcess, spawn, spawnSync} from "node:child_process";
import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, onTestFinished, test} from "vitest";
import {examineLog} from "../../pipelines/access/examine.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import {smallRelease} from "../ask/small-release.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const PROJECT = join(import.meta.dirname, "../..");
/** The program that gives a process a terminal of its own; the tests need a real one. */
const hasTerminal = spawnSync("script", ["--version"]).status === 0;

/** The shell on a terminal of 12 lines; what it shows is gathered. */
class Terminal {
  shown = "";
  readonly #process: ChildProcess;

  constructor(home: string) {
    const command = `stty rows 12 cols 100; exec '${process.execPath}' '${join(PROJECT, "cli.ts")}' sql`;
    this.#process = spawn("script", ["-qec", command, "/dev/null"], {
      env: {...process.env, KAIKAKU_HOME: home},
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#process.stdout?.on("data", (data: Buffer) => {
      this.shown += data.toString("utf8");
    });
    onTestFinished(() => {
      this.#process.kill("SIGKILL");
    });
  }

  /** Types and waits until the text is shown after it. */
  async type(keys: string, awaited: string): Promise<void> {
    const from = this.shown.length;
    this.#process.stdin?.write(keys);
    await expect.poll(() => this.shown.slice(from), {timeout: 30_000}).toContain(awaited);
  }

  async waitForEnd(): Promise<number | null> {
    if (this.#process.exitCode !== null) return this.#process.exitCode;
    return new Promise((tell) => {
      this.#process.once("exit", tell);
    });
  }
}

test("the shell answers, completes, pages, cancels and remembers", async ({skip}) => {
  skip(!hasTerminal, "no program `script` that gives a process a terminal");
  const root = temporaryFolder();
  const home = openHome(root);
  await smallRelease(home.releases);
  writeFileSync(join(home.releases, "current.json"), '{"releaseId":"small","inputHash":""}');
  const terminal = new Terminal(root);
  await terminal.type("", "kaikaku> ");
  await terminal.type("\\d\r", "marts.fct_overtime_counts");
  await terminal.type("\\d dim_bureaus\r", "bureau_name");
  await terminal.type("\\d dim_bureau\r", "近いもの: marts.dim_bureaus");
  await terminal.type("select bureau_name\r", "...> ");
  await terminal.type("from marts.dim_b", "marts.dim_b");
  await terminal.type("\t", "ureaus");
  await terminal.type(" order by bureau_code limit 1;\r", "0局");
  expect(terminal.shown).toMatch(/（1行）\r\n\d\.\d\d秒/);
  // A longer answer than the screen waits at its end, and none of its rows is lost; "q" and Ctrl-C end it.
  await terminal.type("select bureau_name from marts.dim_bureaus order by bureau_code;\r", "Enter 続き");
  for (const last of ["26局", "（30行）", "秒"]) await terminal.type("\r", last);
  for (let bureau = 0; bureau < 30; bureau += 1)
    expect(terminal.shown).toMatch(new RegExp(`(?<!\\d)${bureau}局\r\n`));
  await terminal.type("from marts.dim_bureaus order by bureau_code;\r", "Enter 続き");
  await terminal.type("q\r", "kaikaku> ");
  await terminal.type("from marts.dim_bureaus order by bureau_code;\r", "Enter 続き");
  await terminal.type("\x03", "kaikaku> ");
  await terminal.type("select ';' -- not yet;\r", "...> ");
  await terminal.type(" as semicolon;\r", "（1行）");
  await terminal.type("\\x\r", "縦に");
  await terminal.type("from marts.dim_bureaus limit 1;\r", "bureau_name  0局");
  // A question that would take for ever is stopped.
  await terminal.type("select count(*) from range(1000000000000) as numbers;\r", "\n");
  await new Promise((later) => setTimeout(later, 300));
  await terminal.type("\x03", "取り消しました");
  await terminal.type("select 40 + 2 as answer;\r", "42");
  await terminal.type("\x1b[A", "select 40 + 2 as answer;");
  await terminal.type("\x03", "kaikaku> ");
  await terminal.type("\\q\r", "\\q");
  expect(await terminal.waitForEnd()).toBe(0);
  const history = readFileSync(home.sqlHistory, "utf8").split("\n");
  expect(history).toContain("select 40 + 2 as answer;");
  expect(history).not.toContain("q");
  expect(examineLog(home, [])).toMatchObject({faults: []});
});
