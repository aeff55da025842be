import {mkdtemp, readdir, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {basename, join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Marts, typedMarts} from "../../pipelines/engine/kysely.ts";
import {openReadOnly} from "../../pipelines/engine/open.ts";
import {usualPrinting} from "../../reports/print/with-browser.ts";
import {printScorecards} from "../../reports/scorecard/print-scorecard.ts";
import {type PdfFile, readPdf} from "../../reports/verify/read-pdf.ts";
import {sevenIndicators} from "./fixture-indicators.ts";
import {writeFixtureRelease} from "./fixture-release.ts";
import {scorecardRows} from "./fixture-scorecard.ts";

const QUARTER = {fiscalYear: 2024, quarter: 2} as const;
/** What a clerk or an attacker might have typed as a bureau's name. */
const HOSTILE = `<script>"&'{{局}}</style>`;

let folder: string;
let marts: Marts;
/** Longer than a line of the last column. */
const WORDED = "3割5分削減し、以後はその水準を維持（R2年度比）";
let files: string[];
const lines: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaikaku-bureaus-"));
  await writeFixtureRelease(join(folder, "release.duckdb"), rows());
  marts = typedMarts(await openReadOnly(join(folder, "release.duckdb")));
  files = await printed("all", "all");
});

afterAll(async () => {
  await marts.destroy();
  await rm(folder, {recursive: true, force: true});
});

test("all: the city first, then every bureau that exists at the quarter's end", async () => {
  expect(files.map((file) => basename(file))).toEqual([
    "scorecard_R6Q2_2024-10-15-3f9c1a.pdf",
    ...["01", "02", "03", "04", "05", "07"].map((code) => `scorecard_R6Q2_${code}_2024-10-15-3f9c1a.pdf`),
  ]);
  expect((await readdir(join(folder, "all"))).sort()).toEqual(files.map((file) => basename(file)).sort());
  expect(lines).toHaveLength(7);
});

test("a bureau's value stands beside the city's, with its code", async () => {
  const [tables] = (await card("01")).pages;
  const row = tables?.rows.find(([name]) => name === "480時間超の職員");
  const [city] = yearly("overtime_over_480h", null);
  const [own] = yearly("overtime_over_480h", "01");
  expect(row?.[1]).toBe("F-overtime_over_480h-R5-B01");
  expect(row?.[5]).toBe(String(Math.round(own?.value ?? -1)));
  expect(row?.[8]).toBe(String(city?.value));
});

test("a target in words stands below the table, whose lines are not broken", async () => {
  const [tables] = (await card("01")).pages;
  const row = tables?.rows.find(([name]) => name === "紙の使用量");
  expect(row?.at(-1)).toBe("※下の注");
  expect(tables?.text).toContain(`※紙の使用量の目標：${WORDED}（R7）`);
});

test("so does a target by a day", async () => {
  const [tables] = (await card("01")).pages;
  expect(tables?.rows.find(([name]) => name === "480時間超の職員")?.at(-1)).toBe("※下の注");
  expect(tables?.text).toMatch(/※480時間超の職員の目標：0（R7\.12\.31）/);
});

test("what is withheld is an x and nothing else", async () => {
  const [tables] = (await card("03")).pages;
  const row = tables?.rows.find(([name]) => name === "480時間超の職員");
  expect(row?.slice(4, 8)).toEqual(["x", "x", "－", "秘匿"]);
});

test("the page of charts says why a value is missing and what the marks mean", async () => {
  const [, charts] = (await card("03")).pages;
  expect(charts?.text).toContain("R5年度は人数が少ないため示さない");
  expect(charts?.text).toContain("薄い棒：プログラム開始前");
  expect(charts?.text).toContain("紙の使用量はR4から");
});

test("indicators that are not shown by bureau are on no page", async () => {
  const {pages} = await card("01");
  expect(pages.map(({text}) => text).join("")).not.toContain("年次休暇取得日数");
});

test("early warnings are counts of the bureau and of the city", async () => {
  const [tables] = (await card("01")).pages;
  expect(tables?.rows).toContainEqual(["年480時間超", "全任命権者", "3", "11", "8", "31"]);
});

test("a hostile name is printed as it was typed", async () => {
  const {title, pages} = await card("02");
  expect(title.startsWith(HOSTILE)).toBe(true);
  expect(pages[0]?.text).toContain(HOSTILE);
});

test("one bureau alone is the same to the byte as in the run of all", async () => {
  const [file = ""] = await printed("one", {bureauCode: "05"});
  const inRun = files.find((name) => name.includes("_05_")) ?? "";
  expect((await readFile(file)).equals(await readFile(inRun))).toBe(true);
});

test("an unknown bureau is told which there are", async () => {
  await expect(printed("none", {bureauCode: "99"})).rejects.toThrow(/「99」の局区は.*01 総務企画局/);
});

async function printed(name: string, whose: Parameters<typeof printScorecards>[0]["whose"]) {
  const log = {info: (line: string) => void lines.push(line)};
  return printScorecards({
    marts,
    quarter: QUARTER,
    whose,
    folder: join(folder, name),
    printing: usualPrinting(),
    log,
  });
}

async function card(code: string): Promise<PdfFile> {
  return readPdf(await readFile(files.find((name) => name.includes(`_${code}_`)) ?? ""));
}

function yearly(kpiId: string, bureau: string | null) {
  const {"marts.fct_kpi_values": values = []} = rows();
  return values.filter(
    (row) => row.kpi_id === kpiId && row.bureau_code === bureau && row.fiscal_year === 2023,
  );
}

/** The fixture with a bureau that has ended, one with a hostile name, and warnings for two bureaus. */
function rows() {
  const all = scorecardRows(sevenIndicators, true);
  const bureaus = (all["marts.dim_bureaus"] ?? []).map((bureau) => ({
    ...bureau,
    ...(bureau.bureau_code === "02" && {bureau_name: HOSTILE}),
    ...(bureau.bureau_code === "06" && {valid_to: "2024-03-31"}),
  }));
  const warning = {
    fiscal_year: 2024,
    as_of_month: "2024-09-01",
    months_elapsed: 6,
    rule_id: "report_480",
    scope_id: "all_authorities",
    threshold_hours: 480,
  };
  return {
    ...all,
    "marts.dim_bureaus": bureaus,
    "marts.fct_scoreboard": (all["marts.fct_scoreboard"] ?? []).map((score) =>
      score.kpi_id === "paper_sheets"
        ? {...score, target_words: WORDED}
        : {...score, ...(score.kpi_id === "overtime_over_480h" && {target_by: "2025-12-31"})},
    ),
    "marts.dim_kpi_breaks": [{kpi_id: "paper_sheets", fiscal_year: 2022, note: ""}],
    "marts.dim_overtime_rules": [
      {
        rule_id: "report_480",
        rule_name: "年480時間超",
        rule_set: "report",
        rule_set_name: "年次報告の集計",
        window_kind: "year" as const,
        threshold_hours: 480,
        operator: ">" as const,
        months_limit: null,
        basis_id: "report",
        is_reference: false,
        valid_from: "2016-04-01",
        valid_to: null,
        legal_basis: "",
        note: "",
      },
    ],
    "marts.fct_overtime_early_warning": [
      {...warning, bureau_code: "01", over_count: 3, on_course_count: 11},
      {...warning, bureau_code: "02", over_count: 5, on_course_count: 20},
    ],
  };
}
