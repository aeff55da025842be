import {fiscalYearCode} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {seriesCode} from "../../schemas/series-code.ts";
import {type DocumentTable, heading, label, type NumberCell, numberCell} from "../values/document-table.ts";
import {formatYear} from "../values/format.ts";
import type {Packet} from "./read-packet.ts";
import {type Block, emptyBlock, tableBlock} from "./slide.ts";

/** Sessions and people of some trainings in the packet's year and those before, as far as they are known. */
export function trainingBlocks(
  packet: Packet,
  {id, caption, names}: {id: string; caption: string; names: string[]},
): Block[] {
  const rows = packet.rows["marts.fct_trainings"];
  const years = packet.years.filter((year) => rows.some(({fiscal_year}) => fiscal_year === year)).slice(-3);
  if (years.length === 0) return [emptyBlock("研修の受講者の記録は、この年度までにありません。")];
  const find = (name: string, year: number): MartRow<"marts.fct_trainings"> | undefined =>
    rows.find((row) => row.training_name === name && row.fiscal_year === year);
  const table: DocumentTable = {
    id,
    caption,
    head: [
      [
        heading("研修", {rows: 2}),
        ...years.map((year) => heading(`${formatYear(year)}年度`, {columns: 2, isNumber: true})),
      ],
      years.flatMap(() => [heading("回数", {isNumber: true}), heading("受講者", {isNumber: true})]),
    ],
    rows: names.map((name) => ({
      kind: "row",
      cells: [
        label(name),
        ...years.flatMap((year) => [
          trainingCell(find(name, year), "sessions"),
          trainingCell(find(name, year), "attendance"),
        ]),
      ],
    })),
    notes: [],
  };
  return [tableBlock(table)];
}

function trainingCell(
  row: MartRow<"marts.fct_trainings"> | undefined,
  measure: "sessions" | "attendance",
): NumberCell {
  if (!row) return numberCell(null);
  const {fiscal_year, training_name, session_count, attendance} = row;
  const figureCode = seriesCode("trainings", [fiscalYearCode(fiscal_year), training_name, measure]);
  return measure === "sessions"
    ? numberCell(session_count, {unit: "回", figureCode})
    : numberCell(attendance, {unit: "名", figureCode});
}
