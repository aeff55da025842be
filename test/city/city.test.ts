import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {z} from "zod";
import {parametersFrom} from "../../pipelines/ask/parameters.ts";
import {openHome} from "../../pipelines/home.ts";
import {openRelease} from "../../pipelines/release.ts";
import {savedQueries, savedQuery, usualValues} from "../../pipelines/saved-queries.ts";
import {openReadOnly, type Parameter, type Row, type Warehouse} from "../../pipelines/warehouse/open.ts";
import {roundHalfUp} from "../../reports/format.ts";
import {marts} from "../../schemas/marts.ts";
import {contracts} from "../../schemas/sources.ts";
import {kaikaku} from "../run-cli.ts";
import {writtenSample} from "../sample/written-sample.ts";
import {packetTests} from "./packet-tests.ts";

/** The whole job on the sample city, run once as a user runs it. */
let home: string;
let firstRun: {status: number | null; stdout: string};
let release: Warehouse;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "kaikaku-city-"));
  cpSync(await writtenSample(), join(home, "inbox"), {recursive: true});
  firstRun = kaikaku(home, ["run"]);
  release = await openRelease(openHome(home));
});

afterAll(() => {
  release?.close();
  rmSync(home, {recursive: true, force: true});
});

function published(file: string): Record<string, string>[] {
  const path = join(import.meta.dirname, "../../data/catalog/published", file);
  return parse(readFileSync(path, "utf8"), {columns: true, bom: true});
}

describe("the run", () => {
  test("tells any DuckDB tool in the release itself what its relations and columns mean", async () => {
    const untold = await release.rows(
      `select table_name as name, comment from duckdb_tables() where comment is null or comment = ''
       union all select column_name, comment from duckdb_columns() where schema_name = 'marts' and coalesce(comment, '') = ''`,
    );
    expect(untold).toEqual([]);
  });

  test("loads every file, publishes and names the PDF", () => {
    expect(firstRun.status).toBe(0);
    expect(firstRun.stdout).toMatch(/公開版 {2}\d{4}-\d\d-\d\d-[0-9a-f]{6} を公開しました/);
    expect(firstRun.stdout).toMatch(/PDF {2}.*scorecard_R6Q2_.*\.pdf/);
    expect(readdirSync(join(home, "inbox"))).toEqual([]);
  });

  test("run again with nothing new changes no file of the home", () => {
    const before = filesWithTimes();
    const {status, stdout} = kaikaku(home, ["run"]);
    expect(status).toBe(0);
    expect(stdout).toContain("変わっていません");
    expect(filesWithTimes()).toEqual(before);
  });

  test("the same bytes under another name are known, and nothing changes", () => {
    const [archived = ""] = readdirSync(join(home, "archive"));
    cpSync(join(home, "archive", archived), join(home, "inbox", "別名.csv"));
    const {status, stdout} = kaikaku(home, ["run"]);
    expect(status).toBe(0);
    expect(stdout).toContain("別名.csv は前に取り込んだファイルと同じ中身です");
    expect(stdout).toContain("変わっていません");
  });

  test("every batch accounts for all its rows", async () => {
    const ledger = await openReadOnly(join(home, "ledger.duckdb"));
    const batches = await ledger.rows("select * from intake.batches");
    const counts = contracts.map(
      ({source}) => `select batch_id, count(*)::integer as rows from raw.${source} group by 1`,
    );
    const stored = await ledger.rows(counts.join(" union all "));
    ledger.close();
    const rowsOf = new Map(stored.map((row) => [row.batch_id, row.rows]));
    expect(batches.length).toBe(readdirSync(join(home, "archive")).length);
    for (const batch of batches) {
      expect(batch.state).toBe("accepted");
      expect(rowsOf.get(batch.batch_id ?? 0)).toBe(batch.accepted_count);
      expect(Number(batch.accepted_count) + Number(batch.ignored_count)).toBe(batch.row_count);
    }
  });
});

function filesWithTimes(): [string, number, number][] {
  return readdirSync(home, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry): [string, number, number] => {
      const path = join(entry.parentPath, entry.name);
      const {mtimeMs, size} = statSync(path);
      return [path, mtimeMs, size];
    })
    .sort();
}

