import {closeSync, existsSync, renameSync, statSync} from "node:fs";
import {dirname} from "node:path";
import pino from "pino";
import {escapedText} from "../../schemas/visible-text.ts";
import {makeFolders} from "../installation/make-folders.ts";
import {openToAdd} from "../installation/plain-file.ts";

/** Structured log: one JSON object a line, with the Japanese line as `msg`. */
export interface ServiceLog {
  info(line: string, fields?: object): void;
  warn(line: string, fields?: object): void;
  /** With the stack of what went wrong. */
  error(line: string, error: unknown): void;
  /** Starts a new file when this one is full. */
  rotate(): void;
  close(): void;
}

interface LogOptions {
  /** Bytes after which a file is full. */
  maxBytes?: number;
  /** Full files that are kept: service.log.1 is the latest. */
  kept?: number;
  clock: () => Date;
}

/** Every line is in the file before the call returns: the last words of a dying process are the ones that are wanted. */
export function openServiceLog(
  file: string,
  {maxBytes = 5_000_000, kept = 5, clock}: LogOptions,
): ServiceLog {
  // The logger itself would wait for whoever reads a pipe.
  makeFolders(dirname(file));
  closeSync(openToAdd(file));
  const destination = pino.destination({dest: file, sync: true});
  const logger = pino(
    {
      base: null,
      timestamp: () => `,"time":"${clock().toISOString()}"`,
      formatters: {level: (level) => ({level})},
      hooks: {streamWrite: (line) => escapedText(line)},
    },
    destination,
  );
  return {
    info: (line, fields = {}) => logger.info(fields, line),
    warn: (line, fields = {}) => logger.warn(fields, line),
    error: (line, error) => logger.error({err: error}, line),
    rotate: () => {
      if (!existsSync(file) || statSync(file).size < maxBytes) return;
      for (let number = kept - 1; number >= 1; number--)
        if (existsSync(`${file}.${number}`)) renameSync(`${file}.${number}`, `${file}.${number + 1}`);
      renameSync(file, `${file}.1`);
      destination.reopen();
    },
    close: () => destination.end(),
  };
}
