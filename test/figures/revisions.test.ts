import {readdirSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {z} from "zod";
import {diffReleases} from "../../pipelines/figures/diff-releases.ts";
import {explainFigure} from "../../pipelines/figures/explain.ts";
import {findRelease, publishedReleases} from "../../pipelines/releases/history.ts";
import {explanationText} from "../../reports/terminal/explain.ts";
import {kpiJsonRow} from "../../schemas/kpi-json.ts";
import {marts} from "../../schemas/marts.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {
  codesByStatus,
  type FourReleases,
  fourReleases,
  officialCode,
  releaseRows,
  valuesOf,
} from "./four-releases.ts";
import {ledgerRows, send} from "./small-city.ts";

let city: FourReleases;

beforeAll(async () => {
  city = await fourReleases();
});

afterAll(() => city.remove());

/** Person 2 passes 480 hours in the third quarter: the city and bureau 1010, in both scopes. */
const MOVED = ["R6", "R6Q3", "R6Q4"]
  .flatMap((period) => ["", "-B1010"].map((bureau) => `F-overtime_over_480h-${period}${bureau}`))
  .flatMap((figure) => [figure, `${figure}-Sall_authorities`])
  .sort();

const CAUSE =
  /^時間外勤務実績（令和6年5月分）を「時間外_2024\.csv」（受付番号\d）から「時間外_5月訂正\.csv」（受付番号\d）に差替え$/;

describe("the first release", () => {
  test("is published, revises nothing, and its figures are recorded once", async () => {
    const values = await valuesOf(city.home, "2025-06-02");
    const records = await ledgerRows(
      city.home,
      "select count(*)::integer as rows, min(cause) as cause, max(cause) as last_cause from figures.records where release_number = 1",
    );
    expect(city.outcomes[0]).toBe("published");
    expect(await releaseRows(city.home, "2025-06-02", "from marts.fct_revisions")).toEqual([]);
    expect(records).toEqual([{rows: values.length, cause: "初めての公表", last_cause: "初めての公表"}]);
  });
});

describe("a month sent again", () => {
  test("moves exactly the figures it bears on and marks them revised", async () => {
    const [before, after] = [
      await valuesOf(city.home, "2025-06-02"),
      await valuesOf(city.home, "2025-06-03"),
    ];
    const old = new Map(before.map((figure) => [officialCode(figure), figure]));
    expect(await codesByStatus(city.home, "2025-06-03", "revised")).toEqual(MOVED);
    for (const figure of after)
      if (!MOVED.includes(officialCode(figure))) expect(figure).toEqual(old.get(officialCode(figure)));
  });

  test("names both files, the earlier release and the earlier value", async () => {
    const rows = z
      .array(marts["marts.fct_revisions"])
      .parse(await releaseRows(city.home, "2025-06-03", "from marts.fct_revisions"));
    expect(rows.length).toBe(MOVED.length);
    for (const row of rows) {
      expect(row.cause).toMatch(CAUSE);
      expect([Number(row.value) - Number(row.previous_value), row.settled_status]).toEqual([
        1,
        "provisional",
      ]);
      expect([row.previous_release_id, row.previous_released_on]).toEqual([
        findRelease(city.home, "2025-06-02").releaseId,
        "2025-06-02",
      ]);
    }
  });

  test("is recorded for those figures only; they stay revised while no scorecard is handed out", async () => {
    const records = await ledgerRows(
      city.home,
      "select previous_value, value, cause from figures.records where release_number = 2",
    );
    expect(records.length).toBe(MOVED.length);
    for (const {value, previous_value} of records) expect(Number(value) - Number(previous_value)).toBe(1);
    const values = await valuesOf(city.home, "2025-06-04");
    for (const figure of values.filter((value) => MOVED.includes(officialCode(value))))
      expect(figure.observation_status).toBe("revised");
  });
});

