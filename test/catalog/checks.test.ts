import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {checkHeaders, checkResults} from "../../pipelines/catalog/checks.ts";
import {rowWords} from "../../pipelines/catalog/row-words.ts";
import {runChecks} from "../../pipelines/catalog/run-checks.ts";
import {sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {findingLines} from "../../schemas/finding-text.ts";
import type {Finding} from "../../schemas/release-plan.ts";
import {BUREAUS, buildTinyCity, HEADINGS, rosterLine, type TinyCity} from "../models/tiny-city.ts";
import {SAMPLE_CITY} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const CHECKS = sqlFiles("checks");
/** Names of the program, not of an office: staff_key, bureau_code=, checks.staff_rows_are_unique. */
const OUR_WORDS = /[a-z]+_[a-z]+|checks\./;

let city: TinyCity;

beforeAll(async () => {
  const day = "2024-04-01";
  city = await buildTinyCity({
    "局区.csv": BUREAUS,
    "名簿.csv": [
      HEADINGS.staff,
      rosterLine({day, person: "000001"}),
      rosterLine({day, person: "000002", bureau: "1020"}),
    ].join("\n"),
    "時間外_4月.csv": [HEADINGS.overtime, "000001,2024-04,平日時間外,通常,10:00"].join("\n"),
  });
});

afterAll(() => city.close());

describe("every check", () => {
  test.each(CHECKS)("$name says in an office's words what is wrong and what to do", ({name}) => {
    const header = checkHeaders(SAMPLE_CITY).get(name);
    expect(header?.message).not.toMatch(OUR_WORDS);
    expect(header?.remedy).toMatch(/npx kaikaku|保守の担当|city\/|公開の妨げにはなりません/);
  });

  test.each(CHECKS)("$name has Japanese headings for all that it shows", async ({name, text}) => {
    const columns = await city.rows(`select column_name as name from (describe ${text})`);
    const shown = columns.map((row) => String(row.name)).filter((column) => !HIDDEN.includes(column));
    const words = await rowWords(city.warehouse, {relation: name, city: SAMPLE_CITY});
    const headings = Object.keys(words(Object.fromEntries(shown.map((column) => [column, null]))));
    expect(headings).toHaveLength(shown.length);
    for (const heading of headings) expect(heading).not.toMatch(/[a-z_]{3}/);
  });
});

const HIDDEN = ["source", "period", "staff_key"];

/** Lets the models' first layer see other rows than the files have: what intake holds back never comes so far. */
async function findingsWith(view: string, rows: string): Promise<Finding[]> {
  await city.warehouse.run("begin");
  try {
    await city.warehouse.run(`create or replace view staging.${view} as ${rows}`);
    return await runChecks(city.warehouse, SAMPLE_CITY);
  } finally {
    await city.warehouse.run("rollback");
  }
}

describe("occupations to leave out that nobody has", () => {
  const CHECK = "checks.excluded_occupations_are_spelt_as_on_the_roster";
  const driver = (occupation: string) =>
    `${ROSTER.replace("bureau_code,", "'2020' as bureau_code,").replace("occupation,", `'${occupation}' as occupation,`)} ${STAFF}`;

  test.each(["事務", "自動車運転手"])(
    "are no note where the roster has %s: nobody can act on it",
    async (occupation) => {
      const findings = await findingsWith("stg_staff", driver(occupation));
      expect(findings.map(({check}) => check)).not.toContain(CHECK);
    },
  );

  test.each(["自動車運転手（会計年度）", "自動車運転士"])("are one where it has %s", async (occupation) => {
    const findings = await findingsWith("stg_staff", driver(occupation));
    expect(findings.find(({check}) => check === CHECK)?.examples).toMatchObject([
      {職種: "自動車運転手", 名簿にある職種: occupation},
    ]);
  });
});

describe("an indicator whose rhythm contradicts its values", () => {
  test.each([
    ["month", 2, true],
    ["day", 2, true],
    // The year's own value.
    ["month", 4, false],
    ["running", 2, false],
  ])("%s with a value to the end of quarter %i: %s", async (rhythm, quarter, isRefused) => {
    await city.warehouse.run("begin");
    await city.warehouse.run(`update catalog.kpis set rhythm = '${rhythm}' where kpi_id = 'paper_sheets'`);
    await city.warehouse.run(
      `insert into metrics.kpi_measured (kpi_id, fiscal_year, quarter, value) values ('paper_sheets', 2024, ${quarter}, 1)`,
    );
    const findings = await runChecks(city.warehouse, SAMPLE_CITY).finally(() =>
      city.warehouse.run("rollback"),
    );
    const found = findings.find(({check}) => check === "checks.rhythm_fits_values");
    expect(found?.severity).toBe(isRefused ? "blocking" : undefined);
    if (found) expect(found.examples).toMatchObject([{指標: "紙の使用量"}]);
  });
});

const STAFF = "from raw.staff";
const ROSTER = `select as_of_date, staff_key, bureau_code, appointing_authority, grade, occupation, sex, employment_type,
  weekly_minutes, false as is_manager, hired_on, left_on, true as is_in_service`;

describe("a finding", () => {
  test.each([
    {
      check: "staff_rows_are_unique",
      view: "stg_staff",
      rows: `${ROSTER} ${STAFF} union all ${ROSTER} ${STAFF}`,
      size: "2人、2行",
      file: "ファイル: 名簿.csv（職員名簿、受付番号2、2行）",
      example: "例: 基準日 令和6年4月1日",
    },
    {
      check: "staff_leave_after_they_are_hired",
      view: "stg_staff",
      rows: `${ROSTER.replace("left_on,", "case bureau_code when '1010' then date '2009-03-31' end as left_on,")} ${STAFF}`,
      size: "1人、1行",
      file: "ファイル: 名簿.csv（職員名簿、受付番号2、1行）",
      example:
        "例: 基準日 令和6年4月1日、局区コード 1010（総務企画局）、採用年月日 平成22年4月1日、退職年月日 平成21年3月31日",
    },
    {
      check: "staff_bureaus_are_known",
      view: "stg_staff",
      rows: `${ROSTER.replace("bureau_code,", "replace(bureau_code, '1020', '9999') as bureau_code,")} ${STAFF}`,
      size: "1人、1行",
      file: "ファイル: 名簿.csv（職員名簿、受付番号2、1行）",
      example: "例: 基準日 令和6年4月1日、局区コード 9999",
    },
    {
      check: "overtime_rows_are_unique",
      view: "stg_overtime",
      rows: "from raw.overtime as one, range(3) as times select staff_key, month, 2024 as fiscal_year, hour_kind, cause, worked_minutes",
      size: "1人、1行",
      file: "ファイル: 時間外_4月.csv（時間外勤務実績、受付番号3、1行）",
      example: "例: 月 令和6年4月、勤務区分 平日時間外、事由 通常",
    },
    {
      check: "mental_health_done_is_within_due",
      view: "stg_mental_health",
      rows: "select 2024 as fiscal_year, 'stress_check' as measure, 10 as due_count, 11 as done_count",
      size: "1件",
      file: undefined,
      example: "年度 令和6年度",
    },
    {
      check: "paper_bureaus_are_known",
      view: "stg_paper",
      rows: "select '知らない局' as bureau_name, date '2024-04-01' as month",
      size: "1件",
      file: undefined,
      example: "例: 局区名 知らない局",
    },
  ])(
    "of $check counts people, names files and months, shows no key",
    async ({check, view, rows, ...wanted}) => {
      const findings = await findingsWith(view, rows);
      const found = findings.find((finding) => finding.check === `checks.${check}`);
      if (!found) throw new Error(`only ${findings.map((finding) => finding.check).join(", ")} spoke`);
      const lines = findingLines(found).map((line) => line.trim());
      expect(lines[0]).toBe(`誤り  ${found.message}（${wanted.size}）`);
      if (wanted.file) expect(lines[1]).toBe(wanted.file);
      expect(lines).toContain(`直し方: ${found.remedy}`);
      expect(lines.join("\n")).toContain(wanted.example);
      expect(lines.join("\n").replace(/npx kaikaku.*/g, "")).not.toMatch(OUR_WORDS);
      expect(JSON.stringify(found.examples)).not.toMatch(/\d{12,}/);
    },
  );

  test("of an impossible value names the indicator, its period and the files of its year", async () => {
    await city.warehouse.run("begin");
    try {
      await city.warehouse.run(
        "update metrics.kpi_values set value = -1 where kpi_id = 'overtime_over_480h'",
      );
      await city.warehouse.run(
        `insert into metrics.kpi_values by name
           select 'overtime_over_480h' as kpi_id, 2024 as fiscal_year, 'quarter' as period_kind,
             date '2024-06-30' as period_end, 'programme' as scope_id, -1 as value`,
      );
      const found = (await runChecks(city.warehouse, SAMPLE_CITY)).find(
        ({check}) => check === "checks.kpi_values_are_in_range",
      );
      const lines = found ? findingLines(found).join("\n") : "";
      expect(lines).toContain("ファイル: 名簿.csv（職員名簿、受付番号2）");
      expect(lines).toContain("ファイル: 時間外_4月.csv（時間外勤務実績、受付番号3）");
      expect(lines).toContain(
        "例: 指標 480時間超の職員、年度 令和6年度、期間の末日 令和6年6月30日、局区コード －、値 -1",
      );
    } finally {
      await city.warehouse.run("rollback");
    }
  });
});

/** A city's folder with one check of its own. */
function cityWith(check: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "sql", "checks"), {recursive: true});
  writeFileSync(join(folder, "sql", "checks", "long_months.sql"), check);
  return folder;
}

