#!/usr/bin/env node
import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import yargs, {type Argv} from "yargs";
import {hideBin} from "yargs/helpers";
import {describeFiles, describeRelease, exitCodeOf} from "./pipelines/describe-run.ts";
import {type Home, openHome} from "./pipelines/home.ts";
import type {Log} from "./pipelines/log.ts";
import {writingTo} from "./pipelines/writing-to.ts";
import type {ResultFormat} from "./reports/query-result.ts";
import {UserError} from "./schemas/errors.ts";

/*
 * The only file that knows both pipelines/ and reports/. Commands load what they need when they run, so that
 * --help and small queries start fast.
 */

const ROOT = process.env.KAIKAKU_HOME ?? join(import.meta.dirname, "data", "local");

const terminal: Log = {
  info: (line) => writeLine(process.stdout, line),
  warn: (line) => writeLine(process.stderr, line),
  progress: showProgress,
};

function writeLine(stream: NodeJS.WriteStream, line: string): void {
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  stream.write(`${line}\n`);
}

/** A line that is written over on a terminal; elsewhere a plain line at every quarter of a long step. */
function showProgress(step: string, done: number, total: number): void {
  if (process.stderr.isTTY)
    process.stderr.write(done < total ? `\r\x1b[K${step} ${done}/${total}` : "\r\x1b[K");
  else if (total >= 20 && Math.floor((done * 4) / total) > Math.floor(((done - 1) * 4) / total))
    process.stderr.write(`${step} ${done}/${total}\n`);
}

async function start(): Promise<void> {
  const home = openHome(ROOT);
  const {inboxFiles} = await import("./pipelines/ingest/ingest.ts");
  const {currentRelease} = await import("./pipelines/release-history.ts");
  if (!currentRelease(home) && inboxFiles(home).length === 0) await sample({out: home.inbox});
  await run();
}

async function run(): Promise<void> {
  const home = openHome(ROOT);
  const pipeline = await import("./pipelines/run.ts");
  const {files, outcome} = await pipeline.run({home, now: new Date(), log: terminal});
  for (const line of [...describeFiles(files), ...describeRelease(outcome)]) terminal.info(line);
  process.exitCode = exitCodeOf(files, outcome);
  if (outcome.kind === "published" || outcome.kind === "unchanged") await printMissingScorecard(home);
}

/** After a run the latest quarter's scorecard lies in the output folder. */
async function printMissingScorecard(home: Home): Promise<void> {
  const {latestScorecard} = await import("./reports/scorecard/latest-scorecard.ts");
  const file = await withRelease(home, undefined, (marts) =>
    latestScorecard(marts, {folder: home.output, log: terminal}),
  );
  if (file) terminal.info(`PDF  ${file}`);
}

async function ingest({files}: {files: string[]}): Promise<void> {
  const home = openHome(ROOT);
  const {ingestFiles} = await import("./pipelines/ingest/ingest.ts");
  const {openLedger} = await import("./pipelines/ledger.ts");
  const ledger = await openLedger(home);
  try {
    const outcomes = await ingestFiles(ledger, files, {home, now: new Date(), log: terminal});
    for (const line of describeFiles(outcomes)) terminal.info(line);
    process.exitCode = exitCodeOf(outcomes);
  } finally {
    ledger.close();
  }
}

type Given = string | undefined;

async function kpi(options: {
  fy: Given;
  kpi: Given;
  bureau: Given;
  json: boolean;
  release: Given;
  asOf: Given;
}): Promise<void> {
  const {parseFiscalYear} = await import("./schemas/fiscal-time.ts");
  const {printKpiValues} = await import("./reports/kpi-values.ts");
  const filter = {
    ...(options.fy !== undefined && {fiscalYear: parseFiscalYear(options.fy)}),
    ...(options.kpi !== undefined && {kpiId: options.kpi}),
    ...(options.bureau !== undefined && {bureauCode: options.bureau}),
  };
  const home = openHome(ROOT);
  const {findRelease} = await import("./pipelines/release-history.ts");
  const releaseId = options.asOf === undefined ? options.release : findRelease(home, options.asOf).releaseId;
  const text = await withRelease(home, releaseId, (marts) => printKpiValues(marts, filter, options.json));
  process.stdout.write(text);
}

