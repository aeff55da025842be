import {accountText} from "../../schemas/account.ts";
import type {SpokenNote} from "../../schemas/check-notes.ts";
import {UserError} from "../../schemas/errors.ts";
import {noteName} from "../../schemas/finding-text.ts";
import {nearest} from "../../schemas/nearest.ts";
import {statedText} from "../../schemas/stated-text.ts";
import {checkHeaders} from "../catalog/checks.ts";
import {recordPublished} from "../figures/record-figures.ts";
import {accountHere} from "../installation/account.ts";
import type {Home} from "../installation/home.ts";
import type {Log} from "../installation/log.ts";
import {workingAlone} from "../installation/working-alone.ts";
import {recordAcknowledgement} from "../ledger/acknowledgements.ts";
import {withLedger} from "../ledger/with-ledger.ts";
import {notesNow} from "./notes.ts";

export interface Acknowledging {
  /** Name of the check that spoke, or of what doctor looked at. */
  note: string;
  /** Name of the person; null where none is given beside the account of the operating system. */
  by: string | null;
  reason: string;
  now: Date;
  log: Log;
  /** Notes that speak beside those of the checks. */
  besides: SpokenNote[];
}

/** Keeps that the office has seen a note and lets it be, with exactly the rows that it has now. UserError where no such note speaks. */
export async function acknowledge(
  home: Home,
  {note, by, reason, now, log, besides}: Acknowledging,
): Promise<SpokenNote> {
  const account = accountText(accountHere());
  const said = {
    acknowledged_by: by === null ? account : statedText(by, NO_NAME),
    reason: statedText(reason, NO_REASON),
  };
  return workingAlone(home, async () => {
    const {open, acknowledged} = await notesNow(home);
    const {fingerprint, ...found} = noteNamed(note, [...open, ...acknowledged, ...besides], home.city);
    if (fingerprint === null)
      throw new UserError(
        "この注意は、前のプログラムの点検のものです。npx kaikaku run で今の点検をしてから、もう一度実行してください。何も変えていません。",
      );
    const {check, message, row_count} = found;
    const seen = {note: check, fingerprint, row_count, seen: message};
    await withLedger(
      home,
      async (ledger) => {
        // What a process that died has published is recorded by the next that has the ledger.
        await recordPublished(ledger, home);
        await recordAcknowledgement(ledger, {...seen, ...said, account, acknowledged_at: now.toISOString()});
      },
      {log},
    );
    return {...found, fingerprint};
  });
}

const NO_REASON = "理由を書いてください。例: --reason 4月は災害でだれも時間外がなかったと人事課が確認";
const NO_NAME = "--by には氏名を書いてください（省くと、この機械の利用者名だけが記録に残ります）。";

function noteNamed(name: string, notes: SpokenNote[], city: string): SpokenNote {
  const found = notes.find(({check}) => noteName(check) === noteName(name));
  if (found) return found;
  const header = checkHeaders(city).get(`checks.${noteName(name)}`);
  if (header?.severity === "blocking")
    throw new UserError(
      `「${name}」は誤りなので、承知済みにはできません。直し方: ${header.remedy}。何も変えていません。`,
    );
  const names = nearest(
    name,
    notes.map(({check}) => noteName(check)),
  );
  const now = names.length > 0 ? `いま出ている注意: ${names.join("、")}` : "いま出ている注意はありません。";
  throw new UserError(`「${name}」という注意は出ていません。${now}`);
}
