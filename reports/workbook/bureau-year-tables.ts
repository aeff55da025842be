import {figureCode} from "../../schemas/figure-code.ts";
import {yearLabel} from "../../schemas/year-words.ts";
import type {Indicator, Scorecard} from "../scorecard/read-scorecard.ts";
import {type DocumentTable, heading, label, numberCell, textCell} from "../values/document-table.ts";
import type {Body} from "../values/read-body.ts";

/** All bureaus by year, a table per indicator that may be shown by bureau; the city in the last row. */
export function bureauYearTables({indicators, body}: Scorecard): DocumentTable[] {
  return indicators
    .filter(({bureauYears}) => bureauYears.length > 0)
    .map((indicator) => bureauYearTable(indicator, body));
}

function bureauYearTable({kpi, years: city, bureauYears}: Indicator, {whole}: Body): DocumentTable {
  const years = city.map(({fiscal_year}) => fiscal_year);
  const valueIn = (rows: Indicator["years"], year: number) => {
    const row = rows.find(({fiscal_year}) => fiscal_year === year);
    if (!row) return textCell("");
    const isWithheld = row.observation_status === "withheld";
    return numberCell(row.value, {
      decimals: kpi.decimals,
      isWithheld,
      figureCode: figureCode(row, kpi.scope_id),
    });
  };
  const bureaus = Map.groupBy(bureauYears, ({bureau_code}) => bureau_code ?? "");
  return {
    id: `${kpi.kpi_id.replaceAll("_", "-")}-all-bureaus`,
    caption: `${kpi.kpi_name}　局区別（${kpi.unit}）`,
    head: [
      [
        heading("局区"),
        heading("局区コード"),
        ...years.map((year) => heading(yearLabel(kpi, year), {isNumber: true})),
      ],
    ],
    rows: [
      ...[...bureaus].sort(byCode).map(([code, rows]) => ({
        kind: "row" as const,
        cells: [
          label(rows[0]?.bureau_name ?? code),
          textCell(code),
          ...years.map((year) => valueIn(rows, year)),
        ],
      })),
      {
        kind: "total",
        cells: [label(whole), textCell(""), ...years.map((year) => valueIn(city, year))],
      },
    ],
    notes: [kpi.as_of_rule],
  };
}

function byCode([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}
