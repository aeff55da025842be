import {createHash} from "node:crypto";
import {existsSync} from "node:fs";
import {type Acknowledgement, isAcknowledged} from "../../schemas/acknowledgement.ts";
import type {Diagnosis} from "../../schemas/backup.ts";
import type {SpokenNote} from "../../schemas/check-notes.ts";
import {DOCTOR_NOTE} from "../../schemas/finding-text.ts";
import type {Home} from "../installation/home.ts";
import {acknowledgementsIn} from "../ledger/acknowledgements.ts";
import {readingAnyLedger} from "../ledger/read.ts";

/** The warnings of doctor as notes that can be acknowledged, one for each thing that was looked at. */
export function doctorNotes(found: Diagnosis[]): SpokenNote[] {
  const warnings = found.filter(({state}) => state === "warning");
  return [...Map.groupBy(warnings, ({probe}) => probe)].map(([probe, mine]) => ({
    check: `${DOCTOR_NOTE}${probe}`,
    message: mine.map(({what}) => what).join("。"),
    remedy: mine.map(({mend}) => mend).join("。"),
    row_count: mine.length,
    fingerprint: fingerprintOf(mine),
  }));
}

function fingerprintOf(warnings: Diagnosis[]): string {
  const texts = warnings.map(({what}) => what).toSorted();
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex");
}

/** Warnings that the office has seen and lets be, and everything else. */
export async function apartByAcknowledged(
  home: Home,
  found: Diagnosis[],
): Promise<{open: Diagnosis[]; acknowledged: Diagnosis[]}> {
  const acknowledgements = await acknowledgementsHere(home);
  const quiet = doctorNotes(found).filter((note) => isAcknowledged(note, acknowledgements));
  const checks = new Set(quiet.map(({check}) => check));
  const isQuiet = ({probe, state}: Diagnosis) => state === "warning" && checks.has(`${DOCTOR_NOTE}${probe}`);
  return {open: found.filter((one) => !isQuiet(one)), acknowledged: found.filter(isQuiet)};
}

/** None where the ledger cannot be read: that is said by the probe that looks at it. */
async function acknowledgementsHere(home: Home): Promise<Acknowledgement[]> {
  if (!existsSync(home.ledger)) return [];
  return readingAnyLedger(home, acknowledgementsIn).catch(() => []);
}
