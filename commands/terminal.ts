import {once} from "node:events";
import {writeSync} from "node:fs";
import type {Log} from "../pipelines/installation/log.ts";
import {escapedText, visibleLine, visibleText} from "../schemas/visible-text.ts";
import {asSpoken} from "./spoken-command.ts";

/*
 * The one door to the terminal: names of files, headings and what the engine says can hold signs that steer it, and none of
 * them passes here as it is.
 */

/** What a command tells while it works: steps on standard output, troubles and progress on standard error. */
export const terminal: Log = {
  info: (line) => writeLine(process.stdout, line),
  warn: (line) => writeLine(process.stderr, line),
  progress: showProgress,
};

function writeLine(stream: NodeJS.WriteStream, line: string): void {
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  stream.write(`${visibleText(asSpoken(line))}\n`);
}

/** A whole text for people. */
export function printText(text: string): void {
  process.stdout.write(visibleText(asSpoken(text)));
}

/** An answer, in which no command is spelled. */
export function printAnswer(text: string): void {
  process.stdout.write(visibleText(text));
}

/** Pieces of an answer as they are for a program; a screen gets every sign visible. */
export async function* forStdout(
  pieces: AsyncIterable<string | Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  for await (const piece of pieces)
    yield process.stdout.isTTY && typeof piece === "string"
      ? visibleText(piece.replaceAll("\r\n", "\n"))
      : piece;
}

/** The last line of a process that cannot end in order: written before the call returns. */
export function lastWord(line: string): void {
  writeSync(process.stderr.fd, `${visibleText(asSpoken(line))}\n`);
}

/** A line that is written over on a terminal; elsewhere a plain line at every quarter of a long step. */
function showProgress(step: string, done: number, total: number): void {
  const shown = visibleLine(step);
  if (process.stderr.isTTY)
    process.stderr.write(done < total ? `\r\x1b[K${shown} ${done}/${total}` : "\r\x1b[K");
  else if (total >= 20 && Math.floor((done * 4) / total) > Math.floor(((done - 1) * 4) / total))
    process.stderr.write(`${shown} ${done}/${total}\n`);
}

/** As printJson, of an array of any length. */
export async function printJsonItems(items: Iterable<object>): Promise<void> {
  let before = "[";
  for (const item of items) {
    const text = JSON.stringify(item, null, 2).replaceAll("\n", "\n  ");
    if (!process.stdout.write(`${before}\n  ${escapedText(text)}`)) await once(process.stdout, "drain");
    before = ",";
  }
  process.stdout.write(before === "[" ? "[]\n" : "\n]\n");
}

export function printJson(result: object): void {
  process.stdout.write(`${escapedText(JSON.stringify(result, null, 2))}\n`);
}