async function explain(options: {figure: string; release: Given; json: boolean}): Promise<void> {
  const home = openHome(ROOT);
  const {currentRelease, findRelease} = await import("./pipelines/release-history.ts");
  const {explainFigure} = await import("./pipelines/explain.ts");
  const {explanationText} = await import("./reports/explain.ts");
  const release = findRelease(home, options.release ?? currentRelease(home)?.releaseId ?? "");
  const explanation = await explainFigure(home, options.figure, release);
  process.stdout.write(options.json ? asJson(explanation) : explanationText(explanation));
}

async function diff(options: {from: string; to: string; json: boolean}): Promise<void> {
  const home = openHome(ROOT);
  const {findRelease} = await import("./pipelines/release-history.ts");
  const {diffReleases} = await import("./pipelines/release-diff.ts");
  const {releaseDiffText} = await import("./reports/release-diff.ts");
  const moves = await diffReleases(home, findRelease(home, options.from), findRelease(home, options.to));
  process.stdout.write(options.json ? asJson(moves) : releaseDiffText(moves));
}

async function releases({json}: {json: boolean}): Promise<void> {
  const {publishedReleases} = await import("./pipelines/release-history.ts");
  const {releaseListText} = await import("./reports/release-list.ts");
  process.stdout.write(releaseListText(publishedReleases(openHome(ROOT)), json));
}

function asJson(result: object): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

async function sql(options: {sql: Given; format: string; out: Given; release: Given}): Promise<void> {
  const {openRelease} = await import("./pipelines/release.ts");
  const {query} = await import("./pipelines/query.ts");
  const {formatResult} = await import("./reports/query-result.ts");
  const text = options.sql ?? readFileSync(0, "utf8");
  const release = await openRelease(openHome(ROOT), options.release);
  const result = formatResult(await query(release, text), options.format as ResultFormat);
  const {out} = options;
  if (out) await writingTo(out, () => writeFileSync(out, result));
  else process.stdout.write(result);
}

async function scorecard(options: {period: Given; out: Given; release: Given}): Promise<void> {
  const home = openHome(ROOT);
  const {parseQuarter} = await import("./schemas/fiscal-time.ts");
  const {printScorecardInto} = await import("./reports/scorecard/latest-scorecard.ts");
  const quarter = options.period === undefined ? undefined : parseQuarter(options.period);
  const folder = options.out ?? home.output;
  const file = await withRelease(home, options.release, (marts) =>
    writingTo(folder, () => printScorecardInto(marts, {folder, log: terminal, ...(quarter && {quarter})})),
  );
  terminal.info(`PDF  ${file}`);
}

async function scoreboard(options: {period: Given; json: boolean; release: Given}): Promise<void> {
  const {parseQuarter} = await import("./schemas/fiscal-time.ts");
  const {printScoreboard} = await import("./reports/scoreboard.ts");
  const quarter = options.period === undefined ? {} : {quarter: parseQuarter(options.period)};
  const text = await withRelease(openHome(ROOT), options.release, (marts) =>
    printScoreboard(marts, {...quarter, asJson: options.json}),
  );
  process.stdout.write(text);
}

async function sample({out}: {out: string}): Promise<void> {
  const {writeSampleCity} = await import("./pipelines/sample/write-sample.ts");
  const files = await writingTo(out, () => writeSampleCity({outDir: out, log: terminal.info}));
  terminal.info(
    `見本データ  ${files.length.toLocaleString("ja-JP")}ファイルを ${out} に書きました（実在の値ではありません）`,
  );
}

type Marts = import("./pipelines/warehouse/kysely.ts").Marts;

async function withRelease<Result>(
  home: Home,
  releaseId: string | undefined,
  work: (marts: Marts) => Promise<Result>,
): Promise<Result> {
  const {openRelease} = await import("./pipelines/release.ts");
  const {typedMarts} = await import("./pipelines/warehouse/kysely.ts");
  const release = await openRelease(home, releaseId);
  try {
    return await work(typedMarts(release));
  } finally {
    release.close();
  }
}

const release = {type: "string", describe: "公開版の名前（省くと最新）"} as const;

