import {readdirSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import type {Row, Warehouse} from "../../pipelines/engine/open.ts";
import {roundHalfUp} from "../../schemas/number-text.ts";
import {published} from "./published-table.ts";

/** The release against the published tables. */
export function computedFiguresTests(release: () => Warehouse): void {
  describe("computed figures equal the published ones", () => {
    const indicators = published("indicators.csv");

    test("the indicators of this release that were published, at their decimals", async () => {
      const kpis = new Map((await release().rows("from marts.dim_kpis")).map((kpi) => [kpi.kpi_id, kpi]));
      const values = await release().rows(
        `from marts.fct_kpi_values where period_kind = 'year' and bureau_code is null and scope_id = 'programme'`,
      );
      const compared = indicators.filter(({kpi_id = ""}) => kpis.has(kpi_id));
      const computed = compared.map(({kpi_id, fiscal_year}) => {
        const row = values.find(
          (value) => value.kpi_id === kpi_id && value.fiscal_year === Number(fiscal_year),
        );
        const decimals = Number(kpis.get(kpi_id ?? "")?.decimals);
        return {kpi_id, fiscal_year, value: roundHalfUp(Number(row?.value), decimals)};
      });
      expect(computed).toEqual(
        compared.map(({kpi_id, fiscal_year, value}) => ({kpi_id, fiscal_year, value: Number(value)})),
      );
      const withBase = [...kpis.values()].filter(({base_value}) => base_value !== null);
      expect(compared.map(({kpi_id}) => kpi_id)).toEqual(
        expect.arrayContaining(withBase.map(({kpi_id}) => kpi_id)),
      );
    });

    test("every base value of the programme, for its year", async () => {
      const rows = await release().rows(
        `select kpi_id, base_value, decimals, value from marts.dim_kpis
       left join marts.fct_kpi_values using (kpi_id, scope_id)
       where base_value is not null and period_kind = 'year' and bureau_code is null and fiscal_year = base_fiscal_year`,
      );
      const kpis = await release().rows("select kpi_id from marts.dim_kpis where base_value is not null");
      expect(rows.map(({kpi_id}) => kpi_id).sort()).toEqual(kpis.map(({kpi_id}) => kpi_id).sort());
      for (const {kpi_id, base_value, decimals, value} of rows)
        expect([kpi_id, roundHalfUp(Number(value), Number(decimals))]).toEqual([kpi_id, base_value]);
    });

    test("every published figure that can be computed is equal; none is left unexplained", async () => {
      const verdicts = await release().rows(
        "select verdict, count(*)::integer as figures from marts.fct_reconciliation group by verdict order by verdict",
      );
      expect(verdicts.map(({verdict}) => verdict)).toEqual(["equal", "not_computed"]);
      expect(Number(verdicts[0]?.figures)).toBeGreaterThan(330);
      const files = readdirSync(join(import.meta.dirname, "../../data/cities/kawasaki/published"));
      const printed = files.reduce((sum, file) => sum + published(file).length, 0);
      expect(Number(verdicts[0]?.figures) + Number(verdicts[1]?.figures)).toBe(printed);
    });

    test("people over 480 hours: every bureau and year of the published table", async () => {
      const cells = published("overtime-over-480h-by-bureau.csv");
      const rows = await release().rows(
        `select counts.fiscal_year, bureaus.bureau_name, counts.staff_count
       from marts.fct_overtime_counts as counts
       inner join marts.dim_bureaus as bureaus using (bureau_code)
       where scope_id = 'all_authorities' and threshold_hours = 480`,
      );
      const computed = new Map(rows.map((row) => [`${row.fiscal_year} ${row.bureau_name}`, row.staff_count]));
      expect(cells.length).toBe(174);
      for (const cell of cells)
        expect([cell.bureau_name, computed.get(`${cell.fiscal_year} ${cell.bureau_name}`)]).toEqual([
          cell.bureau_name,
          Number(cell.staff_count),
        ]);
    });

    test("people over 480 and 1000 hours by appointing authority, and city totals", async () => {
      const rows = await release().rows(
        `select fiscal_year, threshold_hours, bureaus.appointing_authority_group as group_name,
         sum(staff_count)::integer as staff_count
       from marts.fct_overtime_counts inner join marts.dim_bureaus as bureaus using (bureau_code)
       where scope_id = 'all_authorities'
       group by grouping sets ((1, 2), (1, 2, 3))`,
      );
      const key = (row: Row) => `${row.fiscal_year} ${row.threshold_hours} ${row.group_name ?? "全任命権者"}`;
      const computed = new Map(rows.map((row) => [key(row), row.staff_count]));
      for (const cell of published("overtime-over-thresholds-by-group.csv"))
        expect([cell.group_name, cell.fiscal_year, computed.get(key(cell))]).toEqual([
          cell.group_name,
          cell.fiscal_year,
          Number(cell.staff_count),
        ]);
    });

    test("mean yearly hours with and without disaster and election work", async () => {
      const means = await release().rows("from marts.fct_overtime_means");
      const mean = (year: number, cause: string) =>
        Number(means.find((row) => row.fiscal_year === year && row.cause_set === cause)?.mean_hours);
      const measures: Record<string, (year: number) => number> = {
        mean_hours_without_disaster_election: (year) => mean(year, "without_disaster_election"),
        mean_hours_increase: (year) => mean(year, "all") - mean(year - 1, "all"),
        mean_hours_increase_percent: (year) =>
          (100 * (mean(year, "all") - mean(year - 1, "all"))) / mean(year - 1, "all"),
      };
      const compared = published("overtime-means.csv").filter(({measure = ""}) => measure in measures);
      expect(compared.length).toBeGreaterThanOrEqual(4);
      for (const {measure = "", fiscal_year, value} of compared)
        expect([measure, roundHalfUp(measures[measure]?.(Number(fiscal_year)) ?? Number.NaN, 1)]).toEqual([
          measure,
          Number(value),
        ]);
    });
  });

  describe("overtime limits", () => {
    const total = async (where: string) => {
      const [row] = await release().rows(
        `select sum(staff_count)::integer as people from marts.fct_overtime_limits where month is null and ${where}`,
      );
      return row?.people;
    };

    test("206 people of the programme were over the yearly 720 hours of R2", async () => {
      const where = "fiscal_year = 2020 and scope_id = 'programme'";
      expect(await total(`${where} and rule_id = 'personnel_commission_year_720'`)).toBe(206);
    });

    test("counts of the yearly report are the same in both marts", async () => {
      const differing = await release().rows(
        `select counts.* from marts.fct_overtime_counts as counts
       left join marts.fct_overtime_limits as limits
         on limits.rule_id = 'report_' || counts.threshold_hours and limits.month is null
         and limits.fiscal_year = counts.fiscal_year and limits.scope_id = counts.scope_id
         and limits.bureau_code = counts.bureau_code
       where limits.staff_count is distinct from counts.staff_count`,
      );
      expect(differing).toEqual([]);
    });

    test("every mean over 80 hours has a month over 70, every one to be analysed is over some limit", async () => {
      const [due] = await release().rows(
        "select sum(staff_count)::integer as people from marts.fct_overtime_analysis_due where fiscal_year = 2020",
      );
      const analysis = "fiscal_year = 2020 and rule_id like 'analysis%'";
      const months = Number(await total(`${analysis} and rule_id = 'analysis_month_70'`));
      expect(await total(`${analysis} and rule_id = 'analysis_mean_80'`)).toBeLessThan(months);
      expect(Number(due?.people)).toBeGreaterThanOrEqual(
        Number(await total(`${analysis} and rule_id = 'analysis_year_480'`)),
      );
      expect(Number(due?.people)).toBeLessThanOrEqual(Number(await total(analysis)));
    });

    test("disability employment is there for the city only, at the published rate", async () => {
      const [row] = await release().rows("from marts.fct_disability_rate where fiscal_year = 2020");
      const oracle = published("indicators.csv").find(
        (cell) => cell.kpi_id === "disability_employment_rate" && cell.fiscal_year === "2020",
      );
      expect(roundHalfUp(Number(row?.rate), 2)).toBe(Number(oracle?.value));
      expect([row?.legal_rate, row?.shortage]).toEqual([2.5, 0]);
    });
  });
}
