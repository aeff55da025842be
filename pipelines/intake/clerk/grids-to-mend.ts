import {join} from "node:path";
import {UserError} from "../../../schemas/errors.ts";
import {contractsOf} from "../../catalog/contracts-of.ts";
import {scratchFolder} from "../../installation/half-written.ts";
import type {Home} from "../../installation/home.ts";
import {whyNotReadable} from "../../installation/plain-file.ts";
import {largestBytesOfAll} from "../judge/intake-limits.ts";
import {fingerprint, readableText} from "../read/decode.ts";
import {findTable} from "../read/find-table.ts";
import type {Grid} from "../read/grid.ts";
import {MAX_GRID_BYTES, readBrokenTextGrid} from "../read/read-text-grid.ts";
import {readWorkbook} from "../read/read-workbook.ts";

/** Beyond this a clerk mends the system that wrote the file, not the file. */
export const MOST_MENDED_ROWS = 100_000;

/**
 * A file that was sent as cells; none for a text file that is too large to be mended by hand. UserError for a file that may not
 * be read, or is larger than any that is loaded.
 */
export function gridsToMend(home: Home, path: string): Grid[] {
  const why = whyNotReadable(path);
  if (why !== undefined) throw new UserError(why);
  const bytes = fingerprint(path, largestBytesOfAll(home.city));
  if (/^(504b0304|d0cf11e0)/.test(bytes.head.subarray(0, 4).toString("hex"))) return readWorkbook(path);
  if (bytes.byteCount > MAX_GRID_BYTES) return [];
  const scratch = scratchFolder(home);
  try {
    const text = readableText(path, bytes, join(scratch.path, "text.csv"));
    const grids = [",", "\t"].map((delimiter) => readBrokenTextGrid(text, delimiter));
    const contracts = contractsOf(home.city);
    return [grids.find((grid) => findTable(grid, contracts)) ?? grids[0]].filter(
      (grid) => grid !== undefined,
    );
  } finally {
    scratch.remove();
  }
}
