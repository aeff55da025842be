import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {createInterface, type Interface} from "node:readline";
import type {Desk} from "../pipelines/ask/ask.ts";
import type {Limits} from "../pipelines/ask/limits.ts";
import {nearest} from "../pipelines/nearest.ts";
import {answerTable} from "../reports/answer/answer-table.ts";
import {completions} from "../reports/shell/completion.ts";
import {elapsedText, HELP, relationListText, relationText} from "../reports/shell/shell-text.ts";
import {UserError} from "../schemas/errors.ts";
import type {PublishedRelation} from "../schemas/release-catalog.ts";

export interface ShellOptions {
  desk: Desk & {releaseId: string};
  relations: PublishedRelation[];
  limits: Limits;
  historyFile: string;
}

/** What the loop remembers between two lines. */
interface Session extends ShellOptions {
  terminal: Interface;
  /** Lines of a statement that has not ended yet. */
  begun: string[];
  /** Stops the statement under way; undefined while none is. */
  running: AbortController | undefined;
}

const PROMPT = "kaikaku> ";
const CONTINUED = "     ...> ";
const HISTORY_LINES = 1000;

/** Questions and answers on the terminal until \q or Ctrl-D. Each statement is one of its own, within the limits. */
export async function runShell(options: ShellOptions): Promise<void> {
  const session: Session = {
    ...options,
    terminal: openTerminal(options, () => session),
    begun: [],
    running: undefined,
  };
  const {terminal, desk} = session;
  terminal.on("SIGINT", () => interrupt(session));
  terminal.on("history", (lines: string[]) => saveHistory(options.historyFile, lines));
  process.stdout.write(`公開版 ${desk.releaseId}　\\? で使い方、\\q で終わり\n`);
  terminal.prompt();
  for await (const line of terminal) {
    if (line.trim() === "\\q") break;
    await takeLine(session, line);
    if (desk.isStuck()) break;
    terminal.setPrompt(session.begun.length > 0 ? CONTINUED : PROMPT);
    terminal.prompt();
  }
  terminal.close();
}

function openTerminal({relations, historyFile}: ShellOptions, session: () => Session): Interface {
  return createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: PROMPT,
    history: existsSync(historyFile) ? readFileSync(historyFile, "utf8").split("\n").filter(Boolean) : [],
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
    completer: (line: string) => completions(line, session().begun.join("\n"), relations),
  });
}

/** The newest first, as the terminal keeps them. */
function saveHistory(file: string, lines: string[]): void {
  writeFileSync(file, `${lines.join("\n")}\n`, {mode: 0o600});
}

/** Ctrl-C: stops the statement under way, or forgets what was begun. */
function interrupt(session: Session): void {
  const {running, terminal} = session;
  if (running) {
    running.abort();
    return;
  }
  session.begun = [];
  process.stdout.write("\n");
  terminal.setPrompt(PROMPT);
  terminal.write(null, {ctrl: true, name: "u"});
  terminal.prompt();
}

async function takeLine(session: Session, line: string): Promise<void> {
  const text = line.trim();
  if (session.begun.length === 0 && (text === "" || text.startsWith("\\"))) {
    if (text !== "") await show(session, commandAnswer(text, session.relations));
    return;
  }
  session.begun.push(line);
  if (!text.endsWith(";")) return;
  const sql = session.begun.join("\n");
  session.begun = [];
  await answer(session, sql);
}

function commandAnswer(text: string, relations: PublishedRelation[]): string {
  if (text === "\\?") return HELP;
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

async function answer(session: Session, sql: string): Promise<void> {
  const {desk, limits} = session;
  const started = performance.now();
  session.running = new AbortController();
  try {
    const result = await desk.ask({sql, limits, signal: session.running.signal});
    const parts: string[] = [];
    for await (const part of answerTable(result)) parts.push(part);
    const elapsed = elapsedText(performance.now() - started);
    session.running = undefined;
    await show(session, `${parts.join("")}${elapsed}`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stdout.write(`エラー  ${error.message}\n`);
  } finally {
    session.running = undefined;
  }
}

/** A screenful at a time. */
async function show({terminal}: Session, text: string): Promise<void> {
  const lines = text.split("\n");
  const screenful = Math.max(2, (process.stdout.rows ?? Number.POSITIVE_INFINITY) - 1);
  for (let from = 0; from < lines.length; from += screenful) {
    process.stdout.write(lines.slice(from, from + screenful).join("\n"));
    if (from + screenful >= lines.length) return;
    const key = await new Promise<string>((tell) => {
      terminal.question("\n（Enter 続き、q やめる）", tell);
    });
    if (key.trim() === "q") return;
  }
}
