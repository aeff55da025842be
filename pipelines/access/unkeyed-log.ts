import {createHash} from "node:crypto";
import {existsSync, readFileSync} from "node:fs";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import type {Carried} from "./entry.ts";

/** A line of the log of questions as it was before there was a key: whoever could write it could also make it anew. */
interface UnkeyedEntry {
  number: number;
  previous: string;
  hash: string;
}

const FIRST = createHash("sha256").digest("hex");

/** The log of before there was a key, with what is found of it; it is kept as it is. None where there never was one. */
export function unkeyedLog({queryLog}: Home): Carried[] {
  if (!existsSync(queryLog)) return [];
  const lines = readFileSync(queryLog, "utf8").split("\n").slice(0, -1);
  if (lines.length === 0) return [];
  const {sha256} = fingerprintOf(queryLog);
  return [{file: "queries.jsonl", sha256, log: null, found: faultIn(lines)}];
}

function faultIn(lines: string[]): string {
  let previous = FIRST;
  for (const [index, line] of lines.entries()) {
    const entry = readUnkeyed(line);
    if (entry?.number !== index + 1 || entry.previous !== previous || !isAsHashed(entry))
      return `${index + 1}行目が元のままではありません`;
    previous = entry.hash;
  }
  return "";
}

function isAsHashed({previous, hash, ...content}: UnkeyedEntry): boolean {
  return hash === createHash("sha256").update(previous).update(JSON.stringify(content)).digest("hex");
}

function readUnkeyed(line: string): UnkeyedEntry | undefined {
  try {
    return JSON.parse(line) as UnkeyedEntry;
  } catch {
    return undefined;
  }
}
