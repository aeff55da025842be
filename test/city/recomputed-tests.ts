import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {parse as parseYaml} from "yaml";
import {z} from "zod";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import {changeSince} from "../../reports/values/year-end.ts";
import {kpiCatalog} from "../../schemas/kpi.ts";
import {type MartName, type MartRow, marts} from "../../schemas/marts.ts";
import {Pencil} from "./recomputed.ts";

type Score = MartRow<"marts.fct_scoreboard">;

const KPIS = join(import.meta.dirname, "../../data/cities/kawasaki/kpis.yaml");
const [YEAR, QUARTERS] = [2024, {1: "06-30", 2: "09-30"} as const];
const FROM_BEST = ["achieved", "on_track", "slightly_behind", "behind", "reversed"];

/** The board of R6Q2 against the same by another road than the models: from values, bases and targets of the release alone. */
export function recomputedTests(release: () => Warehouse): void {
  describe("every status, mark and interval of R6Q2, recomputed from the release's values", () => {
    test("comes out as it stands there", async () => {
      const read = async <Name extends MartName>(name: Name) =>
        z.array(marts[name]).parse(await release().rows(`from ${name}`)) as MartRow<Name>[];
      const kpis = await read("marts.dim_kpis");
      const values = (await read("marts.fct_kpi_values")).filter(
        ({kpi_id, scope_id, bureau_code}) =>
          bureau_code === null && kpis.some((kpi) => kpi.kpi_id === kpi_id && kpi.scope_id === scope_id),
      );
      const scores = await read("marts.fct_scoreboard");
      const basis = await read("marts.fct_year_end_basis");
      const pencil = new Pencil({kpis, values, basis, breaks: await read("marts.dim_kpi_breaks")});
      const board = (quarter: 1 | 2, kpiId: string) =>
        scores.find(
          (row) => row.kpi_id === kpiId && row.as_of_fiscal_year === YEAR && row.as_of_quarter === quarter,
        );

      const found = kpis.map((kpi) => {
        const [before, score] = [board(1, kpi.kpi_id), board(2, kpi.kpi_id)];
        return {
          ...ofBoard(score),
          mark: score && before ? changeSince(score, before) : null,
        };
      });
      const expected = kpis.map((kpi) => {
        const at = (quarter: 1 | 2) => {
          const asOf = `${YEAR}-${QUARTERS[quarter]}`;
          const latest = pencil.latest(kpi, asOf);
          const end = pencil.yearEnd(kpi, YEAR, QUARTERS[quarter]);
          const ahead = pencil.ahead(kpi, asOf);
          const judged = (value: number | undefined) =>
            value === undefined ? null : pencil.status(kpi, YEAR, value);
          return {
            kpi: kpi.kpi_id,
            status: latest ? pencil.status(kpi, latest.fiscal_year, latest.value ?? 0) : "unknown",
            required: latest ? digits(pencil.required(kpi, latest.fiscal_year)) : null,
            end: end && [end.value, end.low, end.high].map(digits),
            endStatuses: [end?.value, end?.low, end?.high].map(judged),
            endRequired: end ? digits(pencil.required(kpi, YEAR)) : null,
            ahead:
              ahead === null || ahead === "contradicted"
                ? null
                : [ahead.value, ahead.low, ahead.high].map(digits),
            outlook: pencil.outlook(kpi, ahead),
          };
        };
        const [then, now] = [at(1), at(2)];
        return {...now, mark: markOf(then.endStatuses[0] ?? then.status, now.endStatuses[0] ?? now.status)};
      });
      expect(found).toEqual(expected);
      expect(kpis).toHaveLength(23);
      expect(expected.find(({kpi}) => kpi === "overtime_over_480h")?.end).toEqual([
        expect.any(Number),
        expect.any(Number),
        expect.any(Number),
      ]);
    });

    test("a survey's interval is that of its answers: 1.96 standard errors, less where all of so many were asked", async () => {
      const rows = await release().rows(`
        select margins.kpi_id, margins.fiscal_year, values.value, values.denominator, margins.population_count,
          margins.margin, margins.change_margin
        from marts.fct_survey_margins as margins
        inner join marts.dim_kpis as kpis using (kpi_id)
        inner join marts.fct_kpi_values as values
          on values.kpi_id = margins.kpi_id and values.fiscal_year = margins.fiscal_year and values.scope_id = kpis.scope_id
          and values.bureau_code is null and values.period_kind = 'year'
        order by margins.kpi_id, margins.fiscal_year`);
      const found = rows.map(({kpi_id, fiscal_year, margin, change_margin}) => ({
        of: `${kpi_id} ${fiscal_year}`,
        ...{margin: Number(margin).toFixed(6), change: change_margin && Number(change_margin).toFixed(6)},
      }));
      const errors = new Map(
        rows.map(({kpi_id, fiscal_year, value, denominator, population_count}) => {
          const [share, answers] = [Number(value) / 100, Number(denominator)];
          const asked = population_count === null ? Number.POSITIVE_INFINITY : Number(population_count);
          const left = asked === Number.POSITIVE_INFINITY ? 1 : (asked - answers) / (asked - 1);
          return [
            `${kpi_id} ${fiscal_year}`,
            196 * Math.sqrt(((share * (1 - share)) / answers) * left),
          ] as const;
        }),
      );
      const expected = rows.map(({kpi_id, fiscal_year}) => {
        const [own = 0, before] = [0, 1].map((back) => errors.get(`${kpi_id} ${Number(fiscal_year) - back}`));
        return {
          ...{of: `${kpi_id} ${fiscal_year}`, margin: own.toFixed(6)},
          change: before === undefined ? null : Math.hypot(own, before).toFixed(6),
        };
      });
      expect(found).toEqual(expected);
      const latest = rows.filter(({fiscal_year}) => fiscal_year === YEAR - 1).map(({kpi_id}) => kpi_id);
      expect(latest).toEqual([
        "citizen_orientation",
        "cost_awareness",
        "improvement_engagement",
        "job_satisfaction",
        "training_usefulness",
      ]);
    });

    test("a value is 速報 as long as the months that settle it are not over on the release's day", async () => {
      const kpis = kpiCatalog.parse(parseYaml(readFileSync(KPIS, "utf8"))).kpis;
      const [info] = await release().rows("from marts.release_info");
      const rows = await release().rows(`
        select scores.kpi_id, cast(scores.value_date as varchar) as value_date, scores.observation_status as status
        from marts.fct_scoreboard as scores
        where scores.as_of_fiscal_year = ${YEAR} and scores.as_of_quarter = 2 order by scores.kpi_id`);
      const expected = rows.map(({kpi_id, value_date}) => {
        const months = kpis.find(({id}) => id === kpi_id)?.settled_after_months ?? Number.NaN;
        const end = new Date(`${value_date}T00:00:00Z`);
        const settled = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + months + 1, 1));
        const isOpen = String(info?.created_on) < settled.toISOString().slice(0, 10);
        return {kpi_id, value_date, status: isOpen ? "provisional" : "final"};
      });
      expect(rows).toEqual(expected);
      expect(rows).toHaveLength(23);
    });

    test("rests on the city's values, and where people on course are counted on who got there", async () => {
      const rows = await release().rows(`
        select basis.kpi_id, basis.fiscal_year, basis.year_end_method as method, basis.from_value, basis.year_value,
          years.value as own_year, to_date.value as own_to_date
        from marts.fct_year_end_basis as basis
        inner join marts.dim_kpis as kpis using (kpi_id)
        left join marts.fct_kpi_values as years
          on years.kpi_id = basis.kpi_id and years.scope_id = kpis.scope_id and years.bureau_code is null
          and years.period_kind = 'year' and years.fiscal_year = basis.fiscal_year
        left join marts.fct_kpi_values as to_date
          on to_date.kpi_id = basis.kpi_id and to_date.scope_id = kpis.scope_id and to_date.bureau_code is null
          and to_date.period_kind = 'quarter' and to_date.period_end = make_date(basis.fiscal_year, 9, 30)
        where basis.as_of_date = '${YEAR}-09-30' order by all`);
      expect(rows.length).toBeGreaterThan(50);
      const other = rows.filter(
        ({method, from_value, own_to_date}) => method !== "on_course" && from_value !== own_to_date,
      );
      expect(other).toEqual([]);
      expect(rows.filter(({year_value, own_year}) => year_value !== own_year)).toEqual([]);
      const counted = rows.filter(({method}) => method === "on_course");
      expect(counted.map(({kpi_id, fiscal_year}) => [kpi_id, fiscal_year])).toEqual(
        [2019, 2020, 2021, 2022, 2023, 2024].map((year) => ["overtime_over_480h", year]),
      );
      // Far more are on course in September than are over by then.
      for (const {from_value, own_to_date} of counted)
        expect(Number(from_value)).toBeGreaterThan(3 * Number(own_to_date));
    });
  });
}

function ofBoard(score: Score | undefined) {
  const end = score && endsOf(score);
  const ahead = score && score.forecast_value !== null;
  return {
    kpi: score?.kpi_id,
    status: score?.computed_status,
    required: digits(score?.required_value ?? null),
    end: end ? [end.value, end.low, end.high].map(digits) : null,
    endStatuses: [score?.year_end_status, score?.year_end_status_low, score?.year_end_status_high],
    endRequired: digits(score?.year_end_required ?? null),
    ahead: ahead ? [score.forecast_value, score.forecast_low, score.forecast_high].map(digits) : null,
    outlook: score?.forecast_outlook,
  };
}

function endsOf({year_end_value: value, year_end_low: low, year_end_high: high}: Score) {
  return value === null || low === null || high === null ? null : {value, low, high};
}

function markOf(then: string, now: string): string | null {
  const [before, after] = [FROM_BEST.indexOf(then), FROM_BEST.indexOf(now)];
  if (after < 0) return null;
  if (before < 0) return "new";
  return before === after ? null : after < before ? "better" : "worse";
}

/** Three significant digits of what an interval ends with: tables of Student's t have as many. */
function digits(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(3));
}
