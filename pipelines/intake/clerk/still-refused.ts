import type {PeriodInParts, RefusedFile} from "../../../schemas/intake-status.ts";
import {folderTime} from "../../../schemas/japanese-day.ts";

interface TakenFile {
  file_name: string;
  /** ISO, UTC. */
  received_at: string;
}

/**
 * Files that may be mended ones. Where parts of their period are still missing, the refused file of the same name may be
 * that of the section which is missing: it is not taken for mended.
 */
export function mendingFiles(taken: TakenFile[], inParts: Pick<PeriodInParts, "file_names">[]): TakenFile[] {
  const ofParts = new Set(inParts.flatMap(({file_names}) => file_names));
  return taken.filter(({file_name}) => !ofParts.has(file_name));
}

/** Refused files in whose place no mended one has come since. */
export function stillRefused(refused: RefusedFile[], taken: TakenFile[]): RefusedFile[] {
  const last = new Map<string, string>();
  for (const {file_name, received_at} of taken) {
    const [name, time] = [plainName(file_name), folderTime(new Date(received_at))];
    if (time >= (last.get(name) ?? "")) last.set(name, time);
  }
  return refused.filter(({file}) => {
    const [, time = "", name = ""] = PUT_ASIDE.exec(file) ?? [];
    return time === "" || (last.get(plainName(name)) ?? "") < time;
  });
}

/** "2025-06-10T093000_…", see putAside. */
const PUT_ASIDE = /^(\d{4}-\d{2}-\d{2}T\d{6})_(.*)$/s;

const MENDED = "(?:修正|訂正|再提出|再送|差し?替え?|直し|コピー|copy|最終|new)(?:版|用|後|分|済み?)?";
const MENDED_ENDING = new RegExp(
  `[\\s_・-]*(?:${MENDED}|\\((?:\\d|${MENDED})\\)|v\\d|(?<=[^\\d\\s])\\s+\\d)$`,
);
const MENDED_BEGINNING = new RegExp(`^(?:${MENDED}|\\(${MENDED}\\))[\\s_・-]*`);

/** The name without ending, and without what people add to that of a file they have mended; months and numbers stay. */
function plainName(name: string): string {
  let plain = name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[【［[〔]/g, "(")
    .replace(/[】］\]〕]/g, ")")
    .trim();
  plain = plain.replace(/\.[a-z]{2,5}$/, "");
  for (let before = ""; before !== plain; ) {
    before = plain;
    plain = plain.replace(MENDED_ENDING, "").replace(MENDED_BEGINNING, "");
  }
  return plain;
}
