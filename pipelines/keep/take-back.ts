import {existsSync} from "node:fs";
import {basename, extname, join} from "node:path";
import type {Departure} from "../../schemas/departure.ts";
import {UserError} from "../../schemas/errors.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";
import {namedPlainly} from "../../schemas/plain-name.ts";
import {statement} from "../catalog/sql-files.ts";
import {closedOnFailure} from "../engine/closed-on-failure.ts";
import type {Row, Warehouse} from "../engine/open.ts";
import {archivedFile, copyFromArchive} from "../installation/archive.ts";
import {fittingName} from "../installation/fitting-name.ts";
import type {Home} from "../installation/home.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {besideLedger, putInPlace} from "../ledger/beside.ts";
import {carryDepartures} from "../ledger/carry-departures.ts";
import {departuresIn} from "../ledger/departures.ts";
import {copiesNoted, keepCopy, keptCopy} from "../ledger/kept-copies.ts";
import {openLedgerFile} from "../ledger/ledger.ts";
import {decisionText, lastOf} from "./decisions-since.ts";

/** What taking an upgrade back did with what came after it. */
export interface TakenBack {
  /** The copy that is the ledger again. */
  from: string;
  /** Where the upgraded ledger is kept. */
  keptAs: string;
  /** Names of the files in the inbox that were loaded since, and wait to be loaded again. */
  files: string[];
  /** Decisions taken since, which the ledger of before does not know: a line each. */
  decisions: string[];
}

/**
 * Puts the ledger of before the last upgrade back by one rename. What was loaded since goes back into the inbox first,
 * the upgraded ledger is kept, decisions are named. UserError, and nothing has changed, where a file or the copy is gone.
 */
export async function takeBack(home: Home): Promise<TakenBack> {
  if (!existsSync(home.ledger)) throw new UserError("台帳がまだありません。戻すものはありません。");
  return workingAlone(home, async () => {
    const ledger = await openLedgerFile(home);
    const found = await closedOnFailure(ledger, () => sinceUpgrade(ledger, home));
    ledger.close();
    const files = await returnToInbox(home, found);
    const keptAs = found.from.replace("ledger.before-", "ledger.after-");
    keepCopy(home, keptAs);
    await besideLedger(home, keptCopy(home, found.from), async (copy) => {
      await carryDepartures(copy, found.departures);
      putInPlace(home, copy);
    });
    return {
      from: keptCopy(home, found.from),
      keptAs: keptCopy(home, keptAs),
      files,
      decisions: found.decisions.map(decisionText),
    };
  });
}

interface Since {
  from: string;
  files: Row[];
  decisions: Row[];
  departures: Departure[];
}

async function sinceUpgrade(ledger: Warehouse, home: Home): Promise<Since> {
  const from = (await copiesNoted(ledger)).at(-1);
  if (from === undefined)
    throw new UserError("この台帳は、まだ一度も新しい形にしていません。戻すものはありません。");
  if (!existsSync(keptCopy(home, from)))
    throw new UserError(
      `前の台帳の写し（${keptCopy(home, from)}）がありません。残す期間（city/retention.yaml）が過ぎたか、移されています。控えから戻してください（npx kaikaku restore）。`,
    );
  const {batch, decision} = await lastOf(keptCopy(home, from));
  return {
    from,
    files: await ledger.rows(statement("ledger.files_since"), {batch_id: batch}),
    decisions: await ledger.rows(statement("ledger.decisions_since"), {decision_number: decision}),
    departures: await departuresIn(ledger),
  };
}

/** Every file must be in the archive before the first is copied. Files that were taken out for good stay out. */
async function returnToInbox(home: Home, {files, departures}: Since): Promise<string[]> {
  const wanted = files
    .filter(({state}) => state !== "rejected")
    .map(({batch_id, file_name, sha256}) => ({
      name: nameAlone(String(file_name)),
      batchId: Number(batch_id),
      leftOn: departures.findLast((one) => one.kind === "archive" && one.sha256 === sha256)?.left_on,
      path: archivedFile(home, String(sha256)),
    }));
  const gone = wanted.filter(({path}) => path === undefined).map(goneText);
  if (gone.length > 0)
    throw new UserError(
      `新しくしたあとに取り込んだファイルの保管ファイルがありません（${gone.join("、")}）。戻すと失われるので、何も変えていません。`,
    );
  const returned: string[] = [];
  for (const {name, batchId, path = ""} of wanted) {
    const fitting = fittingName(name);
    const free = existsSync(join(home.inbox, fitting)) ? numbered(fitting, batchId) : fitting;
    await copyFromArchive(home, path, join(home.inbox, free));
    returned.push(free);
  }
  return returned;
}

/** The name under which a file came; a ledger that somebody has changed may name a path. UserError then. */
function nameAlone(name: string): string {
  const isAlone = name === basename(name) && !/^\.{0,2}$/.test(name);
  return isAlone ? name : namedPlainly(name);
}

function goneText({name, leftOn}: {name: string; leftOn: string | undefined}): string {
  return leftOn === undefined ? name : `${name}: ${japaneseDate(leftOn)}に消したもの`;
}

function numbered(name: string, batchId: number): string {
  const ending = extname(name);
  return `${name.slice(0, name.length - ending.length)}（受付番号${batchId}）${ending}`;
}
