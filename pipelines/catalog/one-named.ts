import {UserError} from "../../schemas/errors.ts";
import {folded} from "../../schemas/folded.ts";
import {nearest} from "../../schemas/nearest.ts";
import {someOf} from "../../schemas/some-of.ts";

/** Something that people call by one of several names. */
export interface Named {
  id: string;
  /** As a list shows it: "480時間超の職員（overtime_over_480h）". */
  title: string;
  names: string[];
}

const LISTED = 12;

/**
 * The one that a person means: by its id, by a name of it, or by a part of a name that only one has. UserError that lists the
 * candidates where it may be several, and the nearest where it is none. `kind` says what it is: "指標".
 */
export function oneNamed(typed: string, things: Named[], kind: string): Named {
  const found = namedAmong(typed, things);
  const [only] = found;
  if (only === undefined) throw isUnknown(typed, things, kind);
  if (found.length === 1) return only;
  throw mayBeSeveral(typed, found, kind);
}

/** All that a text may mean: those of that id or name; else those with a name that it is a part of. */
export function namedAmong(typed: string, things: Named[]): Named[] {
  const whole = namedWhole(typed, things);
  return whole.length > 0 ? whole : namedInPart(typed, things);
}

/** Those of that id; else those of that name. */
export function namedWhole(typed: string, things: Named[]): Named[] {
  const wanted = folded(typed);
  const byId = things.filter(({id}) => folded(id) === wanted);
  return byId.length > 0 ? byId : things.filter(({names}) => names.some((name) => folded(name) === wanted));
}

function namedInPart(typed: string, things: Named[]): Named[] {
  const wanted = folded(typed);
  return wanted === "" ? [] : things.filter(({names}) => names.some((name) => folded(name).includes(wanted)));
}

/** UserError that lists what a text may mean. */
export function mayBeSeveral(typed: string, found: Named[], kind: string): UserError {
  return new UserError(
    `「${typed}」に当たる${kind}が${found.length}あります。どれか一つを書いてください: ${titles(found)}`,
  );
}

/** UserError that offers the nearest. */
export function isUnknown(typed: string, things: Named[], kind: string): UserError {
  return new UserError(unknown(typed, things, kind));
}

function unknown(typed: string, things: Named[], kind: string): string {
  if (things.length === 0)
    return `${kind}「${typed}」はありません。この公開版には${kind}が一つもありません。`;
  const byWord = new Map(
    things.flatMap((thing) => [thing.id, ...thing.names].map((word) => [folded(word), thing] as const)),
  );
  const near = nearest(folded(typed), [...byWord.keys()]).flatMap((word) => byWord.get(word) ?? []);
  return `${kind}「${typed}」はありません。近いもの: ${titles([...new Set(near)])}`;
}

function titles(things: Named[]): string {
  return someOf(
    things.slice(0, LISTED).map(({title}) => title),
    things.length,
  );
}
