import {createHash} from "node:crypto";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import {wholeLines} from "../installation/read-lines.ts";
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
  const found = faultIn(queryLog);
  if (found === undefined) return [];
  return [{file: "queries.jsonl", sha256: fingerprintOf(queryLog).sha256, log: null, found}];
}

/** "" for a log that is as it was written; undefined for one without lines. */
function faultIn(file: string): string | undefined {
  let [previous, number] = [FIRST, 0];
  for (const line of wholeLines(file)) {
    number += 1;
    const entry = readUnkeyed(line);
    if (entry?.number !== number || entry.previous !== previous || !isAsHashed(entry))
      return `${number}行目が元のままではありません`;
    previous = entry.hash;
  }
  return number === 0 ? undefined : "";
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
