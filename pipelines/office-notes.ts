import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../schemas/errors.ts";
import {parseQuarter} from "../schemas/fiscal-time.ts";
import {nearest} from "./nearest.ts";
import type {RowsToInsert} from "./warehouse/insert-rows.ts";

export const OFFICE_NOTE_COLUMNS = {
  kpi_id: "varchar",
  fiscal_year: "integer",
  quarter: "integer",
  note: "varchar",
};

/** What fits beside a figure. */
const LONGEST = 200;

/**
 * The office's own words beside a figure: notes/R6Q2/<kpi_id>.md is printed on the indicator's page of that quarter's
 * scorecard. UserError for a folder that is no quarter, a file of no indicator, and a text that is too long to print.
 */
export function officeNotes(folder: string, kpiIds: string[]): RowsToInsert["rows"] {
  if (!existsSync(folder)) return [];
  const quarters = readdirSync(folder, {withFileTypes: true}).filter((entry) => entry.isDirectory());
  return quarters.flatMap(({name}) => {
    const {fiscalYear, quarter} = parseQuarter(name);
    const files = readdirSync(join(folder, name)).filter((file) => file.endsWith(".md"));
    return files.sort().map((file) => ({
      kpi_id: indicatorOf(file, name, kpiIds),
      fiscal_year: fiscalYear,
      quarter,
      note: noteText(join(folder, name, file), `${name}/${file}`),
    }));
  });
}

function indicatorOf(file: string, quarter: string, kpiIds: string[]): string {
  const kpiId = file.slice(0, -".md".length);
  if (kpiIds.includes(kpiId)) return kpiId;
  throw new UserError(
    `data/catalog/notes/${quarter}/${file}: 「${kpiId}」という指標はありません。近いもの: ${nearest(kpiId, kpiIds).join("、")}`,
  );
}

function noteText(path: string, name: string): string {
  const text = readFileSync(path, "utf8")
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n")
    .trim();
  const length = [...text.replace(/\s/gu, "")].length;
  if (length > 0 && length <= LONGEST) return text;
  const what = length === 0 ? "何も書かれていません" : `${length}字あります`;
  throw new UserError(`data/catalog/notes/${name}: ${what}。1字から${LONGEST}字までで書いてください。`);
}
