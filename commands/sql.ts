import {writeSync} from "node:fs";
import {userInfo} from "node:os";
import type {Argv} from "yargs";
import {USUAL_LIMITS} from "../pipelines/ask/limits.ts";
import {ENCODINGS, FORMATS, type OutputOptions, writeAnswer} from "./answer-output.ts";
import {homeHere} from "./here.ts";
import {releaseOption} from "./options.ts";
import {statementText} from "./statement-text.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "sql [sql]",
    "公開版にSELECT文で問い合わせる（SQLを省くと標準入力から読む）",
    (command: Argv) =>
      command.positional("sql", {type: "string", describe: "SELECT文を1つ"}).options({
        file: {type: "string", describe: "SELECT文を書いたファイル"},
        param: {type: "string", array: true, nargs: 1, describe: "名前=値（SQLの中では $名前。何度でも）"},
        format: {choices: FORMATS, describe: "出力の形（省くと --out の拡張子から。なければ table）"},
        encoding: {choices: ENCODINGS, default: "utf-8" as const, describe: "CSVの文字コード"},
        out: {type: "string", describe: "書き出すファイル"},
        release: releaseOption,
        explain: {type: "boolean", default: false, describe: "答えのかわりに実行の計画を出す"},
        "max-rows": {type: "number", default: USUAL_LIMITS.rows, describe: "結果の行数の上限"},
        "max-seconds": {type: "number", default: USUAL_LIMITS.seconds, describe: "計算にかける秒数の上限"},
        "max-memory": {type: "number", default: USUAL_LIMITS.megabytes, describe: "メモリーの上限（MB）"},
      }),
    sql,
  );
}

interface SqlOptions extends OutputOptions {
  sql: string | undefined;
  file: string | undefined;
  param: string[] | undefined;
  release: string | undefined;
  explain: boolean;
  maxRows: number;
  maxSeconds: number;
  maxMemory: number;
}

async function sql(options: SqlOptions): Promise<void> {
  const text = statementText(options);
  const {openLoggedDesk} = await import("../pipelines/ask/logged-desk.ts");
  const {parametersFrom} = await import("../pipelines/ask/parameters.ts");
  const limits = {rows: options.maxRows, seconds: options.maxSeconds, megabytes: options.maxMemory};
  const parameters = parametersFrom(options.param ?? []);
  const desk = await openLoggedDesk(homeHere(), {
    releaseId: options.release,
    megabytes: limits.megabytes,
    user: userInfo().username,
    now: () => new Date(),
  });
  try {
    const {explain} = options;
    const answer = await desk.ask({sql: text, parameters, explain, limits, signal: cancelledByKey()});
    await writeAnswer(
      answer,
      {...options, megabytes: limits.megabytes},
      {sql: text, releaseId: desk.releaseId},
    );
  } catch (error) {
    if (desk.isStuck()) endWith(error);
    throw error;
  } finally {
    desk.close();
  }
}

/** An orderly end would wait for the engine, which does not let go of its threads: only a kill frees the machine. */
function endWith(error: unknown): void {
  writeSync(process.stderr.fd, `エラー  ${error instanceof Error ? error.message : String(error)}\n`);
  process.kill(process.pid, "SIGKILL");
}

/** Ctrl-C stops the engine instead of the process, so that what was begun is cleared away; a second one ends it. */
function cancelledByKey(): AbortSignal {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  return controller.signal;
}
