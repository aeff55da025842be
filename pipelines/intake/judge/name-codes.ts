import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {BadCell} from "./bad-cells.ts";

/** Where the name of a bureau stands in a column of codes, the code of that name is told. */
export async function withCodesOfNames(
  ledger: Warehouse,
  {references = [], ...contract}: Contract,
  badCells: BadCell[],
): Promise<BadCell[]> {
  const columns = references.filter(({to}) => to === "bureau_code").map(({column}) => column);
  const headings = fieldsOf(contract)
    .filter(({name}) => columns.includes(name))
    .map(({meta}) => meta.headings[0]);
  if (!badCells.some(({heading, cell}) => headings.includes(heading) && /[^0-9]/.test(cell ?? "")))
    return badCells;
  const codes = await codesByName(ledger);
  return badCells.map((bad) => {
    const code = headings.includes(bad.heading) ? codes.get(bad.cell ?? "") : undefined;
    return code === undefined
      ? bad
      : {...bad, reason: `「${bad.cell}」は局区の名前です。この列には局区コード（${code}）を入れてください`};
  });
}

async function codesByName(ledger: Warehouse): Promise<Map<string, string>> {
  await ledger.run(statement("ledger.known_bureaus"));
  const bureaus = await ledger.rows(statement("ledger.bureaus_in_force"));
  return new Map(
    bureaus.flatMap(({bureau_code, bureau_name, other_names}) =>
      [String(bureau_name), ...String(other_names ?? "").split("、")].map((name): [string, string] => [
        name,
        String(bureau_code),
      ]),
    ),
  );
}
