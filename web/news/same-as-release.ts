import {formatValue, tellingDecimals} from "../../reports/values/format.ts";
import type {FigureMove} from "../../schemas/explanation.ts";
import type {FigureId} from "../../schemas/figure-code.ts";
import {fiscalYearCode} from "../../schemas/fiscal-time.ts";
import {kpiJsonRow} from "../../schemas/kpi-json.ts";
import {parsed} from "../tasks/parsed.ts";
import type {Ran} from "../tasks/run-command.ts";
import type {Told} from "./letter-for.ts";

/**
 * Reads the release's own figures again, by another road than the comparison that a letter was written from, and tells which codes of
 * a letter say something else. What cannot be read again counts as something else.
 */
export async function readAgain(
  moved: FigureMove[],
  {release, ask}: {release: string; ask(words: string[]): Promise<Ran>},
): Promise<(told: Told) => string[]> {
  const years = [...new Set(moved.map(({fiscal_year}) => fiscal_year))];
  const values = new Map<string, number | null>();
  for (const year of years) {
    const {output} = await ask(["kpi", "--json", `--fy=${fiscalYearCode(year)}`, `--release=${release}`]);
    const rows = kpiJsonRow.array().safeParse(parsed(output));
    for (const row of rows.data ?? []) values.set(nameOf(row), row.value);
  }
  const again = new Map(moved.map((move) => [move.figure, textOf(move, values.get(nameOf(move)))]));
  return ({lines}) => lines.filter(({code, to}) => again.get(code) !== to).map(({code}) => code);
}

function textOf({from_value, to_value, decimals}: FigureMove, value: number | null | undefined) {
  if (value === undefined) return undefined;
  return formatValue(value, tellingDecimals(from_value, to_value, decimals));
}

function nameOf({kpi_id, fiscal_year, period_kind, period_end, scope_id, bureau_code}: FigureId): string {
  return JSON.stringify([kpi_id, fiscal_year, period_kind, period_end, scope_id, bureau_code]);
}
