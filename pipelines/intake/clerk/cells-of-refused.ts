import {fieldsOf} from "../../../schemas/contract.ts";
import {trimmed} from "../../../schemas/read-value.ts";
import {judgedFields} from "../../ledger/stored-columns.ts";
import {explainCell} from "../judge/explain-cell.ts";
import {cellAt, placeOf} from "../read/grid.ts";
import type {SheetToMend} from "./bureaus-of-rows.ts";
import type {QuarantinedCell} from "./mending-sheet.ts";

/**
 * The cells of a refused file's tables that its contract does not take, by Zod: no ledger has judged them. A number of staff is
 * not told.
 */
export function cellsOfRefused(sheets: SheetToMend[]): QuarantinedCell[] {
  return sheets.flatMap(({grid, match}) => {
    if (!match) return [];
    const {contract, layout, blocks, across, bodyRow} = match;
    const schemas = new Map(fieldsOf(contract).map(({name, schema}) => [name, schema]));
    const fields = new Map(judgedFields(contract).map((field) => [field.name, field]));
    const value = layout.kind === "list" ? "" : layout.valueField;
    const columns = [
      ...blocks.flatMap((block) => [...block].map(([name, {column}]) => ({name, column, behind: ""}))),
      ...across.map(({column, month}) => ({name: value, column, behind: `の${month}`})),
    ];
    const rows = [...grid.rows.keys()].filter(
      (row) => row >= bodyRow && columns.filter(({column}) => cellAt(grid, row, column) !== "").length > 1,
    );
    return rows.flatMap((row) =>
      columns.flatMap(({name, column, behind}) => {
        const field = fields.get(name);
        const cell = trimmed(cellAt(grid, row, column));
        const isBlankMonth = behind !== "" && cell === "";
        if (!field || isBlankMonth || schemas.get(name)?.safeParse(cell).success) return [];
        const isPersonal = field.meta.kind === "staff_number";
        const heading = field.meta.headings[0] ?? name;
        const reason = explainCell(field, isPersonal ? "*".repeat(cell.length) : cell);
        return [{place: `${placeOf(grid, row)}${behind}`, heading, cell: isPersonal ? null : cell, reason}];
      }),
    );
  });
}
