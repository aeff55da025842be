import {basename} from "node:path";
import {fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {type FieldMeta, staffNumberIn} from "../../../schemas/fields.ts";
import {halfWidth} from "../../../schemas/read-value.ts";
import {contractsOf} from "../../catalog/contracts-of.ts";
import type {Home} from "../../installation/home.ts";
import {largestBytesOfAll} from "../judge/intake-limits.ts";
import {fingerprint, readableText, textHead} from "../read/decode.ts";
import {readTable} from "../read/read-table.ts";
import {readWorkbook} from "../read/read-workbook.ts";
import type {TextTable} from "../read/text-table.ts";
import {withScratch} from "../read/with-scratch.ts";

/** Where a staff number stands in a file; `places` only where the file is a table of a known kind. */
export interface Found {
  count: number;
  places: string[];
}

/**
 * Looks for a staff number in a file by the readers that load it, also in rows that were not accepted and in numbers that lost
 * their leading zeros; in a file that is no table of a known kind, for its six digits anywhere. UserError for a file that
 * cannot be read at all.
 */
export async function findNumber(home: Home, path: string, number: string): Promise<Found> {
  const bytes = fingerprint(path, largestBytesOfAll(home.city));
  return withScratch(home, async (scratchFile) => {
    try {
      const reading = {contracts: contractsOf(home.city), fileName: basename(path), answers: []};
      const table = readTable(path, bytes, {...reading, scratchFile});
      return await inTable(table, number);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return {count: timesIn(textOf(path, bytes, scratchFile), number), places: []};
    }
  });
}

async function inTable({contract, cells}: TextTable, number: string): Promise<Found> {
  const {texts, blocks, placeOf} = cells();
  const columns = fieldsOf(contract).flatMap(({meta}, index) =>
    meta.kind === "staff_number" ? [{index, meta}] : [],
  );
  const isHis = columns.map(({index, meta}) => judging(meta, texts[index]?.textAt ?? (() => ""), number));
  const found: Found = {count: 0, places: []};
  for await (const block of blocks)
    for (let row = 0; row < block.rowCount; row += 1) {
      const stands = columns.some(({index}, at) => isHis[at]?.(block.cells[index]?.[row] ?? 0));
      if (!stands) continue;
      found.count += 1;
      found.places.push(placeOf(block.lines[row] ?? 0));
    }
  return found;
}

/** Judges each distinct text once. */
function judging(
  meta: FieldMeta,
  textAt: (text: number) => string,
  wanted: string,
): (text: number) => boolean {
  const known = new Map<number, boolean>();
  return (text) => {
    const judged = known.get(text) ?? staffNumberIn(meta, textAt(text)) === wanted;
    known.set(text, judged);
    return judged;
  };
}

/** What is larger is no file that people typed, and its kind is known. */
const MOST_BYTES = 64 * 1024 * 1024;

function textOf(path: string, bytes: ReturnType<typeof fingerprint>, scratchFile: string): string {
  if (/^(504b0304|d0cf11e0)/.test(bytes.head.subarray(0, 4).toString("hex")))
    return readWorkbook(path)
      .flatMap(({rows}) => rows)
      .map((row) => row.join("\t"))
      .join("\n");
  if (bytes.byteCount > MOST_BYTES) throw new UserError("大きすぎて、表としても文字としても調べられません");
  return textHead(readableText(path, bytes, scratchFile), bytes.byteCount * 2);
}

function timesIn(text: string, number: string): number {
  return [...halfWidth(text).matchAll(new RegExp(`(?<![0-9])${number}(?![0-9])`, "g"))].length;
}
