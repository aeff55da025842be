import type {Argv} from "yargs";
import type {Limits} from "../pipelines/ask/limits.ts";
import type {Home} from "../pipelines/installation/home.ts";
import {ENCODINGS, FORMATS, formatFor, type OutputOptions, READERS, writeAnswer} from "./answer-output.ts";
import {homeHere} from "./home-here.ts";
import {forceOption, releaseOption} from "./options.ts";
import {outFile} from "./out-file.ts";
import {asSpoken} from "./spoken-command.ts";
import {LIMIT_OPTIONS, type LimitOptions, limitsIn} from "./sql-limits.ts";
import {statementText} from "./statement-text.ts";
import {lastWord, terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "sql [sql]",
    "公開版にSELECT文で問い合わせる（SQLを省くと、端末では対話、ほかでは標準入力から読む）",
    (command: Argv) =>
      command.positional("sql", {type: "string", describe: "SELECT文を1つ"}).options({
        file: {type: "string", describe: "SELECT文を書いたファイル"},
        query: {
          type: "string",
          conflicts: ["sql", "file"],
          describe: asSpoken("保存した問合せの名前（npx kaikaku queries で一覧）"),
        },
        param: {
          type: "string",
          array: true,
          nargs: 1,
          describe:
            "名前=値（SQLの中では $名前。保存した問合せの kpi、bureau、scope、rule、fy は、指標や局区の名前、令和5年度でもよい。何度でも）",
        },
        format: {choices: FORMATS, describe: "出力の形（省くと --out の拡張子から。なければ table）"},
        encoding: {
          choices: ENCODINGS,
          describe: "CSVの文字コード（省くと utf-8、--for excel では utf-8-bom）",
        },
        for: {
          choices: READERS,
          default: "machine" as const,
          describe: "CSVを開くもの（excel: 文字コードの印を付け、式と取られる文字の前に ' を付ける）",
        },
        out: {type: "string", describe: "書き出すファイル"},
        force: forceOption,
        release: releaseOption,
        explain: {type: "boolean", default: false, describe: "答えのかわりに実行の計画を出す"},
        ...LIMIT_OPTIONS,
      }),
    sql,
  );
}

interface SqlOptions extends Omit<OutputOptions, "format" | "file">, LimitOptions {
  out: string | undefined;
  force: boolean;
  format: OutputOptions["format"] | undefined;
  sql: string | undefined;
  file: string | undefined;
  query: string | undefined;
  param: string[] | undefined;
  release: string | undefined;
  explain: boolean;
}

async function sql(options: SqlOptions): Promise<void> {
  const isShell = [options.sql, options.file, options.query].every((given) => given === undefined);
  if (isShell && process.stdin.isTTY && process.stdout.isTTY) await shell(options);
  else await answerOnce(options);
}

async function answerOnce(options: SqlOptions): Promise<void> {
  const {text, parameters} = await questionOf(options);
  const format = formatFor(options);
  const home = homeHere();
  const limits = limitsIn(home, options);
  const file = options.out === undefined ? undefined : outFile(home, {...options, usual: options.out});
  const session = await openSessionHere(home, options.release, limits);
  try {
    const {explain} = options;
    const answer = await session.ask({sql: text, parameters, explain, limits, signal: cancelledByKey()});
    await writeAnswer(
      answer,
      {...options, file, format, megabytes: limits.megabytes},
      {sql: text, parameters, releaseId: session.releaseId},
    );
  } catch (error) {
    if (session.isStuck()) endWith(error);
    throw error;
  } finally {
    session.close();
  }
}

/** Questions and answers until the user has enough. */
async function shell(options: SqlOptions): Promise<void> {
  const home = homeHere();
  const {readCatalog} = await import("../pipelines/ask/release-catalog.ts");
  const {runShell} = await import("./sql-shell.ts");
  const relations = await readCatalog(home, options.release);
  const limits = limitsIn(home, options);
  const session = await openSessionHere(home, options.release, limits);
  try {
    await runShell({session, relations, limits, historyFile: home.sqlHistory});
    if (session.isStuck()) endWith("実行中の文が止まらないため、終わります。");
  } finally {
    session.close();
  }
}

async function openSessionHere(home: Home, releaseId: string | undefined, {megabytes}: Limits) {
  const {openLoggedSession} = await import("../pipelines/ask/logged-session.ts");
  return openLoggedSession(home, {
    releaseId,
    megabytes,
    now: () => new Date(),
  });
}

/** The statement with its values; a saved one has usual values, which are told where none was given. */
async function questionOf(options: SqlOptions) {
  const {parametersFrom} = await import("../pipelines/ask/parameters.ts");
  const typed = options.param ?? [];
  if (options.query === undefined) return {text: statementText(options), parameters: parametersFrom(typed)};
  const {paramsMeant} = await import("./query-words.ts");
  const {savedQuery, usualValues} = await import("../pipelines/catalog/saved-queries.ts");
  const query = savedQuery(homeHere().city, options.query);
  const given = parametersFrom(await paramsMeant(homeHere(), {params: typed, release: options.release}));
  const assumed = usualValues(query).filter((text) => !Object.hasOwn(given, text.split("=")[0] ?? ""));
  if (assumed.length > 0) terminal.warn(`${assumed.join("、")} で調べます（--param 名前=値 で変えられます）`);
  return {text: query.sql, parameters: {...parametersFrom(assumed), ...given}};
}

/**
 * An orderly end would wait for the engine, which does not let go of its threads. Where the system can put another program in
 * this one's place, its end has the exit code of an error; elsewhere (Windows) the kill has.
 */
function endWith(error: unknown): void {
  lastWord(`エラー  ${error instanceof Error ? error.message : String(error)}`);
  process.execve?.(process.execPath, [process.execPath, "--eval", "process.exit(1)"]);
  process.kill(process.pid, "SIGKILL");
}

/** Ctrl-C stops the engine instead of the process, so that what was begun is cleared away; a second one ends it. */
function cancelledByKey(): AbortSignal {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  return controller.signal;
}
