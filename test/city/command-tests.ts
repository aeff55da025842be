import {describe, expect, test} from "vitest";
import {z} from "zod";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import {kpiJsonRow} from "../../schemas/kpi-json.ts";
import {kaikaku} from "../run-cli.ts";
import {published} from "./published-table.ts";

/** What the commands print of a release. */
export function commandTests(home: () => string, release: () => Warehouse): void {
  describe("the commands on a release", () => {
    test("kpi --json gives both scopes of the 480-hour indicator as rows of the mart", () => {
      const {status, stdout} = kaikaku(home(), [
        "kpi",
        "--fy",
        "R2",
        "--kpi",
        "overtime_over_480h",
        "--json",
      ]);
      const rows = z.array(kpiJsonRow).parse(JSON.parse(stdout));
      const city = rows.filter((row) => row.period_kind === "year" && row.bureau_code === null);
      const oracle = published("indicators.csv").find(
        (row) => row.kpi_id === "overtime_over_480h" && row.fiscal_year === "2020",
      );
      const total = published("overtime-over-thresholds-by-group.csv").find(
        (row) =>
          row.fiscal_year === "2020" && row.threshold_hours === "480" && row.group_name === "全任命権者",
      );
      expect(status).toBe(0);
      expect(Object.fromEntries(city.map((row) => [row.scope_id, row.value]))).toEqual({
        programme: Number(oracle?.value),
        all_authorities: Number(total?.staff_count),
      });
    });

    test("kpi --json tells where the year will end as scoreboard --json does", () => {
      const told = (...words: string[]) =>
        JSON.parse(kaikaku(home(), [...words, "--period", "R6Q2", "--json"]).stdout);
      const board = new Map(told("scoreboard").map((score: {kpi_id: string}) => [score.kpi_id, score]));
      const city = told("kpi").filter(
        ({bureau_code, scope_id, kpi_id}: Record<string, string | null>) =>
          bureau_code === null && scope_id === (board.get(kpi_id) as {scope_id: string}).scope_id,
      );
      const judged = city.filter(({year_end}: {year_end: object | null}) => year_end !== null);
      expect(judged.length).toBeGreaterThan(8);
      for (const {kpi_id, year_end} of judged) expect(board.get(kpi_id)).toMatchObject(year_end);
      const others = told("kpi").filter(
        ({bureau_code}: {bureau_code: string | null}) => bureau_code !== null,
      );
      expect(others.every(({year_end}: {year_end: object | null}) => year_end === null)).toBe(true);
    });

    test("sql answers a SELECT as table, CSV and JSON", () => {
      const sql =
        "select fiscal_year, sum(staff_count)::integer as people from marts.fct_overtime_counts where scope_id = 'all_authorities' and threshold_hours = 1000 group by 1 order by 1";
      expect(kaikaku(home(), ["sql", sql]).stdout).toMatch(/fiscal_year {2}people/);
      expect(kaikaku(home(), ["sql", "--format", "csv"], sql).stdout.split("\r\n")[0]).toBe(
        "fiscal_year,people",
      );
      expect(JSON.parse(kaikaku(home(), ["sql", sql, "--format", "json"]).stdout)).toHaveLength(8);
    });

    test.each([
      ["a statement that changes data", "drop table marts.dim_kpis", "読むだけの文"],
      ["two statements", "select 1; select 2", "1回に1つだけ"],
      ["a file of the machine", "select * from read_csv('/etc/passwd')", "「read_csv」は使えません"],
      ["a setting", "set enable_external_access = true", "読むだけの文"],
      [
        "an unknown relation",
        "select * from marts.nothing",
        "「marts.nothing」という関係（表）は公開版にありません",
      ],
    ])("sql refuses %s with a message and exit code 1", (_, sql, message) => {
      const {status, stdout, stderr} = kaikaku(home(), ["sql", sql]);
      expect([status, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/^エラー {2}/);
      expect(stderr).toContain(message);
    });

    test("scorecard of a quarter without data names the quarters there are", () => {
      const {status, stderr} = kaikaku(home(), ["scorecard", "--period", "R9Q1"]);
      expect(status).toBe(1);
      expect(stderr).toContain("R9Q1");
      expect(stderr).toContain("R6Q2");
    });

    test("kpi refuses an unknown indicator and lists the known ones", () => {
      const {status, stderr} = kaikaku(home(), ["kpi", "--kpi", "overtime"]);
      expect(status).toBe(1);
      expect(stderr).toContain("overtime_over_480h");
    });
  });

  describe("the scoreboard of every quarter", () => {
    test("has all indicators; those whose base year is still running are unknown, without a base", async () => {
      const short = await release().rows(
        `select as_of_date, count(*)::integer as rows from marts.fct_scoreboard
         group by all having rows <> (select count(*) from marts.dim_kpis)`,
      );
      expect(short).toEqual([]);
      const early = await release().rows(
        `select count(*)::integer as rows from marts.fct_scoreboard
       where as_of_fiscal_year <= base_fiscal_year
         and (status <> 'unknown' or base_value is not null or progress_share is not null)`,
      );
      expect(early).toEqual([{rows: 0}]);
    });

    test("says why a status is unknown", () => {
      const {stdout} = kaikaku(home(), ["scoreboard", "--period", "R3Q1"]);
      const board = JSON.parse(kaikaku(home(), ["scoreboard", "--period", "R3Q1", "--json"]).stdout) as {
        status: string;
        base_fiscal_year: number;
      }[];
      const waiting = board.filter(({base_fiscal_year}) => base_fiscal_year === 2021);
      expect(waiting.map(({status}) => status)).toEqual(waiting.map(() => "unknown"));
      expect(stdout.match(/不明　.+：基準年度（R3）の翌年度から評価する/g)).toHaveLength(waiting.length);
      expect(waiting.length).toBeGreaterThan(0);
    });
  });
}
