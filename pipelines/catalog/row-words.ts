import {fiscalYearName, japaneseDate} from "../../schemas/fiscal-time.ts";
import {periodName} from "../../schemas/period-name.ts";
import type {Cell, Row, Warehouse} from "../engine/open.ts";
import {type Descriptions, readDescriptions} from "./descriptions.ts";
import {statement} from "./sql-files.ts";

/** A row of a relation for people: column headings and values in words. */
export async function rowWords(
  warehouse: Warehouse,
  {relation, city}: {relation: string; city: string},
): Promise<(row: Row) => Record<string, string>> {
  const words = readDescriptions(city);
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
  const rows = await warehouse.rows(statement("releases.names_of_codes"));
  const byColumn = Map.groupBy(rows, ({column}) => String(column));
  return new Map(
    [...byColumn].map(([column, codes]) => [
      column,
      new Map(codes.map(({code, name}) => [String(code), String(name)])),
    ]),
  );
}

/** The dictionary's meaning without what it says besides: 局区コード（空欄は市全体） → 局区コード. */
function headingOf(words: Descriptions, relation: string, column: string): string {
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
