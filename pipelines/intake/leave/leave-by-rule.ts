import {existsSync} from "node:fs";
import {addAll} from "../../../schemas/add-all.ts";
import {ORIGINAL_KINDS} from "../../../schemas/departure.ts";
import {japaneseDay} from "../../../schemas/japanese-day.ts";
import {someOf} from "../../../schemas/some-of.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {Home} from "../../installation/home.ts";
import type {Log} from "../../installation/log.ts";
import {departuresIn} from "../../ledger/departures.ts";
import {readingLedger} from "../../ledger/read.ts";
import {withLedger} from "../../ledger/with-ledger.ts";
import {noteLeaving, removeNoted, stillThere} from "./let-go.ts";
import {mendingOriginals} from "./mending-notes.ts";
import {
  archivedOriginals,
  type Original,
  refusedNames,
  refusedOriginal,
  refusedUntil,
  type Terms,
} from "./originals.ts";

export interface Leaving {
  home: Home;
  now: Date;
  terms: Terms;
}

/**
 * Originals whose time is over leave: that they were there is noted in the ledger first, and then they are removed. What an
 * earlier process noted and did not come to remove is removed, too.
 */
export async function leaveByRule({
  log,
  ...leaving
}: Leaving & {log: Pick<Log, "info" | "warn">}): Promise<void> {
  const {home, now} = leaving;
  if (!existsSync(home.ledger)) return;
  const {left, due} = await readingLedger(home, async (ledger) => ({
    left: removeNoted(await notedIn(ledger, home)),
    due: await dueOriginals(ledger, leaving),
  }));
  if (due.length > 0) {
    const cause = {now, ordered_by: null, reason: BY_RULE, order_basis: null};
    await withLedger(home, (ledger) => noteLeaving(ledger, due, cause));
    addAll(left, removeNoted(await notedAndThere(home)));
    log.info(`整理  ${leftText(due)}`);
  }
  const stuck = [...new Set(left)];
  if (stuck.length > 0)
    log.warn(
      `注意  消すことにした原本${stuck.length}件を消せません（${someOf(stuck.slice(0, 1), stuck.length)}）。ほかのプログラムで開いていれば閉じてください。次の run でもう一度消します。`,
    );
}

const BY_RULE = "残す期間が過ぎたため（city/retention.yaml の originals）";

/** Files of all noted departures that are there. */
export function notedAndThere(home: Home): Promise<string[]> {
  return readingLedger(home, (ledger) => notedIn(ledger, home));
}

async function notedIn(ledger: Warehouse, home: Home): Promise<string[]> {
  return (await stillThereIn(ledger, home)).flatMap(({paths}) => paths);
}

async function stillThereIn(ledger: Warehouse, home: Home) {
  return stillThere(home, await departuresIn(ledger));
}

/** What the rule takes away on the day; what is noted already and could not be removed is not noted again. */
export async function dueOriginals(ledger: Warehouse, {home, now, terms}: Leaving): Promise<Original[]> {
  const today = japaneseDay(now);
  const known = new Set((await stillThereIn(ledger, home)).map(({departure}) => placeOf(departure)));
  return [
    ...(await archivedOriginals(ledger, home, terms)).filter(({until}) => until <= today),
    ...refusedNames(home)
      .filter((name) => refusedUntil(home, name, terms) <= today)
      .map((name) => refusedOriginal(home, name, terms)),
    ...mendingOriginals(home, terms).filter(({until, isOurs}) => isOurs && until <= today),
  ].filter((original) => !known.has(placeOf(original)));
}

/** The archive knows contents only. */
function placeOf({kind, name, sha256}: Pick<Original, "kind" | "name" | "sha256">): string {
  return JSON.stringify(kind === "archive" ? [kind, sha256] : [kind, name, sha256]);
}

function leftText(due: Original[]): string {
  const counts = [...Map.groupBy(due, ({kind}) => kind)].map(
    ([kind, some]) => `${ORIGINAL_KINDS[kind]}${some.length}件`,
  );
  return `残す期間が過ぎた原本を消しました: ${counts.join("、")}（記録は npx kaikaku discard で見られます）`;
}