const LONG_MONTHS = `-- warning: 1か月に9時間を超えて残業した職員がいます
-- remedy: 人事課に確かめる
-- needs: overtime
select 'overtime' as source, month as period, staff_key, month, worked_minutes / 60 as "残業の時間", staff_key as person
from staging.stg_overtime
where worked_minutes > 9 * 60
`;

describe("a check of the city's own", () => {
  test("speaks like one of the program's: people, files, months, its own headings and no key under any name", async () => {
    const own = cityWith(LONG_MONTHS);
    const findings = await runChecks(city.warehouse, own);
    const found = findings.find(({check}) => check === "checks.long_months");
    expect(found).toMatchObject({severity: "warning", peopleCount: 1, files: [{fileName: "時間外_4月.csv"}]});
    expect(found?.examples).toEqual([{月: "令和6年4月", 残業の時間: "10"}]);
    expect(checkResults(findings, own).find(({check}) => check === "checks.long_months")).toEqual({
      check: "checks.long_months",
      rowCount: 1,
      fingerprint: found?.fingerprint,
      own: {
        file: "city/sql/checks/long_months.sql",
        message: "1か月に9時間を超えて残業した職員がいます",
        reads: ["staging.stg_overtime"],
      },
    });
  });

  test("says nothing before files of its kind have come", async () => {
    const own = cityWith(LONG_MONTHS.replace("needs: overtime", "needs: paper"));
    const names = (await runChecks(city.warehouse, own)).map(({check}) => check);
    expect(names).not.toContain("checks.long_months");
  });

  test("that asks for a column that there is not is told by its file", async () => {
    const own = cityWith(LONG_MONTHS.replace("where worked_minutes", "where worked"));
    await expect(runChecks(city.warehouse, own)).rejects.toThrow(
      expect.objectContaining({
        name: "UserError",
        message: expect.stringMatching(/^city\/sql\/checks\/long_months\.sql: 点検できません（.*"worked"/s),
      }),
    );
  });
});
