import {wholeLines} from "../installation/read-lines.ts";
import {FIRST, isAsWritten, isOwn, readWritten} from "./chain.ts";
import {type Closed, type Entry, readEntry} from "./entry.ts";

/** What one pass over a log finds. */
export interface Scan {
  lineCount: number;
  /** The number that its last line says it has; 0 where that is no line of a log. */
  lastNumber: number;
  /** The first line that is not as it was written: those after it hang on it. Undefined also without a key. */
  broken: {kind: "edited" | "removed"; line: number} | undefined;
  /** Code of a line; undefined where there is none, or behind a broken line. */
  macAt(line: number): string | undefined;
  /** Persons of whom a line does not open. */
  shut: Set<string>;
  /** Persons whose keys were ordered to be destroyed. */
  forgotten: Set<string>;
}

/** Reads a log of any size once, in the memory of its codes (32 bytes a line). `opens` says whether what was closed of a person can be read. */
export function scanLog(
  file: string,
  {key, opens}: {key: Buffer | undefined; opens: (closed: Closed) => boolean},
): Scan {
  const macs = new Codes();
  const [shut, forgotten] = [new Set<string>(), new Set<string>()];
  let [lineCount, lastNumber, previous] = [0, 0, FIRST];
  let broken: Scan["broken"];
  for (const text of wholeLines(file)) {
    lineCount += 1;
    const written = readWritten(text);
    lastNumber = written?.number ?? 0;
    const kind = key && !broken && brokenAt(text, {line: lineCount, previous, key});
    if (kind) broken = {kind, line: lineCount};
    if (key && !broken && written) macs.add(written.mac);
    previous = written?.mac ?? previous;
    const entry = readEntry(text);
    if (entry?.event === "forgotten") forgotten.add(entry.forgotten);
    for (const closed of entry ? closedIn(entry) : [])
      if (!shut.has(closed.person) && !opens(closed)) shut.add(closed.person);
  }
  return {lineCount, lastNumber, broken, macAt: (line) => macs.at(line - 1), shut, forgotten};
}

/** What is wrong with a line that should be the one of that number, hung on the one of that code. */
export function brokenAt(
  text: string,
  {line, previous, key}: {line: number; previous: string; key: Buffer},
): "edited" | "removed" | undefined {
  const written = readWritten(text);
  if (!written || !isAsWritten(text, written) || !isOwn(written, key)) return "edited";
  return written.number !== line || written.previous !== previous ? "removed" : undefined;
}

function closedIn(entry: Entry): Closed[] {
  switch (entry.event) {
    case "began":
      return entry.renewed ? [entry.renewed] : [];
    case "read":
      return entry.about ? [entry, entry.about] : [entry];
    case "answered":
      return [];
    case "acted":
    case "changed":
    case "asked":
    case "refused":
    case "forgotten":
      return [entry];
    default:
      return entry satisfies never;
  }
}

const CODE_BYTES = 32;

/** Codes of lines, one behind the other. */
class Codes {
  private bytes = Buffer.alloc(1024 * CODE_BYTES);
  private count = 0;

  add(mac: string): void {
    if (this.count * CODE_BYTES === this.bytes.length)
      this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.bytes.length)]);
    this.bytes.write(mac, this.count * CODE_BYTES, CODE_BYTES, "hex");
    this.count += 1;
  }

  at(index: number): string | undefined {
    if (index < 0 || index >= this.count) return undefined;
    return this.bytes.toString("hex", index * CODE_BYTES, (index + 1) * CODE_BYTES);
  }
}
