import type {Log} from "../pipelines/installation/log.ts";
import {asSpoken} from "./spoken-command.ts";

/** What a command tells while it works: steps on standard output, troubles and progress on standard error. */
export const terminal: Log = {
  info: (line) => writeLine(process.stdout, line),
  warn: (line) => writeLine(process.stderr, line),
  progress: showProgress,
};

function writeLine(stream: NodeJS.WriteStream, line: string): void {
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  stream.write(`${asSpoken(line)}\n`);
}

/** A whole text for people. */
export function printText(text: string): void {
  process.stdout.write(asSpoken(text));
}

/** A line that is written over on a terminal; elsewhere a plain line at every quarter of a long step. */
function showProgress(step: string, done: number, total: number): void {
  if (process.stderr.isTTY)
    process.stderr.write(done < total ? `\r\x1b[K${step} ${done}/${total}` : "\r\x1b[K");
  else if (total >= 20 && Math.floor((done * 4) / total) > Math.floor(((done - 1) * 4) / total))
    process.stderr.write(`${step} ${done}/${total}\n`);
}

export function printJson(result: object): void {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}
