import {z} from "zod";
import {type Account, account, mayBeOnePerson} from "../../schemas/account.ts";
import {accountHere} from "../installation/account.ts";
import {addToFile} from "../installation/add-to-file.ts";
import {flush} from "../installation/durable.ts";
import {keepersMode} from "../installation/group-home.ts";
import type {Home} from "../installation/home.ts";
import {allLines} from "../installation/read-lines.ts";

const cityChange = z.strictObject({
  at: z.iso.datetime(),
  account,
  /** Who answers for it and why, where that was said. */
  by: z.string().nullable(),
  reason: z.string(),
  /** "init", "city" or "map". */
  command: z.string(),
  /** "sources/staff.yaml" */
  file: z.string(),
  /** What stood there; null for nothing. */
  before: z.string().nullable(),
  after: z.string(),
});

/** One file of the city's folder that the program wrote for somebody. */
export type CityChange = z.infer<typeof cityChange>;

type Written = Pick<CityChange, "file" | "before" | "after">;

/** How the files of a city's folder came to say what they say. */
export type ChangeSaid = Pick<CityChange, "by" | "reason" | "command"> & {now: Date};

/** Writes down what is about to be written, before it is: nothing changes unrecorded. UserError where that cannot be done. */
export function noteCityChanges(home: Home, written: Written[], {now, ...said}: ChangeSaid): void {
  const lines = written.map((file) => {
    const change: CityChange = {at: now.toISOString(), account: accountHere(), ...said, ...file};
    return JSON.stringify(change);
  });
  if (lines.length === 0) return;
  // A line that a dying process left half is ended before.
  addToFile(home.cityChanges, `\n${lines.join("\n")}\n`, keepersMode(home.cityChanges));
  flush(home.cityChanges);
}

/** What the program wrote into the city's folder, the first change first. */
export function cityChanges({cityChanges: file}: Home): CityChange[] {
  return [...allLines(file)].flatMap((line) => {
    const change = cityChange.safeParse(parsed(line));
    return change.success ? [change.data] : [];
  });
}

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
    if (later.some((change) => mayBeOnePerson(mine, change.account))) own.add(file);
    else if (later.length > 0) others.add(file);
  }
  return {own, others};
}