describe("withheld cells", () => {
  test("are in no revision and no difference", async () => {
    const revised = await releaseRows(
      city.home,
      "2025-06-04",
      "select kpi_id, bureau_code, cause from marts.fct_revisions where kpi_id like 'female%'",
    );
    const [before, after] = [findRelease(city.home, "2025-06-03"), findRelease(city.home, "2025-06-04")];
    const diff = await diffReleases(city.home, before, after);
    // Of three bureaus one cannot hide from the others.
    expect(await codesByStatus(city.home, "2025-06-04", "withheld")).toEqual(
      ["R5", "R6"].flatMap((year) =>
        ["1010", "1020", "2040"].map((bureau) => `F-female_section_chief_ratio-${year}-B${bureau}`),
      ),
    );
    expect(revised).toEqual([
      {
        kpi_id: "female_section_chief_ratio",
        bureau_code: null,
        cause: expect.stringContaining("名簿_2025訂正.csv"),
      },
    ]);
    expect(diff.moved.map(({figure}) => figure)).toEqual(["F-female_section_chief_ratio-R6"]);
    expect(diff.withheld_count).toBe(6);
  });

  test("show no number in their explanation, not even what an earlier release said", async () => {
    const figure = "F-female_section_chief_ratio-R6-B1010";
    const explanation = await explainFigure(city.home, figure, findRelease(city.home, "2025-06-04"));
    expect([explanation.value, explanation.numerator, explanation.denominator]).toEqual([null, null, null]);
    expect(explanation.history.length).toBe(1);
    for (const record of explanation.history)
      expect([record.value, record.numerator, record.denominator]).toEqual([null, null, null]);
    expect(explanationText(explanation)).toMatch(/値 {6}x（秘匿）\n {2}分子 {4}x\n {2}分母 {4}x/);
  });
});

describe("another rule or formula", () => {
  test("is named as the cause, each for its own figures", async () => {
    const causes = await releaseRows(
      city.home,
      "2025-06-05",
      "select distinct kpi_id, cause from marts.fct_revisions order by all",
    );
    expect(city.outcomes[3]).toBe("published");
    expect(causes).toEqual([
      // Of the year in which another roster came, too: nothing was handed out since.
      {
        kpi_id: "female_section_chief_ratio",
        cause: expect.stringMatching(/名簿_2025訂正\.csv.*計算式 sql\/metrics/),
      },
      {
        kpi_id: "female_section_chief_ratio",
        cause: "計算式 sql/metrics/kpi_female_section_chief_ratio.sql を変更",
      },
      {
        kpi_id: "overtime_over_480h",
        cause: expect.stringMatching(/時間外_5月訂正\.csv.*overtime-rules\.csv/),
      },
    ]);
  });
});