const json = {type: "boolean", default: false, describe: "JSONで出す"} as const;

function commands(cli: Argv): Argv {
  return cli
    .command("start", "支度から印刷まで（データがなければ見本データを作る）", {}, start)
    .command("run", "取込み → 計算 → 点検 → 公開 → 印刷", {}, run)
    .command(
      "ingest <files..>",
      "ファイルを取り込む（終了コード 0:全部受付 2:保留あり 1:受付不可あり）",
      (command: Argv) =>
        command.positional("files", {
          type: "string",
          array: true,
          demandOption: true,
          describe: "CSVかExcelのファイル",
        }),
      ingest,
    )
    .command(
      "kpi",
      "指標の値を見る",
      {
        fy: {type: "string", describe: "年度（例: R2、2020）"},
        kpi: {type: "string", describe: "指標（例: overtime_over_480h）"},
        bureau: {type: "string", describe: "局区コード（例: 1010）"},
        json,
        release,
        "as-of": {
          type: "string",
          conflicts: "release",
          describe: "その公開版、またはその日に公開されていた値（例: 2024-10-08、令和6年10月8日）",
        },
      },
      kpi,
    )
    .command(
      "explain <figure>",
      "数値の根拠をたどる（定義、計算式、もとのファイル、これまでの値）",
      (command: Argv) =>
        command
          .positional("figure", {
            type: "string",
            demandOption: true,
            describe: "数値の記号（例: F-overtime_over_480h-R5、F-overtime_over_480h-R6Q2-B1010）",
          })
          .options({release, json}),
      explain,
    )
    .command(
      "diff <from> <to>",
      "二つの公開版のあいだで変わった数値と原因を並べる",
      (command: Argv) =>
        command
          .positional("from", {type: "string", demandOption: true, describe: "公開版の名前か日付"})
          .positional("to", {type: "string", demandOption: true, describe: "公開版の名前か日付"})
          .options({json}),
      diff,
    )
    .command("releases", "公開版の一覧", {json}, releases)
    .command(
      "sql [sql]",
      "公開版にSELECT文で問い合わせる（省くと標準入力から読む）",
      (command: Argv) =>
        command.positional("sql", {type: "string", describe: "SELECT文を1つ"}).options({
          format: {choices: ["table", "csv", "json"], default: "table", describe: "出力の形"},
          out: {type: "string", describe: "書き出すファイル"},
          release,
        }),
      sql,
    )
    .command(
      "scoreboard",
      "全指標の状況を画面に表示する",
      {
        period: {type: "string", describe: "四半期（例: R6Q2。省くと最新）"},
        json: {type: "boolean", default: false, describe: "JSONで出す"},
        release,
      },
      scoreboard,
    )
    .command(
      "scorecard",
      "四半期のスコアカード（PDF）を印刷する",
      {
        period: {type: "string", describe: "四半期（例: R6Q2。省くと最新）"},
        out: {type: "string", describe: "置き場所のフォルダ"},
        release,
      },
      scorecard,
    )
    .command(
      "sample",
      "見本データ（架空の市の提出ファイル）を作る",
      {out: {type: "string", demandOption: true, describe: "書き出すフォルダ"}},
      sample,
    );
}

async function main(): Promise<void> {
  await commands(yargs(hideBin(process.argv)))
    .scriptName("kaikaku")
    .usage(
      "改革 kaikaku ― 働き方改革の指標を、提出ファイルから計算し、印刷する\n\n使い方: npx $0 <コマンド> [オプション]",
    )
    .locale("ja")
    .updateStrings({"Did you mean %s?": "その名前のコマンドはありません。もしかして「%s」ですか。"})
    .strict()
    .demandCommand(1, "コマンドを指定してください。")
    .recommendCommands()
    .help()
    .version()
    .wrap(100)
    .fail((message, error) => {
      throw error ?? new UserError(`${message}\nnpx kaikaku --help で使い方を表示します。`);
    })
    .parseAsync();
}

/** Whoever reads along a pipe may stop (`| head`): then there is nobody left to write for. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

main().catch((error: unknown) => {
  if (!(error instanceof UserError)) throw error;
  terminal.warn(`エラー  ${error.message}`);
  process.exitCode = 1;
});
