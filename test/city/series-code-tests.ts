import {describe, expect, test} from "vitest";
import {kaikaku} from "../run-cli.ts";

interface Explained {
  value: number;
  unit: string;
  row_count: number;
  relation: string;
  keys: {name: string; text: string}[];
  models: {name: string; sql: string | null}[];
  sources: {source: string; batches: unknown[]}[];
}

/** Codes of numbers that are no indicator's value, printed in the packet's appendix and resolved by `explain`. */
export function seriesCodeTests(city: () => string, appendix: () => string[][]): void {
  function explained(code: string): Explained {
    const {status, stdout, stderr} = kaikaku(city(), ["explain", code, "--json"]);
    expect([status, stderr]).toEqual([0, ""]);
    return JSON.parse(stdout);
  }

  describe("codes of the observed series", () => {
    const series = () => appendix().filter((row) => row.at(-1)?.startsWith("T-"));

    test("one of every series in the appendix is explained with the printed value", () => {
      const bySeries = Map.groupBy(series(), (row) => row.at(-1)?.split("-")[1]);
      expect([...bySeries.keys()].sort()).toEqual([
        "disability_rate",
        "levels",
        "overtime_analysis_due",
        "overtime_counts",
        "overtime_limits",
        "overtime_means",
        "overtime_monthly_means",
        "overtime_pay",
        "published",
        "punctual_leave_days",
        "shared_costs",
        "shared_hours",
        "trainings",
      ]);
      for (const rows of bySeries.values()) {
        const row = rows.at(-1) ?? [];
        const {value} = explained(row.at(-1) ?? "");
        const printed = Number(/[▲\d][\d,.]*/.exec(row.at(-2) ?? "")?.[0].replace(/[▲,]/g, ""));
        const decimals = /\.(\d+)/.exec(row.at(-2) ?? "")?.[1]?.length ?? 0;
        expect([row.at(-1), Math.abs(printed - Math.abs(value))]).toEqual([
          row.at(-1),
          expect.closeTo(0, decimals),
        ]);
      }
    });

    test("a sum over bureaus says how many rows it has, and its parts make it", () => {
      const [mayor, other, all] = ["MAYOR", "OTHER", "ALL"].map((part) =>
        explained(`T-overtime_counts-R2-${part}-1000`),
      );
      expect(Number(mayor?.value) + Number(other?.value)).toBe(all?.value);
      expect(Number(mayor?.row_count) + Number(other?.row_count)).toBe(all?.row_count);
      expect(explained("T-overtime_counts-R2-ALL-480").value).toBe(
        explained("F-overtime_over_480h-R2-Sall_authorities").value,
      );
    });

    test("a number leads to its relation's text and to the files of its year only", () => {
      const {relation, models, sources} = explained("ｔ－OVERTIME_means－Ｒ２－all");
      expect(relation).toBe("marts.fct_overtime_means");
      expect(models[0]?.sql).toContain("select");
      const overtime = sources.find(({source}) => source === "overtime");
      expect(overtime?.batches).toHaveLength(12);
    });

    test("an unknown one is refused with the nearest codes or the series there are", () => {
      expect(kaikaku(city(), ["explain", "T-overtime_means-R20-all"])).toMatchObject({
        status: 1,
        stderr: expect.stringContaining("T-overtime_means-R2-all"),
      });
      expect(kaikaku(city(), ["explain", "T-nothing-R2"])).toMatchObject({
        status: 1,
        stderr: expect.stringContaining("T-overtime_counts（"),
      });
    });
  });
}
