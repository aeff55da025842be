import {lstatSync, rmSync} from "node:fs";
import {dirname, join} from "node:path";
import {accountText} from "../../../schemas/account.ts";
import type {Departure} from "../../../schemas/departure.ts";
import type {Warehouse} from "../../engine/open.ts";
import {accountHere} from "../../installation/account.ts";
import {archivedNames, contentOf} from "../../installation/archive.ts";
import {flushFolder} from "../../installation/durable.ts";
import type {Home} from "../../installation/home.ts";
import {isInOutput} from "../../installation/nobodys-place.ts";
import {recordDepartures} from "../../ledger/departures.ts";
import {REASON_ENDING} from "../load/put-aside.ts";
import {mendingNotes} from "./mending-notes.ts";
import {knownBy, type Original, refusedNames} from "./originals.ts";

/** Why originals leave: by rule, or because a person ordered it. */
export type Cause = Pick<Departure, "ordered_by" | "reason" | "order_basis"> & {now: Date};

/** Notes that originals leave. They are removed after that, by `removeNoted`, once it is on the disk. */
export async function noteLeaving(
  ledger: Warehouse,
  originals: Original[],
  {now, ...cause}: Cause,
): Promise<void> {
  const account = accountText(accountHere());
  await recordDepartures(
    ledger,
    originals.map(({kind, name, sha256, byte_count, batch_id}) => ({
      ...{kind, name, sha256, byte_count, batch_id},
      ...cause,
      left_at: now.toISOString(),
      account,
    })),
  );
}

/**
 * Noted departures whose files still lie there, also those of a process that died: what is left to remove. The ledger may have come
 * with a hostile backup: what it names is removed only where the program itself would have put it, never by a path.
 */
export function stillThere(home: Home, departures: Departure[]): {departure: Departure; paths: string[]}[] {
  const archived = Map.groupBy(archivedNames(home), contentOf);
  const refused = new Set(refusedNames(home));
  const rewritten = new Map(mendingNotes(home).map(({place, writtenAt}) => [place, writtenAt]));
  const pathsOf = ({kind, name, sha256, byte_count, left_at}: Departure): string[] => {
    switch (kind) {
      case "archive":
        return (sha256 === null ? [] : (archived.get(sha256) ?? [])).map((file) => join(home.archive, file));
      case "refused":
        return refused.has(name) ? refusedFilesOf(home, {name, sha256, byte_count}) : [];
      case "mending":
        if (Date.parse(rewritten.get(name) ?? "") > Date.parse(left_at)) return [];
        return sha256 !== null && isInOutput(name, home) && isThat(home, name, {sha256, byte_count})
          ? [name]
          : [];
      default:
        return kind satisfies never;
    }
  };
  return departures
    .filter(({came_again}) => !came_again)
    .map((departure) => ({departure, paths: pathsOf(departure)}))
    .filter(({paths}) => paths.length > 0);
}

/** The reason goes first: without its file it would stay for good. */
function refusedFilesOf(home: Home, {name, ...known}: Known & Pick<Departure, "name">): string[] {
  const path = join(home.refused, name);
  return isThat(home, path, known) ? [`${path}${REASON_ENDING}`, path] : [];
}

type Known = Pick<Departure, "sha256" | "byte_count">;

/** Something else may have got the name since. */
function isThat(home: Home, path: string, noted: Known): boolean {
  if (!lstatSync(path, {throwIfNoEntry: false})) return false;
  const there = knownBy(home, path);
  return there.sha256 === noted.sha256 && there.byte_count === noted.byte_count;
}

/** Removes them and returns those that the system does not let go of; they are removed another time. */
export function removeNoted(paths: string[]): string[] {
  const left = paths.filter((path) => !isRemoved(path));
  for (const folder of new Set(paths.map((path) => dirname(path)))) flushFolder(folder);
  return left;
}

function isRemoved(path: string): boolean {
  try {
    rmSync(path, {force: true, recursive: true});
    return true;
  } catch {
    return false;
  }
}
