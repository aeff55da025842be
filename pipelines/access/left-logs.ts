import {join} from "node:path";
import type {AccessHead} from "../../schemas/access-head.ts";
import type {Home} from "../installation/home.ts";
import {isPlainFile} from "../installation/plain-file.ts";
import {wholeLines} from "../installation/read-lines.ts";
import {readWritten} from "./chain.ts";
import type {Carried} from "./entry.ts";
import {type Beginning, beginningOf} from "./head.ts";

type Anchored = AccessHead & {place: string};

/**
 * Places of what others keep of a log that was left and is lost. Whoever has the key can begin a log that says it follows another, and do away with that one: what others keep of a log that was
 * left must be in a file that is carried on, unless it was told when a log was left what had been done to it.
 */
export function lostOfLeft(home: Home, beginning: Beginning, anchors: Iterable<Anchored>): string[] {
  if (beginning.left.length === 0 || foundBefore(home, beginning).length > 0) return [];
  const furthest = new Map<string, Anchored>();
  for (const anchor of anchors)
    if (beginning.left.includes(anchor.log) && anchor.number > (furthest.get(anchor.log)?.number ?? 0))
      furthest.set(anchor.log, anchor);
  return [...furthest.values()]
    .filter((anchor) => !isKept(home, beginning.carried, anchor))
    .map(({place}) => place);
}

/** What was found of logs each time that one was left, the last time first. */
export function foundBefore(home: Home, beginning: Beginning): string[] {
  const earlier = beginning.carried
    .toReversed()
    .flatMap(({file}) => beginningOf(join(home.root, file)) ?? []);
  return [beginning, ...earlier].flatMap(({renewed}) => renewed?.found ?? []);
}

/** A file that is carried on and is gone is told of as such. */
function isKept({root}: Home, carried: Carried[], {log, number, mac}: AccessHead): boolean {
  return carried
    .filter((one) => one.log === log)
    .map(({file}) => join(root, file))
    .some((file) => !isPlainFile(file) || macAt(file, number) === mac);
}

function macAt(file: string, number: number): string | undefined {
  let line = 0;
  for (const text of wholeLines(file)) {
    line += 1;
    if (line === number) return readWritten(text)?.mac;
  }
  return undefined;
}
