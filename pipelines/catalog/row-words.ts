import {fiscalYearName, japaneseDate} from "../../schemas/fiscal-time.ts";
import {periodName} from "../../schemas/period-name.ts";
import type {Cell, Row, Warehouse} from "../engine/open.ts";
import {readWords, type Words} from "./descriptions.ts";

/** Where the names of the codes in a column stand: column → table, code and name. */
const NAMED: Record<string, {table: string; code: string; name: string}> = {
  kpi_id: {table: "catalog.kpis", code: "kpi_id", name: "short_name"},
  scope_id: {table: "catalog.overtime_scopes", code: "scope_id", name: "scope_name"},
  rule_id: {table: "catalog.overtime_rules", code: "rule_id", name: "rule_name"},
  bureau_code: {
    table: "staging.stg_bureaus",
    code: "bureau_code",
    name: "bureau_code || '（' || bureau_name || '）'",
  },
};

/** A row of a relation for people: column headings and values in words. */
export async function rowWords(
  warehouse: Warehouse,
  relation: string,
): Promise<(row: Row) => Record<string, string>> {
  const words = readWords();
  const names = await namesOfCodes(warehouse);
  return (row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, cell]) => [
        headingOf(words, relation, column),
        names.get(column)?.get(String(cell)) ?? words.values(column)[String(cell)] ?? cellText(column, cell),
      ]),
    );
}

async function namesOfCodes(warehouse: Warehouse): Promise<Map<string, Map<string, string>>> {
  const found = new Map<string, Map<string, string>>();
  for (const [column, {table, code, name}] of Object.entries(NAMED)) {
    const rows = await warehouse.rows(`select ${code} as code, ${name} as name from ${table}`);
    found.set(column, new Map(rows.map((row) => [String(row.code), String(row.name)])));
  }
  return found;
}

/** The dictionary's meaning without what it says besides: 局区コード（空欄は市全体） → 局区コード. */
function headingOf(words: Words, relation: string, column: string): string {
  const meaning = words.column(relation, column) ?? column;
  return meaning.replace(/[（、].*$/, "").replace(/(の初日|の記号)$/, "");
}

function cellText(column: string, cell: Cell): string {
  if (cell === null) return "－";
  if (column === "month") return periodName(1, String(cell));
  if (column === "fiscal_year") return fiscalYearName(Number(cell));
  if (typeof cell === "number") return Number(cell.toPrecision(9)).toLocaleString("ja-JP");
  return /^\d{4}-\d{2}-\d{2}$/.test(String(cell)) ? japaneseDate(String(cell)) : String(cell);
}
