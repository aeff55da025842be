import {describe, expect, test} from "vitest";
import {parametersFrom} from "../../pipelines/ask/parameters.ts";
import {readKpiCatalog} from "../../pipelines/catalog/kpi-catalog.ts";
import {savedQueries, savedQuery, usualValues} from "../../pipelines/catalog/saved-queries.ts";
import type {Parameter, Warehouse} from "../../pipelines/engine/open.ts";
import {kaikaku} from "../run-cli.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

/** The office's saved questions on the city. */
export function savedQueryTests(home: () => string, release: () => Warehouse): void {
  describe("saved queries", () => {
    const queries = savedQueries(SAMPLE_CITY);

    test("are a dozen and more, each with a title, and every parameter explained", () => {
      expect(queries.length).toBeGreaterThanOrEqual(12);
      for (const {name, parameters, sql} of queries) {
        const used = new Set(
          [...sql.replace(/^--.*$/gm, "").matchAll(/\$(\w+)/g)].map(([, parameter]) => parameter),
        );
        expect([name, parameters.map((parameter) => parameter.name).sort()]).toEqual([
          name,
          [...used].sort(),
        ]);
      }
    });

    test.each(queries.map((query) => [query.name, query] as const))(
      "%s answers with its usual values",
      async (name, query) => {
        const {columns, rows} = await release().table(
          query.sql,
          parametersFrom(usualValues(query)) as Record<string, Parameter>,
        );
        expect(columns.length).toBeGreaterThan(1);
        for (const column of columns)
          expect(column.name).toMatch(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u);
        // The first release of a city revises nothing.
        expect([name, rows.length > 0]).toEqual([name, name !== "revisions"]);
      },
    );

    test("agree with the published relations", async () => {
      const answer = async (name: string, change: Record<string, Parameter> = {}) => {
        const query = savedQuery(SAMPLE_CITY, name);
        return release().rows(query.sql, {
          ...(parametersFrom(usualValues(query)) as Record<string, Parameter>),
          ...change,
        });
      };
      const history = await answer("indicator-history", {kpi: "overtime_over_480h"});
      const years = await release().rows(
        `select fiscal_year, sum(staff_count)::integer as staff_count from marts.fct_overtime_counts
       where threshold_hours = 480 and scope_id = 'programme' group by all order by all`,
      );
      expect(history.map((row) => [row.年度, row.値])).toEqual(
        years.map((row) => [row.fiscal_year, row.staff_count]),
      );
      for (const {fiscal_year, staff_count} of years) {
        const bureaus = await answer("overtime-over-480h-by-bureau", {fy: Number(fiscal_year)});
        expect(bureaus.reduce((sum, row) => sum + Number(row["480時間超（人）"]), 0)).toBe(staff_count);
      }
      expect(await answer("indicators-now")).toHaveLength(readKpiCatalog(SAMPLE_CITY).kpis.length);
    });

    test("are run by name, with the values given or the usual ones, which are told", () => {
      const ask = (args: string[]) =>
        kaikaku(home(), ["sql", "--query", "indicator-history", "--format", "json", ...args]);
      const usual = ask([]);
      expect(usual.stderr).toContain("kpi=limit_training_sessions で調べます");
      const paper = ask(["--param", "kpi=paper_sheets"]);
      expect([paper.status, paper.stderr]).toEqual([0, ""]);
      expect(new Set(JSON.parse(paper.stdout).map((row: {単位: string}) => row.単位))).toEqual(
        new Set(["千枚"]),
      );
      expect(kaikaku(home(), ["sql", "--query", "indicator-histroy"]).stderr).toContain(
        "近いもの: indicator-history",
      );
    });
  });
}
