#!/usr/bin/env node
import {existsSync} from "node:fs";
import {join} from "node:path";
import {inspect} from "node:util";
import yargs, {type Argv} from "yargs";
import {hideBin} from "yargs/helpers";
import {homeHere, rootHere} from "./commands/home-here.ts";
import {mindLostReader} from "./commands/lost-reader.ts";
import {recordReading} from "./commands/record-reading.ts";
import {mustBeSaidOnce} from "./commands/said-once.ts";
import {folderHere, spokenCommand} from "./commands/spoken-command.ts";
import {writeAllToStdoutFile} from "./commands/stdout-file.ts";
import {terminal} from "./commands/terminal.ts";
import {inWords} from "./pipelines/installation/faults.ts";
import {keepOthersOut} from "./pipelines/installation/rights.ts";
import {RESTORE_DECISION} from "./pipelines/installation/sweep.ts";
import {NoReleaseYet} from "./pipelines/releases/no-release-yet.ts";
import {UserError} from "./schemas/errors.ts";

interface Command {
  addTo: (cli: Argv) => Argv;
  /** Loads what it needs, where it is known before its words are. */
  preload?: () => Promise<unknown>;
}

/** Every command in the order of --help; its file is loaded when it is asked for, so that small answers come fast. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  start: () => import("./commands/start.ts"),
  init: () => import("./commands/init.ts"),
  city: () => import("./commands/city.ts"),
  map: () => import("./commands/map.ts"),
  run: () => import("./commands/run.ts"),
  unite: () => import("./commands/unite.ts"),
  plan: () => import("./commands/plan.ts"),
  approve: () => import("./commands/approve.ts"),
  "send-back": () => import("./commands/send-back.ts"),
  rollback: () => import("./commands/rollback.ts"),
  seal: () => import("./commands/seal.ts"),
  backup: () => import("./commands/backup.ts"),
  restore: () => import("./commands/restore.ts"),
  upgrade: () => import("./commands/upgrade.ts"),
  rebuild: () => import("./commands/rebuild.ts"),
  doctor: () => import("./commands/doctor.ts"),
  ingest: () => import("./commands/ingest.ts"),
  status: () => import("./commands/status.ts"),
  accept: () => import("./commands/accept.ts"),
  reject: () => import("./commands/reject.ts"),
  acknowledge: () => import("./commands/acknowledge.ts"),
  quarantine: () => import("./commands/quarantine.ts"),
  reply: () => import("./commands/reply.ts"),
  discard: () => import("./commands/discard.ts"),
  template: () => import("./commands/template.ts"),
  kpi: () => import("./commands/kpi.ts"),
  scoreboard: () => import("./commands/scoreboard.ts"),
  backtest: () => import("./commands/backtest.ts"),
  explain: () => import("./commands/explain.ts"),
  sql: () => import("./commands/sql.ts"),
  export: () => import("./commands/export.ts"),
  queries: () => import("./commands/queries.ts"),
  models: () => import("./commands/models.ts"),
  scorecard: () => import("./commands/scorecard.ts"),
  packet: () => import("./commands/packet.ts"),
  workbook: () => import("./commands/workbook.ts"),
  verify: () => import("./commands/verify.ts"),
  releases: () => import("./commands/releases.ts"),
  docs: () => import("./commands/docs.ts"),
  diff: () => import("./commands/diff.ts"),
  due: () => import("./commands/due.ts"),
  serve: () => import("./commands/serve.ts"),
  schedule: () => import("./commands/schedule.ts"),
  health: () => import("./commands/health.ts"),
  person: () => import("./commands/person.ts"),
  access: () => import("./commands/access.ts"),
  disclosure: () => import("./commands/disclosure.ts"),
  "audit-disclosure": () => import("./commands/audit-disclosure.ts"),
  sample: () => import("./commands/sample.ts"),
};

async function main(words: string[]): Promise<void> {
  mindLostReader(words[0]);
  if (folderHere() === undefined)
    throw new UserError(
      "いまいるフォルダーが、もうありません。cd で別のフォルダーに移ってから、もう一度実行してください。",
    );
  const cli = yargs(words)
    .scriptName(spokenCommand())
    .usage(
      "改革 kaikaku ― 働き方改革の指標を、提出ファイルから計算し、印刷する\n\n使い方: $0 <コマンド> [オプション]",
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
      // Of what was typed wrongly the parser tells some as an error of its own.
      if (error && error.name !== "YError") throw error;
      throw new UserError(`${message || error.message}\nnpx kaikaku --help で使い方を表示します。`);
    });
  keepOthersOut(rootHere());
  await finishWhatDied();
  for (const load of commandsFor(words)) (await load()).addTo(cli);
  // Before any command does anything, and after it was understood.
  cli.middleware((options) => mustBeSaidOnce(options));
  cli.middleware(({_: [command], ...options}) => recordReading(String(command), options));
  await cli.parseAsync();
}

/** A restore whose process died is finished before anything else looks at the installation. */
async function finishWhatDied(): Promise<void> {
  if (!existsSync(join(rootHere(), RESTORE_DECISION))) return;
  const {finishUnfinishedRestore} = await import("./pipelines/keep/finish-restore.ts");
  const finished = await finishUnfinishedRestore(homeHere(), new Date());
  if (!finished) return;
  terminal.warn("途中で止まっていた控えからの戻しを、終わらせました。");
  if (finished.list)
    terminal.warn(
      `注意  控えのあとに届いたか消したものがあります。もう一度してください（一覧: ${finished.list}）。`,
    );
}

/** The command that was named, or all of them where help or a suggestion is wanted. */
function commandsFor([first = ""]: string[]): (typeof COMMANDS)[string][] {
  const named = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  return named ? [named] : Object.values(COMMANDS);
}

writeAllToStdoutFile();

/** Without the "--" that some type before the command, as for other launchers: after it the parser knows no command. */
function typedWords(): string[] {
  const words = hideBin(process.argv);
  return words[0] === "--" ? words.slice(1) : words;
}

/** What the window starts is told for whom it works, and what to do, before it does anything. */
async function begin(): Promise<void> {
  const words = typedWords();
  if (process.channel === undefined) return main(words);
  const {actAsTold} = await import("./commands/acting-for.ts");
  const told = actAsTold();
  if (words.length > 0) for (const load of commandsFor(words)) await (await load()).preload?.();
  return main(await told);
}

/** Whatever an account was told: where root's things are in its way, that is why, or will be the next time. */
async function tellOfRoot(): Promise<void> {
  if (folderHere() === undefined || process.env.KAIKAKU_HOME?.trim() === "") return;
  const {rootsThings} = await import("./pipelines/installation/roots-things.ts");
  const found = rootsThings(rootHere());
  if (found) terminal.warn(`注意  ${found.what}。${found.mend}。`);
}

begin().catch(async (caught: unknown) => {
  const error = inWords(caught);
  if (!(error instanceof UserError)) {
    terminal.warn(inspect(error));
    process.exit(1);
  }
  terminal.warn(`エラー  ${error.message}`);
  process.exitCode = 1;
  await tellOfRoot();
  if (!(error instanceof NoReleaseYet)) return;
  const {whyNoRelease} = await import("./commands/why-no-release.ts");
  for (const line of await whyNoRelease()) terminal.warn(`        ${line}`);
});
