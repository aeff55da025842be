import {closeSync, constants} from "node:fs";
import {createInterface, type Interface} from "node:readline";
import type {Session} from "../pipelines/ask/ask.ts";
import type {Limits} from "../pipelines/ask/limits.ts";
import type {Answer} from "../pipelines/engine/foreign-engine.ts";
import {openOwn, readPlainFile} from "../pipelines/installation/plain-file.ts";
import {writeFully} from "../pipelines/installation/write-fully.ts";
import {answerTable} from "../reports/answers/answer-table.ts";
import {completions} from "../reports/terminal/shell/completion.ts";
import {isWiderThan} from "../reports/terminal/shell/pages.ts";
import {
  elapsedText,
  HELP,
  relationListText,
  relationText,
  TOO_WIDE,
} from "../reports/terminal/shell/shell-text.ts";
import {isEnded} from "../reports/terminal/shell/statement-end.ts";
import {terminalRecords} from "../reports/terminal/terminal-records.ts";
import {terminalTable} from "../reports/terminal/terminal-table.ts";
import {UserError} from "../schemas/errors.ts";
import {nearest} from "../schemas/nearest.ts";
import type {PublishedRelation} from "../schemas/release-catalog.ts";
import {openPager, type Pager} from "./sql-pager.ts";
import {printAnswer} from "./terminal.ts";

export interface ShellOptions {
  session: Session & {releaseId: string};
  relations: PublishedRelation[];
  limits: Limits;
  historyFile: string;
}

/** What the loop remembers between two lines. */
interface Shell extends ShellOptions {
  terminal: Interface;
  pager: Pager;
  /** False once the input has ended. */
  isOpen: boolean;
  /** Whether answers are shown row below row, column below column. */
  isVertical: boolean;
  /** Lines of a statement that has not ended yet. */
  begun: string[];
  /** Stops the statement under way; undefined while none is. */
  running: AbortController | undefined;
}

const PROMPT = "kaikaku> ";
const CONTINUED = "     ...> ";
const HISTORY_LINES = 1000;
const LARGEST_HISTORY = 100_000_000;

/** Questions and answers on the terminal until \q or Ctrl-D. Each statement is one of its own, within the limits. */
export async function runShell(options: ShellOptions): Promise<void> {
  const terminal = openTerminal(options, () => shell);
  const shell: Shell = {
    ...options,
    terminal,
    pager: openPager(terminal),
    isOpen: true,
    isVertical: false,
    begun: [],
    running: undefined,
  };
  terminal.on("SIGINT", () => interrupt(shell));
  terminal.on("close", () => end(shell));
  terminal.on("history", (lines: string[]) => saveHistory(shell, lines));
  printAnswer(`公開版 ${options.session.releaseId}　\\? で使い方、\\q で終わり\n`);
  terminal.prompt();
  for await (const line of terminal) {
    if (line.trim() === "\\q") break;
    await takeLine(shell, line);
    if (options.session.isStuck() || !shell.isOpen) break;
    terminal.setPrompt(shell.begun.length > 0 ? CONTINUED : PROMPT);
    terminal.prompt();
  }
  terminal.close();
}

function openTerminal({relations, historyFile}: ShellOptions, shell: () => Shell): Interface {
  return createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: PROMPT,
    history: readHistory(historyFile),
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
    completer: (line: string) => completions(line, shell().begun.join("\n"), relations),
  });
}

/** A convenience of one person: who may not read another's history, or finds none, begins without. */
function readHistory(file: string): string[] {
  try {
    return readPlainFile(file, LARGEST_HISTORY).toString("utf8").split("\n").filter(Boolean);
  } catch {
    return [];
  }
}

/** The newest first, as the terminal keeps them; what answers the pager is no statement. */
function saveHistory({historyFile, pager}: Shell, lines: string[]): void {
  if (pager.isWaiting()) lines.shift();
  try {
    const how = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC;
    const history = openOwn(historyFile, how, 0o600);
    try {
      writeFully(history, `${lines.join("\n")}\n`);
    } finally {
      closeSync(history);
    }
  } catch {
    // Another person's history stays theirs.
  }
}

/** Ctrl-D, also while a statement runs or a page is shown. */
function end(shell: Shell): void {
  shell.isOpen = false;
  shell.running?.abort();
  shell.pager.stop();
}

/** Ctrl-C: stops the statement under way or the text that is shown, or forgets what was begun. */
function interrupt(shell: Shell): void {
  const {running, terminal, pager} = shell;
  if (running || pager.isWaiting()) {
    running?.abort();
    pager.stop();
    return;
  }
  shell.begun = [];
  printAnswer("\n");
  terminal.setPrompt(PROMPT);
  terminal.write(null, {ctrl: true, name: "u"});
  terminal.prompt();
}

async function takeLine(shell: Shell, line: string): Promise<void> {
  const text = line.trim();
  if (shell.begun.length === 0 && (text === "" || text.startsWith("\\"))) {
    if (text !== "") await shell.pager.show(commandAnswer(text, shell));
    return;
  }
  shell.begun.push(line);
  const sql = shell.begun.join("\n");
  if (!isEnded(sql)) return;
  shell.begun = [];
  await answer(shell, sql);
}

function commandAnswer(text: string, shell: Shell): string {
  const {relations} = shell;
  if (text === "\\?") return HELP;
  if (text === "\\x") {
    shell.isVertical = !shell.isVertical;
    return shell.isVertical ? "1行ずつ縦に出します。\n" : "表で出します。\n";
  }
  if (text === "\\d") return relationListText(relations);
  const [, wanted] = /^\\d\s+(\S+)$/.exec(text) ?? [];
  if (wanted === undefined) return `「${text}」という命令はありません。\n${HELP}`;
  const found = relations.find(({name}) => name === wanted || name === `marts.${wanted}`);
  if (found) return relationText(found);
  const near = nearest(
    wanted,
    relations.map(({name}) => name),
  );
  return `「${wanted}」という表はありません。近いもの: ${near.join("、")}\n`;
}

async function answer(shell: Shell, sql: string): Promise<void> {
  const {session, limits} = shell;
  const started = performance.now();
  shell.running = new AbortController();
  try {
    const result = await session.ask({sql, limits, signal: shell.running.signal});
    const table = await textOf(result, shell);
    const elapsed = elapsedText(performance.now() - started);
    shell.running = undefined;
    await shell.pager.show(`${table}${elapsed}`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    printAnswer(`エラー  ${error.message}\n`);
  } finally {
    shell.running = undefined;
  }
}

async function textOf(result: Answer, {isVertical}: Shell): Promise<string> {
  const parts: string[] = [];
  for await (const part of answerTable(result, isVertical ? terminalRecords : terminalTable))
    parts.push(part);
  const text = parts.join("");
  return !isVertical && isWiderThan(process.stdout.columns, text) ? TOO_WIDE + text : text;
}
