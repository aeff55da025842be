import {basename} from "node:path";
import {UserError} from "../../../schemas/errors.ts";
import {japaneseDate} from "../../../schemas/fiscal-time.ts";
import {japaneseDay} from "../../../schemas/japanese-day.ts";
import {statedText} from "../../../schemas/stated-text.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import {departedContents} from "../../ledger/departures.ts";
import {withLedger} from "../../ledger/with-ledger.ts";
import {type Leaving, notedAndThere} from "./leave-by-rule.ts";
import {noteLeaving, removeNoted} from "./let-go.ts";
import {mendingOriginals} from "./mending-notes.ts";
import {type Archived, archivedOriginals, type Original, refusedNames, refusedOriginal} from "./originals.ts";

/** What a person orders to be removed: a batch by its number, or a refused file by its name. */
export interface Order {
  what: string;
  by: string;
  reason: string;
  /** The law or request that it rests on where the term is not over; null for none. */
  basis: string | null;
  /** It is known what cannot be done any more without the file. */
  isForced: boolean;
}

export interface Discarded {
  removed: Original[];
  /** What could not be removed and is tried again by the next run. */
  left: string[];
  /** Workbooks made from it that lie where the program removes nothing. */
  elsewhere: string[];
}

/**
 * Removes an original because a person wants it: noted first, then removed. UserError, and nothing has changed, before its term
 * is over unless the order rests on something, and where something needs it unless that is known.
 */
export async function discard(order: Order, leaving: Leaving): Promise<Discarded> {
  const {home, now} = leaving;
  const cause = {
    now,
    ordered_by: statedText(order.by, "--by には、消すことを決めた人の氏名を書いてください。"),
    reason: statedText(
      order.reason,
      "理由を書いてください。例: --reason 本人から利用停止の求めがあり、人事課が認めた",
    ),
    order_basis: order.basis === null ? null : statedText(order.basis, NO_BASIS),
  };
  removeNoted(await notedAndThere(home));
  const found = await withLedger(home, async (ledger) => {
    const named = await namedBy(ledger, order, leaving);
    mustBeOver(named.removed, order, now);
    await noteLeaving(ledger, named.removed, cause);
    return named;
  });
  return {...found, left: removeNoted(await notedAndThere(home))};
}

/** The original, and workbooks that were made from it. */
async function namedBy(
  ledger: Warehouse,
  {what, isForced}: Order,
  leaving: Leaving,
): Promise<Omit<Discarded, "left">> {
  if (!/^\d+$/.test(what)) return {removed: [refusedNamed(what, leaving)], elsewhere: []};
  const archived = await archivedOf(ledger, Number(what), leaving);
  if (!isForced) mustNotBeNeeded(archived);
  const made = mendingOriginals(leaving.home, leaving.terms).filter(({batch_id}) =>
    archived.batch_ids.includes(batch_id ?? 0),
  );
  return {
    removed: [archived, ...made.filter(({isOurs}) => isOurs)],
    elsewhere: made.filter(({isOurs}) => !isOurs).map(({name}) => name),
  };
}

const NO_BASIS =
  "--order には、期間の前に消す根拠を書いてください。例: --order 個人情報保護法第100条による利用停止（令和7年6月2日決定）";

function refusedNamed(what: string, {home, terms}: Leaving): Original {
  const name = basename(what);
  if (refusedNames(home).includes(name)) return refusedOriginal(home, name, terms);
  throw new UserError(
    `「${what}」は、受付番号でも、受付不可のファイル（${home.refused} の中）の名前でもありません。npx kaikaku status で確かめられます。`,
  );
}

async function archivedOf(ledger: Warehouse, batchId: number, {home, terms}: Leaving): Promise<Archived> {
  const found = (await archivedOriginals(ledger, home, terms)).find(({batch_ids}) =>
    batch_ids.includes(batchId),
  );
  if (found) return found;
  const [batch] = await ledger.rows(statement("ledger.file_of_batch"), {batch_id: batchId});
  if (!batch)
    throw new UserError(
      `受付番号${batchId}のファイルはありません。番号は npx kaikaku status で確かめられます。`,
    );
  const departure = (await departedContents(ledger)).get(String(batch.sha256));
  throw new UserError(
    departure
      ? `受付番号${batchId}（${batch.file_name}）の保管ファイルは、${japaneseDate(departure.left_on)}に消してあります（${departure.reason}）。`
      : `受付番号${batchId}（${batch.file_name}）の保管ファイルが、消した記録もないのに、ありません。npx kaikaku doctor で調べてください。`,
  );
}

function mustBeOver(originals: Original[], {basis}: Order, now: Date): void {
  const early = originals.find(({kind, until}) => kind !== "mending" && until > japaneseDay(now));
  if (!early || basis !== null) return;
  throw new UserError(
    `${early.name} の残す期間は、まだ過ぎていません（${japaneseDate(early.until)}から消せます。city/retention.yaml の originals）。` +
      "何も消していません。それより前に消す根拠があれば、--order 根拠 として書いてください（記録に残ります）。",
  );
}

/** UserError that tells what cannot be done any more without the file. */
function mustNotBeNeeded({name, batch_id, is_in_force, is_waiting, is_compacted}: Archived): void {
  const needs = [
    ...(is_in_force
      ? [
          "今の数値に使っています。数値は変わりませんが、台帳をこのファイルから作り直すこと（rebuild）はできなくなります",
        ]
      : []),
    ...(is_waiting ? ["保留で、判断を待っています。直し用のExcel（quarantine）は作れなくなります"] : []),
    ...(is_compacted
      ? ["行は台帳から外してあります。後のファイルを取り下げても、このファイルには戻れなくなります"]
      : []),
  ];
  if (needs.length === 0) return;
  throw new UserError(
    [
      `${name}（受付番号${batch_id}）の保管ファイルは、まだ要ります。何も消していません。`,
      ...needs.map((need) => `・${need}。`),
      "それでも消してよければ、--force を付けてください。",
    ].join("\n"),
  );
}
