import {fstatSync} from "node:fs";
import {Writable} from "node:stream";
import {writeFully} from "../pipelines/installation/write-fully.ts";

const STANDARD_OUTPUT = 1;

/**
 * Where standard output is a file (`> 答え.json`), Node writes each piece once and does not look how much of it the system took:
 * on a disk that became full, the end of an answer was missing without a word. This takes its place there.
 */
export function writeAllToStdoutFile(): void {
  if (!isFile()) return;
  const stdout = new Writable({
    write(piece: Buffer, _encoding, done) {
      try {
        writeFully(STANDARD_OUTPUT, piece);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  Object.defineProperty(process, "stdout", {
    configurable: true,
    value: Object.assign(stdout, {fd: STANDARD_OUTPUT}),
  });
}

function isFile(): boolean {
  try {
    return fstatSync(STANDARD_OUTPUT).isFile();
  } catch {
    return false;
  }
}
