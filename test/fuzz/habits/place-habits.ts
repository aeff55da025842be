import type {Random} from "../../../sample/random.ts";
import {type Draft, putAt, UNNAMED, widthOf} from "./draft.ts";

/** Places around a table where a text may stand. */
const PLACES: Record<string, (draft: Draft, text: string, random: Random) => void> = {
  title: (draft, text) => {
    draft.titleEnd = `${draft.titleEnd}${text}`;
  },
  above: (draft, text) => {
    draft.above.push([text]);
  },
  "above-right": (draft, text) => {
    const row = draft.above.length > 0 && draft.above.at(-1)?.length === 1 ? (draft.above.at(-1) ?? []) : [];
    if (row.length === 0) draft.above.push(row);
    putAt(row, Math.max(1, widthOf(draft) - 1), text);
  },
  below: (draft, text, random) => {
    if (random.chance(0.4)) draft.below.push([]);
    draft.below.push([text]);
  },
  "below-right": (draft, text) => {
    const row: Draft["below"][number] = [];
    putAt(row, Math.max(1, widthOf(draft) - 1), text);
    draft.below.push(row);
  },
  beside: (draft, text, random) => {
    const width = widthOf(draft);
    putAt(random.pick(draft.body).cells, width + random.below(2), text);
  },
  "beside-headings": (draft, text) => {
    const width = widthOf(draft);
    putAt(draft.headings.at(-1) ?? [], width, text);
  },
  "sheet-name": (draft, text, random) => {
    const before = draft.sheetName === UNNAMED ? random.pick(["", "集計", "Sheet1 "]) : draft.sheetName;
    draft.sheetName = `${before}${text}`.replace(/[[\]:*?/\\]/g, "").slice(0, 31);
  },
  "file-name": (draft, text) => {
    draft.fileName = `${draft.fileName}${text.replace(/[/:*?<>|\\]/g, "")}`;
  },
};

export const AROUND = Object.keys(PLACES);
/** Where notes of any length may stand. */
export const IN_CELLS = AROUND.filter((place) => !place.endsWith("-name"));

export function put(draft: Draft, place: string, text: string, random: Random): void {
  PLACES[place]?.(draft, text, random);
}

/** Where a text speaks of the whole table; as a heading it would speak of its own column. */
export const OF_THE_TABLE = AROUND.filter((place) => place !== "beside-headings");
