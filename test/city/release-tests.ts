import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {z} from "zod";
import {openReadOnly, type Warehouse} from "../../pipelines/engine/open.ts";
import {marts} from "../../schemas/marts.ts";

/** Nothing was revised in a first release, the office wrote no notes, and its bureaus hang in no tree. */
const MAY_BE_EMPTY = new Set<string>([
  "marts.fct_kpi_awaited_sources",
  "marts.fct_revisions",
  "marts.fct_packet_revisions",
  "marts.fct_series_revisions",
  "marts.fct_office_notes",
  "marts.dim_organisation_changes",
  "marts.dim_events",
  "marts.dim_corrective_actions",
  "marts.dim_units",
]);

/** What a release carries, and what it never does. */
export function releaseTests(home: () => string, release: () => Warehouse): void {
  describe("the release", () => {
    test.each(Object.keys(marts) as (keyof typeof marts)[])(
      "%s has rows, all of its schema",
      async (name) => {
        const rows = await release().rows(`from ${name}`);
        if (!MAY_BE_EMPTY.has(name)) expect(rows.length).toBeGreaterThan(0);
        expect(z.array(marts[name]).safeParse(rows).error).toBeUndefined();
      },
    );

    test("carries the marts only, with plain types", async () => {
      const columns = await release().rows(
        "select distinct schema_name, data_type from duckdb_columns() where not internal order by all",
      );
      expect(new Set(columns.map((column) => column.schema_name))).toEqual(new Set(["marts"]));
      expect(new Set(columns.map((column) => column.data_type))).toEqual(
        new Set(["INTEGER", "DOUBLE", "DATE", "BOOLEAN", "VARCHAR"]),
      );
    });

    test("knows no person: no staff key or number, no disability figure by bureau", async () => {
      const bytes = readFileSync(join(home(), "releases", releaseFile()));
      const ledger = await openReadOnly(join(home(), "ledger.duckdb"));
      const keys = await ledger.rows("select distinct staff_key from raw.staff using sample 200");
      ledger.close();
      for (const {staff_key} of keys) {
        const stored = Buffer.alloc(8);
        stored.writeBigInt64LE(BigInt(String(staff_key)));
        expect(bytes.includes(stored)).toBe(false);
        expect(bytes.includes(String(staff_key))).toBe(false);
      }
      const leaks = await release().rows(
        "from marts.fct_kpi_values where kpi_id = 'disability_employment_rate' and bureau_code is not null",
      );
      expect(leaks).toEqual([]);
    });

    // What was measured with a protector that shows one count after the other while the attack finds nothing.
    test.each([
      [
        "years of the four groups",
        16,
        "fct_kpi_sums",
        "period_kind = 'year' and group_code is not null and fiscal_year between 2020 and 2023",
      ],
      [
        "four years of a bureau",
        16,
        "fct_kpi_sums",
        "period_kind = 'programme' and bureau_code is not null and period_end = '2024-03-31'",
      ],
      [
        "years of a bureau beside them",
        17,
        "fct_kpi_values",
        "kpi_id = 'male_parental_leave_rate' and period_kind = 'year' and bureau_code is not null and fiscal_year between 2020 and 2023",
      ],
      [
        "section chiefs of a bureau",
        180,
        "fct_kpi_values",
        "kpi_id = 'female_section_chief_ratio' and bureau_code is not null",
      ],
      [
        "people over 480 hours of a bureau",
        232,
        "fct_kpi_values",
        "kpi_id = 'overtime_over_480h' and scope_id = 'programme' and period_kind = 'year' and bureau_code is not null",
      ],
    ])("withholds no more than it must: %s, at least %i", async (_, least, mart, where) => {
      const [row] = await release().rows(
        `select count(*)::integer as told from marts.${mart} where ${where} and observation_status <> 'withheld'`,
      );
      expect(Number(row?.told)).toBeGreaterThanOrEqual(least);
    });

    test("withholds small bureau cells, and never a single one that a subtraction would give away", async () => {
      const cells = await release().rows(
        `select kpi_id, period_kind, period_end, observation_status, value, numerator, denominator
       from marts.fct_kpi_values where bureau_code is not null and kpi_id in
         ('male_parental_leave_rate', 'female_section_chief_ratio')`,
      );
      const withheld = cells.filter((cell) => cell.observation_status === "withheld");
      for (const cell of withheld)
        expect([cell.value, cell.numerator, cell.denominator]).toEqual([null, null, null]);
      const shown = cells.filter((cell) => cell.observation_status !== "withheld");
      for (const {numerator, denominator} of shown) {
        expect(Number(numerator) === 0 || Number(numerator) >= 5).toBe(true);
        expect(Number(denominator) === 0 || Number(denominator) >= 5).toBe(true);
      }
      const perPeriod = Map.groupBy(
        withheld,
        (cell) => `${cell.kpi_id} ${cell.period_kind} ${cell.period_end}`,
      );
      for (const [period, hidden] of perPeriod) expect([period, hidden.length]).not.toEqual([period, 1]);
      expect(withheld.length).toBeGreaterThan(0);
    });

    test("the ledger holds keys instead of staff numbers", async () => {
      const ledger = await openReadOnly(join(home(), "ledger.duckdb"));
      const columns = await ledger.rows(
        "select column_name from duckdb_columns() where schema_name in ('raw', 'intake')",
      );
      const [staff] = await ledger.rows(
        `select count(*) filter (where staff_key between 0 and 999999)::integer as wrong,
         count(distinct staff_key)::integer as keys from raw.staff`,
      );
      ledger.close();
      expect(columns.map((column) => column.column_name)).not.toContain("staff_number");
      expect(staff?.wrong).toBe(0);
      expect(Number(staff?.keys)).toBeGreaterThan(19_000);
    });

    function releaseFile(): string {
      return readdirSync(join(home(), "releases")).find((file) => file.endsWith(".duckdb")) ?? "";
    }
  });
}
