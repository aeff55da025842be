import {type Contract, fieldsOf, type Reference} from "../../../schemas/contract.ts";
import {type FieldMeta, staffNumberIn} from "../../../schemas/fields.ts";
import {halfWidth, trimmed} from "../../../schemas/read-value.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {Home} from "../../installation/home.ts";
import {keyMark, staffKeySecret} from "../../installation/staff-key-secret.ts";
import {staffKey} from "../judge/staff-key.ts";
import type {TableMatch} from "../read/find-table.ts";
import {cellAt, type Grid, plain} from "../read/grid.ts";

/** A sheet of a file with its table, where it has one. */
export interface SheetToMend {
  grid: Grid;
  match: TableMatch | undefined;
}

/** Name of the bureau that each row of a sheet's table is of; nothing for a row of nobody known. */
export type BureauOfRow = (grid: Grid, row: number) => string | undefined;

/**
 * Whose each row is: by the bureau that it names, else by the bureau in which the last roster has its person. Nobody's where the
 * lists for that are not in force, and in tables that stand side by side, whose rows may be of two.
 */
export async function bureausOfRows(
  ledger: Warehouse,
  home: Home,
  sheets: SheetToMend[],
): Promise<BureauOfRow> {
  const contract = sheets.find(({match}) => match)?.match?.contract;
  const reference = contract && referenceToGoBy(contract);
  if (!contract || !reference || sheets.some(({match}) => (match?.blocks.length ?? 1) > 1))
    return () => undefined;
  const textOf = textsOf(sheets, contract, reference);
  const texts = sheets.flatMap(({grid}) => grid.rows.map((_, row) => textOf(grid, row)));
  const meta = metaOf(contract, reference);
  const names = await namesByText(ledger, {home, reference, meta, texts: [...new Set(texts)]});
  return (grid, row) => names.get(textOf(grid, row));
}

const ORDER: Reference["to"][] = ["bureau_code", "bureau_name", "staff_number"];

function referenceToGoBy({references = []}: Contract): Reference | undefined {
  return references.toSorted((one, other) => ORDER.indexOf(one.to) - ORDER.indexOf(other.to))[0];
}

function metaOf(contract: Contract, {column}: Reference): FieldMeta {
  const field = fieldsOf(contract).find(({name}) => name === column);
  if (!field) throw new Error(`${contract.source} has no ${column}`);
  return field.meta;
}

/** What stands in the column that is gone by, row by row; "" outside the table. */
function textsOf(
  sheets: SheetToMend[],
  contract: Contract,
  {column}: Reference,
): (grid: Grid, row: number) => string {
  const field = fieldsOf(contract).find(({name}) => name === column)?.name ?? "";
  const places = new Map(
    sheets.map(({grid, match}) => [grid, {at: match?.blocks[0]?.get(field)?.column, match}]),
  );
  return (grid, row) => {
    const {at, match} = places.get(grid) ?? {};
    return match && row >= match.bodyRow ? trimmed(cellAt(grid, row, at)) : "";
  };
}

interface Texts {
  home: Home;
  reference: Reference;
  /** Of the column that is gone by. */
  meta: FieldMeta;
  texts: string[];
}

/** Text of the column → name of the bureau. */
async function namesByText(
  ledger: Warehouse,
  {home, reference, meta, texts}: Texts,
): Promise<Map<string, string>> {
  const bureaus = await ledger.rows(statement("ledger.bureaus_by_list"));
  const byCode = new Map(
    bureaus.map(({bureau_code, bureau_name}) => [String(bureau_code), String(bureau_name)]),
  );
  if (reference.to === "staff_number") return namesByPerson(ledger, {home, meta, texts, byCode});
  const byText = new Map(
    bureaus.flatMap(({bureau_code, bureau_name, other_names}) =>
      reference.to === "bureau_code"
        ? [[String(bureau_code), String(bureau_name)] as const]
        : [String(bureau_name), ...String(other_names ?? "").split("、")].map(
            (name) => [plain(name), String(bureau_name)] as const,
          ),
    ),
  );
  return new Map(
    texts.flatMap((text) => {
      const name = byText.get(reference.to === "bureau_code" ? halfWidth(text) : plain(text));
      return text === "" || name === undefined ? [] : [[text, name] as const];
    }),
  );
}

async function namesByPerson(
  ledger: Warehouse,
  {home, meta, texts, byCode}: Omit<Texts, "reference"> & {byCode: Map<string, string>},
): Promise<Map<string, string>> {
  if (keyMark(home) === null) return new Map();
  const secret = staffKeySecret(home);
  const keys = new Map(
    texts.flatMap((text) => {
      const number = staffNumberIn(meta, text);
      return number === undefined ? [] : [[text, String(staffKey(number, secret))] as const];
    }),
  );
  await ledger.run(statement("ledger.known_staff"));
  const rows = await ledger.rows(statement("ledger.bureaus_of_people"), {
    staff_keys: JSON.stringify([...new Set(keys.values())]),
  });
  const codes = new Map(rows.map(({staff_key, bureau_code}) => [String(staff_key), String(bureau_code)]));
  return new Map(
    [...keys].flatMap(([text, key]) => {
      const name = byCode.get(codes.get(key) ?? "");
      return name === undefined ? [] : [[text, name] as const];
    }),
  );
}
