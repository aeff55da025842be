import {readFileSync, writeFileSync} from "node:fs";
import {type Anchor, examineLog} from "../../pipelines/access/examine.ts";
import {headOf} from "../../pipelines/access/head.ts";
import {readLog} from "../../pipelines/access/read-log.ts";
import {recordAccess} from "../../pipelines/access/record.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import type {ReadLine} from "../../schemas/read-line.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

export const NOW = new Date("2024-10-08T00:00:00Z");
export const read = (command: string, staffNumber: string | null = null) =>
  ({event: "read", command, options: {fy: "R6"}, staffNumber}) as const;

/** A log with its beginning and a line for each command. */
export function homeWith(...commands: string[]): Home {
  const home = sampleHome(temporaryFolder());
  for (const command of commands) recordAccess(home, read(command), NOW);
  return home;
}

export function linesOf(home: Home): string[] {
  return readFileSync(home.accessLog, "utf8").split("\n").slice(0, -1);
}

export function change(home: Home, edit: (lines: string[]) => string[]): void {
  const lines = edit(linesOf(home));
  writeFileSync(home.accessLog, lines.map((line) => `${line}\n`).join(""));
}

export function anchorOf(home: Home): Anchor {
  const head = headOf(home);
  if (!head) throw new Error("no log");
  return {...head, place: "公開版 x"};
}

export function kinds(home: Home, anchors: Anchor[] = []): string[] {
  return examineLog(home, anchors).faults.map(({kind}) => kind);
}

/** All lines of the log in words. */
export function wordsOf(home: Home): ReadLine[] {
  return [...readLog(home)];
}
