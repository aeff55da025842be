import {existsSync, statSync} from "node:fs";
import type {Acknowledgement} from "../../schemas/acknowledgement.ts";
import {type Arrivals, arrivalsOf} from "../due/evidence.ts";
import type {Home} from "../installation/home.ts";
import {acknowledgementsIn} from "../ledger/acknowledgements.ts";
import {contentOfLedger} from "../ledger/ledger.ts";
import {readingLedger} from "../ledger/read.ts";

/** What the service wants to know of the ledger. */
export interface LedgerFacts {
  arrivals: Arrivals;
  /** Name of all accepted contents; undefined while there are none. */
  content: string | undefined;
  acknowledgements: Acknowledgement[];
}

const NOTHING: LedgerFacts = {arrivals: {arrivals: [], held: []}, content: undefined, acknowledgements: []};

/** Reads the ledger again only when its file changed: looking often costs nothing. */
export function ledgerReader(home: Home): () => Promise<LedgerFacts> {
  let known = {stamp: "", facts: NOTHING};
  return async () => {
    const stamp = stampOf(home);
    if (stamp !== known.stamp) known = {stamp, facts: await read(home)};
    return known.facts;
  };
}

function stampOf({ledger}: Home): string {
  return [ledger, `${ledger}.wal`]
    .map((file) => statSync(file, {throwIfNoEntry: false}))
    .map((stats) => (stats ? `${stats.size} ${stats.mtimeMs} ${stats.ino}` : ""))
    .join("|");
}

async function read(home: Home): Promise<LedgerFacts> {
  if (!existsSync(home.ledger)) return NOTHING;
  return readingLedger(home, async (ledger) => ({
    arrivals: await arrivalsOf(ledger),
    content: await contentOfLedger(ledger),
    acknowledgements: await acknowledgementsIn(ledger),
  }));
}
