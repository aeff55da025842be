import {isDayOfRecord, missingRosterNote} from "../../schemas/disability-day.ts";
import {fiscalYearCode} from "../../schemas/fiscal-time.ts";
import {seriesCode} from "../../schemas/series-code.ts";
import {type DocumentTable, heading, label, numberCell} from "../values/document-table.ts";
import {formatYear} from "../values/format.ts";
import {figureCell, kpiOf} from "./kpi-series.ts";
import type {Packet} from "./read-packet.ts";
import {type Block, tableBlock} from "./slide.ts";

/** Legal rate beside the city's, on the day of record. */
export function legalRateBlocks(packet: Packet, kpiId: string): Block[] {
  const kpi = kpiOf(packet, kpiId);
  const rows = packet.rows["marts.fct_disability_rate"].filter(
    ({fiscal_year, as_of_date}) => packet.years.includes(fiscal_year) && isDayOfRecord(as_of_date),
  );
  if (rows.length === 0) return [];
  const valueIn = (year: number) =>
    packet.values.find(
      (row) => row.kpi_id === kpi.kpi_id && row.fiscal_year === year && row.bureau_code === null,
    );
  const table: DocumentTable = {
    id: "disability-legal-rate",
    caption: "法定雇用率との比較（6月1日現在）",
    head: [
      [
        heading("年度"),
        heading("実雇用率", {isNumber: true}),
        heading("法定雇用率", {isNumber: true}),
        heading("不足数", {isNumber: true}),
      ],
    ],
    rows: rows.map(({fiscal_year, legal_rate, shortage}) => ({
      kind: "row",
      cells: [
        label(formatYear(fiscal_year)),
        figureCell(valueIn(fiscal_year), kpi, {unit: "%"}),
        numberCell(legal_rate, {
          decimals: 1,
          unit: "%",
          figureCode: seriesCode("disability_rate", [fiscalYearCode(fiscal_year), "legal"]),
        }),
        numberCell(shortage, {
          decimals: shortage !== null && Number.isInteger(shortage) ? 0 : 1,
          unit: "人",
          figureCode: seriesCode("disability_rate", [fiscalYearCode(fiscal_year), "shortage"]),
        }),
      ],
    })),
    notes: [
      "※市の全任命権者を一つの機関として計算した率。",
      ...rows.flatMap((row) => missingRosterNote(row) ?? []).map((note) => `※${note}`),
    ],
  };
  return [tableBlock(table)];
}
