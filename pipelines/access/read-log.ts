import type {ReadLine} from "../../schemas/read-line.ts";
import type {Home} from "../installation/home.ts";
import {wholeLines} from "../installation/read-lines.ts";
import {readWritten} from "./chain.ts";
import {type Closed, type Entry, readEntry} from "./entry.ts";
import {knownPeople, opened} from "./people.ts";

/** The latest lines of the log in words, as far as the keys of the people in it are there; one at a time, as it may be of any size. */
export function* readLog(home: Home, last = Number.POSITIVE_INFINITY): Generator<ReadLine> {
  // Lines first: whoever comes into the log meanwhile is in none of them.
  const lines = wholeLines(home.accessLog);
  const known = knownPeople(home);
  let left = 0;
  if (last !== Number.POSITIVE_INFINITY) for (const _ of lines) left += 1;
  for (const line of lines) {
    if (left <= last) yield inWordsOf(line, (closed) => opened(closed, known));
    left -= 1;
  }
}

function inWordsOf(line: string, open: Open): ReadLine {
  const entry = readEntry(line);
  if (!entry) return {number: readWritten(line)?.number ?? 0, at: "", who: "", what: "読めない行"};
  return {number: entry.number, at: entry.at, ...inWords(entry, open)};
}

type Open = (closed: Closed) => Record<string, unknown> | undefined;

function inWords(entry: Entry, open: Open): Pick<ReadLine, "who" | "what"> {
  switch (entry.event) {
    case "began":
      return {who: "", what: "記録を始めた"};
    case "read": {
      const details = open(entry);
      const about =
        entry.about && `（職員番号 ${String(open(entry.about)?.staffNumber ?? FORGOTTEN)} について）`;
      return {who: whoIn(details), what: `${entry.command} ${json(details?.options)}${about ?? ""}`.trim()};
    }
    case "acted": {
      const details = open(entry);
      return {who: whoIn(details), what: `${entry.act} ${json(details?.details)}`.trim()};
    }
    case "changed": {
      const details = open(entry);
      const files = details ? (details.files as string[]).join("、") : "";
      return {who: whoIn(details), what: `市の決めごとを書いた（${entry.command}） ${files}`.trim()};
    }
    case "asked": {
      const details = open(entry);
      return {
        who: whoIn(details),
        what: `問合せ ${entry.releaseId} ${String(details?.sql ?? "")} ${json(details?.parameters)}`.trim(),
      };
    }
    case "answered":
      return {who: "", what: `${entry.asked}の答え ${entry.rows}行`};
    case "refused": {
      const details = open(entry);
      return {who: whoIn(details), what: `${entry.asked}を断った ${String(details?.why ?? "")}`.trim()};
    }
    case "forgotten": {
      const details = open(entry);
      return {
        who: whoIn(details),
        what: `${entry.forgotten} の鍵を消した ${String(details?.reason ?? "")}`.trim(),
      };
    }
    default:
      return entry satisfies never;
  }
}

/** Stands for whoever's key was destroyed. */
export const FORGOTTEN = "〔消した人〕";

function whoIn(details: Record<string, unknown> | undefined): string {
  return details ? String(details.account) : FORGOTTEN;
}

function json(value: unknown): string {
  const text = JSON.stringify(value ?? {});
  return text === "{}" ? "" : text;
}
