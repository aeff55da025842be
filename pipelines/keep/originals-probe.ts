import {existsSync} from "node:fs";
import {someOf} from "../../schemas/some-of.ts";
import {dueOriginals} from "../intake/leave/leave-by-rule.ts";
import {foreignWorkbooks} from "../intake/leave/mending-notes.ts";
import {isReadable, ledgerVersion} from "../ledger/version.ts";
import {readRetention} from "../releases/retention.ts";
import {withHelpOfLedger} from "./beside-ledger.ts";
import type {Installation, Probe, Trouble} from "./probe.ts";

/** Whether anything with people in it lies longer than its term: what the next run removes, and what only a person can. */
export const ORIGINALS_PROBE: Probe = {title: "原本の保存期間", examine: originals};

const SHOWN = 3;

async function originals({home, now}: Installation): Promise<Trouble[]> {
  const {originals: terms} = readRetention(home.city);
  return [...foreignTrouble(foreignWorkbooks(home, {terms, now})), ...(await dueTrouble({home, now}))];
}

function foreignTrouble(places: string[]): Trouble[] {
  if (places.length === 0) return [];
  return [
    {
      state: "warning",
      what: `残す期間の過ぎた直し用のExcelがあります（${someOf(places.slice(0, SHOWN), places.length)}）`,
      mend: "職員番号が入っているので、要らなければ消してください（設備の外のものと、書いたあとに変わったものは、run では消しません）",
    },
  ];
}

async function dueTrouble({home, now}: Installation): Promise<Trouble[]> {
  if (!existsSync(home.ledger)) return [];
  return withHelpOfLedger(home, async (ledger) => {
    if (!isReadable(await ledgerVersion(ledger))) return [];
    const due = await dueOriginals(ledger, {home, now, terms: readRetention(home.city).originals});
    return due.length === 0 ? [] : [leavingSoon(due.map(({name}) => name))];
  });
}

function leavingSoon(names: string[]): Trouble {
  const some = someOf(names.slice(0, SHOWN), names.length);
  const what = `残す期間の過ぎた原本${names.length.toLocaleString("ja-JP")}件（${some}）は、次の run が消します`;
  return {state: "ok", what, mend: ""};
}