describe("what was said then", () => {
  test.each([
    ["2025-06-02", "1"],
    ["令和7年6月3日", "2"],
    ["2025-12-31", "2"],
  ])("kpi --as-of %s answers from the release in force", (day, value) => {
    const {status, stdout} = kaikaku(city.root, [
      ...["kpi", "--as-of", day, "--kpi", "overtime_over_480h", "--fy", "R6", "--json"],
    ]);
    const rows = z.array(kpiJsonRow).parse(JSON.parse(stdout));
    const year = rows.find((row) => officialCode(row) === "F-overtime_over_480h-R6");
    expect([status, String(year?.value)]).toEqual([0, value]);
  });

  test.each([
    ["2025-06-02", 1],
    ["2025-06-03", 2],
  ])("so does scoreboard --as-of %s", (day, value) => {
    const {status, stdout} = kaikaku(city.root, ["scoreboard", "--as-of", day, "--json"]);
    const rows = z.array(marts["marts.fct_scoreboard"]).parse(JSON.parse(stdout));
    const score = rows.find(({kpi_id}) => kpi_id === "overtime_over_480h");
    expect([status, score?.value_fiscal_year, score?.value]).toEqual([0, 2024, value]);
  });

  test("every release and its file is kept, in the order of publication", () => {
    const releases = publishedReleases(city.home);
    const files = readdirSync(city.home.releases).filter((file) => file.endsWith(".duckdb"));
    expect(releases.map(({releasedOn}) => releasedOn)).toEqual([
      "2025-06-02",
      "2025-06-03",
      "2025-06-04",
      "2025-06-05",
    ]);
    expect(files.sort()).toEqual(releases.map(({releaseId}) => `${releaseId}.duckdb`));
    const {stdout} = kaikaku(city.root, ["releases", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject([
      {revision_count: 0, is_current: false},
      {revision_count: MOVED.length},
      {revision_count: MOVED.length + 1},
      {is_current: true},
    ]);
  });

  test("diff of two releases apart names every cause between them", () => {
    const {status, stdout} = kaikaku(city.root, ["diff", "2025-06-05", "2025-06-02"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^2025-06-02-\w+（令和7年6月2日公開）→ 2025-06-05-/);
    expect(stdout).toContain("「時間外_5月訂正.csv」");
    expect(stdout).toContain("city/overtime-rules.csv の「report_480 › threshold_hours」を変更");
    expect(stdout).toMatch(/F-overtime_over_480h-R6 .* 1 +2 +1/);
  });

  test.each([
    [
      ["kpi", "--as-of", "2025-06-01"],
      /令和7年6月1日には、まだ公開版がありません。最初の公開版は 2025-06-02-/,
    ],
    [["diff", "2025-06-02", "昨日"], /公開版「昨日」がありません。近いもの: 2025-06-/],
    [["explain", "F-overtime-R6"], /指標「overtime」の値がありません。値のある指標: overtime_over_480h/],
    [["explain", "F-overtime_over_480h-R7"], /近いもの: F-overtime_over_480h-R6/],
    [["explain", "残業の時間"], /指標、局区、対象範囲か期間「残業」はありません。近いもの: /],
  ])("%j is answered with what there is, and exit code 1", (args, message) => {
    const {status, stdout, stderr} = kaikaku(city.root, args);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
  });
});

describe("explain", () => {
  test("answers for every figure of a release, and names no person", async () => {
    const release = findRelease(city.home, "2025-06-03");
    const people = await ledgerRows(city.home, "select distinct staff_key from raw.staff");
    for (const figure of await valuesOf(city.home, "2025-06-03")) {
      const explanation = await explainFigure(city.home, officialCode(figure), release);
      const {value, numerator, denominator} = explanation;
      expect({value, numerator, denominator}).toEqual({
        value: figure.value,
        numerator: figure.numerator,
        denominator: figure.denominator,
      });
      expect(explanation.models[0]?.name).toBe("metrics.kpi_values_shown");
      expect(explanation.models.filter(({sql}) => sql !== null).length).toBe(1);
      expect(explanation.sources.length).toBeGreaterThanOrEqual(2);
      expect(explanation.history.length).toBeGreaterThanOrEqual(1);
      const text = explanationText(explanation) + JSON.stringify(explanation);
      for (const {staff_key} of people) expect(text).not.toContain(String(staff_key));
    }
  });

  test("gives both values with their releases, the files in force and those that are held", () => {
    send(city.home, {
      "時間外_6月.csv": [HEADINGS.overtime, "000001,2024-06,平日時間外,通常,四十五"].join("\n"),
    });
    kaikaku(city.root, ["ingest", "--clock-is-right", join(city.home.inbox, "時間外_6月.csv")]);
    const {status, stdout} = kaikaku(city.root, [
      ...["explain", "ｆ－overtime_over_480h－R6－b1010", "--release", "2025-06-03"],
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^F-overtime_over_480h-R6-B1010 {2}年間480時間/);
    expect(stdout).toMatch(/値 {6}2人（改定）/);
    expect(stdout).toMatch(/2025-06-02-\w+（令和7年6月2日） {2}1（速報） {2}初めての公表/);
    expect(stdout).toMatch(/2025-06-03-\w+（令和7年6月3日） {2}2（速報） {2}時間外勤務実績/);
    expect(stdout).toMatch(/時間外_5月訂正\.csv（受付番号\d、令和7年6月3日）、2行/);
    expect(stdout).toContain("where rule_id = 'report_480'");
  });
});
