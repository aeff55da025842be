import {z} from "zod";
import {type Account, account, accountText, mayBeOnePerson} from "../../schemas/account.ts";
import {UserError} from "../../schemas/errors.ts";
import {accountHere} from "../installation/account.ts";
import {keepersMode} from "../installation/group-home.ts";
import type {Home} from "../installation/home.ts";
import {allLines} from "../installation/read-lines.ts";
import {linked, readWritten} from "./chain.ts";
import {examineLog} from "./examine.ts";
import {changesFaultTexts, sumOfLines} from "./examine-changes.ts";
import {logFaultText} from "./fault-text.ts";
import {appendLines} from "./line-log.ts";
import {whileLocked} from "./locked.ts";
import {closeFor, knownPeople, opened} from "./people.ts";
import {logToGoOn, NOWHERE, recordLocked} from "./record.ts";

const change = z.object({
  at: z.iso.datetime(),
  /** "init", "city" or "map". */
  command: z.string(),
  /** "sources/staff.yaml" */
  file: z.string(),
  /** What stood there; null for nothing. */
  before: z.string().nullable(),
  after: z.string(),
});

const said = z.object({
  account,
  /** Who answers for it and why, where that was said. */
  by: z.string().nullable(),
  reason: z.string(),
});

/** A line that hangs on the one before it: whoever did it is closed with a key of theirs. */
const closedChange = change.extend({person: z.string(), sealed: z.string()});
/** A line of before that. */
const openChange = change.extend(said.shape);

type Said = z.infer<typeof said>;

/** One file of the city's folder that the program wrote for somebody; nobody any more where their key was ordered to be destroyed. */
export type CityChange = z.infer<typeof change> & Omit<Said, "account"> & {account: Account | null};

type Written = Pick<CityChange, "file" | "before" | "after">;

/** How the files of a city's folder came to say what they say. */
export type ChangeSaid = Omit<Said, "account"> & {command: string; now: Date};

/**
 * Writes down what is about to be written, before it is: nothing changes unrecorded. The lines hang on each other by the key of the log of who read what, and that
 * log says how far they went. UserError where that cannot be done, also where they are not as they were left.
 */
export function noteCityChanges(
  home: Home,
  written: Written[],
  {now, command, by, reason}: ChangeSaid,
): void {
  if (written.length === 0) return;
  whileLocked(home, () => {
    const {key, log} = logToGoOn(home, now);
    mustBeAsLeft(home.cityChanges, changesFaultTexts(home));
    const who = accountHere();
    let last = NOWHERE;
    const lineOf = (file: Written) => {
      const closed = closeFor(home, `account ${accountText(who)}`, {account: who, by, reason});
      const content = {number: last.number + 1, log, at: now.toISOString(), command, ...file, ...closed};
      const line = linked(content, {key, previous: last.mac});
      last = {number: line.number, mac: line.mac};
      return JSON.stringify(line);
    };
    const add = (text: string | undefined) => {
      const end = text === undefined ? undefined : readWritten(text);
      last = end?.log === log ? end : {number: 0, mac: sumOfLines(home.cityChanges)};
      return written.map(lineOf);
    };
    appendLines(home.cityChanges, add, keepersMode(home.cityChanges));
    // Behind the lines: whoever dies in between has changed nothing, and left a line that hangs on the others.
    const {number, mac} = last;
    const files = written.map(({file}) => file);
    recordLocked(home, {event: "changed", changes: {number, mac}, command, files}, now);
  });
}

/** UserError where who changed the city's folder cannot be told any more: lines were changed, taken out or cut off, here or in the log that vouches for them. */
export function mustTellWhoChanged(home: Home): void {
  mustBeAsLeft(home.accessLog, examineLog(home, []).faults.map(logFaultText));
  mustBeAsLeft(home.cityChanges, changesFaultTexts(home));
}

function mustBeAsLeft(file: string, faults: string[]): void {
  if (faults.length === 0) return;
  throw new UserError(
    `だれが市の決めごとを変えたかの記録（${file}）が、書いたときのままではないので、実行しません（${faults.join("、")}）。わけを調べてから、npx kaikaku access --renew --reason わけ で新しい記録を始めてください（これまでの行は残ります）。`,
  );
}

/** What the program wrote into the city's folder, the first change first. */
export function cityChanges(home: Home): CityChange[] {
  const people = knownPeople(home);
  return [...allLines(home.cityChanges)].flatMap((line) => {
    const read = parsed(line);
    const closed = closedChange.safeParse(read);
    if (!closed.success) return openChange.safeParse(read).data ?? [];
    const {person, sealed, ...told} = closed.data;
    return {...told, ...(said.safeParse(opened({person, sealed}, people)).data ?? NOBODY)};
  });
}

const NOBODY = {account: null, by: null, reason: ""};

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/**
 * Files that an account changed through the program since they last stood as they are `kept`, and those that only others did. Of what
 * was written with an editor nothing is known here.
 */
export function changedFilesSince(
  home: Home,
  {kept, account: mine}: {kept: ReadonlyMap<string, string>; account: Account},
): {own: Set<string>; others: Set<string>} {
  const [own, others] = [new Set<string>(), new Set<string>()];
  for (const [file, changes] of Map.groupBy(cityChanges(home), (change) => change.file)) {
    const later = changes.slice(changes.findLastIndex(({after}) => after === kept.get(file)) + 1);
    if (later.some((change) => change.account && mayBeOnePerson(mine, change.account))) own.add(file);
    else if (later.length > 0) others.add(file);
  }
  return {own, others};
}