describe("computed figures equal the published ones", () => {
  const indicators = published("indicators.csv");

  test("the indicators of this release that were published, at their decimals", async () => {
    const kpis = new Map((await release.rows("from marts.dim_kpis")).map((kpi) => [kpi.kpi_id, kpi]));
    const values = await release.rows(
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
    const rows = await release.rows(
      `select kpi_id, base_value, decimals, value from marts.dim_kpis
       left join marts.fct_kpi_values using (kpi_id, scope_id)
       where base_value is not null and period_kind = 'year' and bureau_code is null and fiscal_year = base_fiscal_year`,
    );
    const kpis = await release.rows("select kpi_id from marts.dim_kpis where base_value is not null");
    expect(rows.map(({kpi_id}) => kpi_id).sort()).toEqual(kpis.map(({kpi_id}) => kpi_id).sort());
    for (const {kpi_id, base_value, decimals, value} of rows)
      expect([kpi_id, roundHalfUp(Number(value), Number(decimals))]).toEqual([kpi_id, base_value]);
  });

  test("every published figure that can be computed is equal; none is left unexplained", async () => {
    const verdicts = await release.rows(
      "select verdict, count(*)::integer as figures from marts.fct_reconciliation group by verdict order by verdict",
    );
    expect(verdicts.map(({verdict}) => verdict)).toEqual(["equal", "not_computed"]);
    expect(Number(verdicts[0]?.figures)).toBeGreaterThan(330);
    const files = readdirSync(join(import.meta.dirname, "../../data/catalog/published"));
    const printed = files.reduce((sum, file) => sum + published(file).length, 0);
    expect(Number(verdicts[0]?.figures) + Number(verdicts[1]?.figures)).toBe(printed);
  });

  test("people over 480 hours: every bureau and year of the published table", async () => {
    const cells = published("overtime-over-480h-by-bureau.csv");
    const rows = await release.rows(
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
    const rows = await release.rows(
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
    const means = await release.rows("from marts.fct_overtime_means");
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
    const [row] = await release.rows(
      `select sum(staff_count)::integer as people from marts.fct_overtime_limits where month is null and ${where}`,
    );
    return row?.people;
  };

  test("206 people of the programme were over the yearly 720 hours of R2", async () => {
    const where = "fiscal_year = 2020 and scope_id = 'programme'";
    expect(await total(`${where} and rule_id = 'personnel_commission_year_720'`)).toBe(206);
  });

  test("counts of the yearly report are the same in both marts", async () => {
    const differing = await release.rows(
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
    const [due] = await release.rows(
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
    const [row] = await release.rows("from marts.fct_disability_rate where fiscal_year = 2020");
    const oracle = published("indicators.csv").find(
      (cell) => cell.kpi_id === "disability_employment_rate" && cell.fiscal_year === "2020",
    );
    expect(roundHalfUp(Number(row?.rate), 2)).toBe(Number(oracle?.value));
    expect([row?.legal_rate, row?.shortage]).toEqual([2.5, 0]);
  });
});

/** Nothing was revised in a first release, and the office wrote no notes. */
const MAY_BE_EMPTY = new Set<string>(["marts.fct_revisions", "marts.fct_office_notes"]);

describe("the release", () => {
  test.each(Object.keys(marts) as (keyof typeof marts)[])("%s has rows, all of its schema", async (name) => {
    const rows = await release.rows(`from ${name}`);
    if (!MAY_BE_EMPTY.has(name)) expect(rows.length).toBeGreaterThan(0);
    expect(z.array(marts[name]).safeParse(rows).error).toBeUndefined();
  });

  test("carries the marts only, with plain types", async () => {
    const columns = await release.rows(
      "select distinct schema_name, data_type from duckdb_columns() where not internal order by all",
    );
    expect(new Set(columns.map((column) => column.schema_name))).toEqual(new Set(["marts"]));
    expect(new Set(columns.map((column) => column.data_type))).toEqual(
      new Set(["INTEGER", "DOUBLE", "DATE", "BOOLEAN", "VARCHAR"]),
    );
  });

  test("knows no person: no staff key or number, no disability figure by bureau", async () => {
    const bytes = readFileSync(join(home, "releases", releaseFile()));
    const ledger = await openReadOnly(join(home, "ledger.duckdb"));
    const keys = await ledger.rows("select distinct staff_key from raw.staff using sample 200");
    ledger.close();
    for (const {staff_key} of keys) {
      const stored = Buffer.alloc(8);
      stored.writeBigInt64LE(BigInt(String(staff_key)));
      expect(bytes.includes(stored)).toBe(false);
      expect(bytes.includes(String(staff_key))).toBe(false);
    }
    const leaks = await release.rows(
      "from marts.fct_kpi_values where kpi_id = 'disability_employment_rate' and bureau_code is not null",
    );
    expect(leaks).toEqual([]);
  });

  test("withholds small bureau cells, and never a single one that a subtraction would give away", async () => {
    const cells = await release.rows(
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
    const ledger = await openReadOnly(join(home, "ledger.duckdb"));
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
    return readdirSync(join(home, "releases")).find((file) => file.endsWith(".duckdb")) ?? "";
  }
});

describe("the commands on a release", () => {
  test("kpi --json gives both scopes of the 480-hour indicator as rows of the mart", () => {
    const {status, stdout} = kaikaku(home, ["kpi", "--fy", "R2", "--kpi", "overtime_over_480h", "--json"]);
    const rows = z.array(marts["marts.fct_kpi_values"]).parse(JSON.parse(stdout));
    const city = rows.filter((row) => row.period_kind === "year" && row.bureau_code === null);
    const oracle = published("indicators.csv").find(
      (row) => row.kpi_id === "overtime_over_480h" && row.fiscal_year === "2020",
    );
    const total = published("overtime-over-thresholds-by-group.csv").find(
      (row) => row.fiscal_year === "2020" && row.threshold_hours === "480" && row.group_name === "全任命権者",
    );
    expect(status).toBe(0);
    expect(Object.fromEntries(city.map((row) => [row.scope_id, row.value]))).toEqual({
      programme: Number(oracle?.value),
      all_authorities: Number(total?.staff_count),
    });
  });

  test("sql answers a SELECT as table, CSV and JSON", () => {
    const sql =
      "select fiscal_year, sum(staff_count)::integer as people from marts.fct_overtime_counts where scope_id = 'all_authorities' and threshold_hours = 1000 group by 1 order by 1";
    expect(kaikaku(home, ["sql", sql]).stdout).toMatch(/fiscal_year {2}people/);
    expect(kaikaku(home, ["sql", "--format", "csv"], sql).stdout.split("\r\n")[0]).toBe("fiscal_year,people");
    expect(JSON.parse(kaikaku(home, ["sql", sql, "--format", "json"]).stdout)).toHaveLength(8);
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
    const {status, stdout, stderr} = kaikaku(home, ["sql", sql]);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^エラー {2}/);
    expect(stderr).toContain(message);
  });

  test("scorecard of a quarter without data names the quarters there are", () => {
    const {status, stderr} = kaikaku(home, ["scorecard", "--period", "R9Q1"]);
    expect(status).toBe(1);
    expect(stderr).toContain("R9Q1");
    expect(stderr).toContain("R6Q2");
  });

  test("kpi refuses an unknown indicator and lists the known ones", () => {
    const {status, stderr} = kaikaku(home, ["kpi", "--kpi", "overtime"]);
    expect(status).toBe(1);
    expect(stderr).toContain("overtime_over_480h");
  });
});

packetTests(() => home);

describe("the scoreboard of every quarter", () => {
  test("has all indicators; those whose base year is still running are unknown, without a base", async () => {
    const short = await release.rows(
      `select as_of_date, count(*)::integer as rows from marts.fct_scoreboard group by all having rows <> 23`,
    );
    expect(short).toEqual([]);
    const early = await release.rows(
      `select count(*)::integer as rows from marts.fct_scoreboard
       where as_of_fiscal_year <= base_fiscal_year
         and (status <> 'unknown' or base_value is not null or progress_share is not null)`,
    );
    expect(early).toEqual([{rows: 0}]);
  });

  test("says why a status is unknown", () => {
    const {stdout} = kaikaku(home, ["scoreboard", "--period", "R3Q1"]);
    const board = JSON.parse(kaikaku(home, ["scoreboard", "--period", "R3Q1", "--json"]).stdout) as {
      status: string;
      base_fiscal_year: number;
    }[];
    const waiting = board.filter(({base_fiscal_year}) => base_fiscal_year === 2021);
    expect(waiting.map(({status}) => status)).toEqual(waiting.map(() => "unknown"));
    expect(stdout.match(/不明　.+：基準年度（R3）の翌年度から評価する/g)).toHaveLength(waiting.length);
    expect(waiting.length).toBeGreaterThan(0);
  });
});

describe("saved queries", () => {
  const queries = savedQueries();

  test("are a dozen and more, each with a title, and every parameter explained", () => {
    expect(queries.length).toBeGreaterThanOrEqual(12);
    for (const {name, parameters, sql} of queries) {
      const used = new Set(
        [...sql.replace(/^--.*$/gm, "").matchAll(/\$(\w+)/g)].map(([, parameter]) => parameter),
      );
      expect([name, parameters.map((parameter) => parameter.name).sort()]).toEqual([name, [...used].sort()]);
    }
  });

  test.each(queries.map((query) => [query.name, query] as const))(
    "%s answers with its usual values",
    async (name, query) => {
      const {columns, rows} = await release.table(
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
      const query = savedQuery(name);
      return release.rows(query.sql, {
        ...(parametersFrom(usualValues(query)) as Record<string, Parameter>),
        ...change,
      });
    };
    const history = await answer("indicator-history");
    const years = await release.rows(
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
    expect(await answer("indicators-now")).toHaveLength(23);
  });

  test("are run by name, with the values given or the usual ones, which are told", () => {
    const ask = (args: string[]) =>
      kaikaku(home, ["sql", "--query", "indicator-history", "--format", "json", ...args]);
    const usual = ask([]);
    expect(usual.stderr).toContain("kpi=overtime_over_480h で調べます");
    const paper = ask(["--param", "kpi=paper_sheets"]);
    expect([paper.status, paper.stderr]).toEqual([0, ""]);
    expect(new Set(JSON.parse(paper.stdout).map((row: {単位: string}) => row.単位))).toEqual(
      new Set(["千枚"]),
    );
    expect(kaikaku(home, ["sql", "--query", "indicator-histroy"]).stderr).toContain(
      "近いもの: indicator-history",
    );
  });
});
