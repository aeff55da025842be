import {cpSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {readKpiCatalog} from "../../pipelines/catalog/kpi-catalog.ts";
import {kpiTables} from "../../pipelines/catalog/kpi-tables.ts";
import {SAMPLE_CITY} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** A town with two programmes, the second of which begins in October. */
const TOWN = join(import.meta.dirname, "../../data/cities/misakino");

type Change = [file: string, from: string | RegExp, to: string];

function townWith(...changes: Change[]): string {
  const city = temporaryFolder();
  cpSync(TOWN, city, {recursive: true});
  for (const [file, from, to] of changes) {
    const before = readFileSync(join(city, file), "utf8");
    expect(typeof from === "string" ? before.includes(from) : from.test(before)).toBe(true);
    writeFileSync(join(city, file), before.replace(from, to));
  }
  return city;
}

test("one indicator in two programmes is one value with each programme's own place, base and target", () => {
  const {kpis} = readKpiCatalog(TOWN);
  const found = kpis
    .filter(({id}) => id.startsWith("parental_leave") || id.startsWith("year_end"))
    .map(({id, programme, counted_as, listed, base, target}) =>
      [id, programme, counted_as ?? "－", listed[0]?.label, base.value, target.form, target.fiscal_year].join(
        " ",
      ),
    );
  expect(found).toEqual([
    "year_end_women work － 目標2 9 above 2028",
    "year_end_women_women women year_end_women 数値目標1 41.7 at_least 2029",
    "parental_leave_men work － 目標1（男性） 20 at_least 2028",
    "parental_leave_women work － 目標1（女性） 100 keep 2028",
    "parental_leave_women_men women parental_leave_men 数値目標3（男性） 45.5 all 2029",
    "parental_leave_women_women women parental_leave_women 数値目標3（女性） 100 keep 2029",
  ]);
});

test("nothing of it is measured twice, and it still rests on the same files", () => {
  const {kpi_measures, kpi_measure_sources} = kpiTables(readKpiCatalog(TOWN));
  const measured = kpi_measures?.rows.map(({kpi_id}) => kpi_id) ?? [];
  expect(measured).toContain("year_end_women");
  expect(measured).not.toContain("year_end_women_women");
  expect(kpi_measure_sources?.rows).toContainEqual({kpi_id: "year_end_women_women", source: "staff"});
});

test("years pooled since the programme began are those of the indicator's own programme", () => {
  const city = townWith([
    "kpis.yaml",
    "    pool_years: all\n",
    `    pool_years: all
    also_in: [{ programme: women, listed: [{ task: "1", label: 採用 }] }]
`,
  ]);
  const rows = kpiTables(readKpiCatalog(city)).kpis?.rows ?? [];
  const pooled = rows.filter(({kpi_id}) => String(kpi_id).startsWith("hired_women"));
  expect(pooled.map(({pool_from}) => pool_from)).toEqual([2024, 2025]);
});

test.each([
  ["令和7年10月", "令和12年3月", "2025-10-01", "2030-03-31", 2025, 2029],
  ["2025-10-15", "2027-09-30", "2025-10-15", "2027-09-30", 2025, 2027],
  ["令和7年度", "令和11年度", "2025-04-01", "2030-03-31", 2025, 2029],
  ["平成31年4月1日", "令和3年3月31日", "2019-04-01", "2021-03-31", 2019, 2020],
])("a programme from %s to %s begins and ends on those days", (from, to, starts, ends, first, last) => {
  const city = townWith(
    ["city.yaml", "from: 令和7年10月", `from: ${from}`],
    ["city.yaml", "to: 令和12年3月", `to: ${to}`],
  );
  const {programmes} = readKpiCatalog(city);
  expect(programmes[1]).toMatchObject({
    ...{id: "women", starts_on: starts, ends_on: ends, first_fiscal_year: first, last_fiscal_year: last},
  });
});

test("a target without a year holds to the day on which its programme ends", () => {
  const city = townWith(["city.yaml", "to: 令和12年3月", "to: 令和9年9月"]);
  const kept = readKpiCatalog(city).kpis.find(({id}) => id === "parental_leave_women_women");
  expect([kept?.target.fiscal_year, kept?.target.by]).toEqual([2027, "2027-09-30"]);
  const ofYears = readKpiCatalog(TOWN).kpis.find(({id}) => id === "parental_leave_women_women");
  expect([ofYears?.target.fiscal_year, ofYears?.target.by]).toEqual([2029, null]);
});

test("the line from a base that was measured on a day begins on that day", () => {
  const {kpi_required_paths, kpis} = kpiTables(readKpiCatalog(TOWN));
  const path = kpi_required_paths?.rows.filter(({kpi_id}) => kpi_id === "year_end_women_women") ?? [];
  // 183 of the 365 days from 31 March to 1 October and 364 of the last year's to its end.
  expect(path.map(({at_year, value}) => [Number(at_year).toFixed(3), value])).toEqual([
    [(2024 + 184 / 365).toFixed(3), 41.7],
    ["2029.000", 50],
  ]);
  const row = kpis?.rows.find(({kpi_id}) => kpi_id === "year_end_women_women");
  expect([row?.base_fiscal_year, row?.base_on]).toEqual([2024, "2025-10-01"]);
});

test.each([
  ["2025-03-31", 2024],
  ["2025-04-01", 2024],
  ["2026-03-30", 2024],
  ["令和8年3月31日", 2025],
])("a base of %s is not judged by a value of fiscal year %s or before", (day, year) => {
  const city = townWith(["kpis.yaml", "on: 2025-10-01", `on: ${day}`]);
  const found = readKpiCatalog(city).kpis.find(({id}) => id === "year_end_women_women");
  expect(found?.base.fiscal_year).toBe(year);
});

test("a city with one programme says nothing of it, and all is of that one", () => {
  const catalog = readKpiCatalog(SAMPLE_CITY);
  expect(catalog.programmes.map(({id}) => id)).toEqual(["main"]);
  expect(new Set([...catalog.kpis, ...catalog.tasks].map(({programme}) => programme))).toEqual(
    new Set(["main"]),
  );
});

const PLACE = 'task: "1", label: 数値目標2';

describe("refused with file, line, what is wrong and what to do:", () => {
  test.each<[string, Change[], RegExp]>([
    [
      "two programmes without an id",
      [
        ["city.yaml", "id: women", "title: x"],
        ["city.yaml", /\n {4}title: 女.*/, ""],
        ["city.yaml", "id: work, ", ""],
      ],
      /^city\/city\.yaml の\d+行目.*二つ目から id を書いてください/,
    ],
    [
      "two of one id",
      [["city.yaml", "id: women", "id: work"]],
      /^city\/city\.yaml の\d+行目.*計画の id「work」が二度あります/,
    ],
    [
      "two of one name",
      [["city.yaml", "みさきの町女性職員活躍推進計画", "みさきの町働き方行動計画"]],
      /^city\/city\.yaml の\d+行目.*名前を変えるか、片方を消して/,
    ],
    [
      "an end before its beginning",
      [["city.yaml", "to: 令和12年3月", "to: 令和7年9月"]],
      /の\d+行目.*計画の終わり（to）は、初め（from）より前/,
    ],
    [
      "a beginning said twice",
      [["city.yaml", "    from: 令和7年10月", "    first_fiscal_year: 2025\n    from: 令和7年10月"]],
      /from と first_fiscal_year は、どちらか一方/,
    ],
    [
      "no end",
      [["city.yaml", "    to: 令和12年3月\n", ""]],
      /計画の終わりを、年度（last_fiscal_year: 2027）か、日や月（to:/,
    ],
    [
      "a day that there is not",
      [["city.yaml", "to: 令和12年3月", "to: 令和12年13月"]],
      /の\d+行目.*「令和12年13月」は日や月として読めません。例/,
    ],
    [
      "an unknown programme of a task",
      [["kpis.yaml", "programme: women }", "programme: wemen }"]],
      /^city\/kpis\.yaml の8行目.*計画「wemen」が city\/city\.yaml の programmes にありません。近いもの: women/,
    ],
    [
      "an unknown programme of an indicator",
      [["kpis.yaml", "    programme: women\n", "    programme: wemen\n"]],
      /計画「wemen」が.*近いもの: women/,
    ],
    [
      "an unknown other programme",
      [["kpis.yaml", "- programme: women\n", "- programme: wemen\n"]],
      /also_in\[0\]\.programme）.*計画「wemen」が.*近いもの: women/,
    ],
    [
      "the other programme's task",
      [["kpis.yaml", PLACE, 'task: "3", label: 数値目標2']],
      /課題「3」は計画「work」のものです。計画「women」の課題を書くか、指標に programme: work/,
    ],
    [
      "one label claimed twice",
      [["kpis.yaml", PLACE, 'task: "1", label: 数値目標1']],
      /計画「women」の課題「1」の「数値目標1」は「year_end_women_women」と同じです。どちらかの label/,
    ],
    [
      "the label of an entry with segments claimed by another entry",
      [["kpis.yaml", /(listed: \[\{ task: "2", label: )目標2( \}\]\n {4}name: 配偶者)/, "$1目標1$2"]],
      /計画「work」の課題「2」の「目標1」は「parental_leave_men」と同じです。どちらかの label/,
    ],
    [
      "one programme twice",
      [
        [
          "kpis.yaml",
          "    also_in:\n      - programme: women\n",
          '    also_in:\n      - { programme: women, listed: [{ task: "1", label: x }] }\n      - programme: women\n',
        ],
      ],
      /kpis\[1\]\.also_in\[1\]\.programme）: year_end_women: 計画「women」には、もう入っています/,
    ],
    [
      "its own programme again",
      [["kpis.yaml", "  - id: year_end_women\n", "  - id: year_end_women\n    programme: women\n"]],
      /計画「women」には、もう入っています。一つの計画には一度だけ/,
    ],
    [
      "a segment that the entry has not",
      [["kpis.yaml", "{ id: men, base: { value: 45.5", "{ id: man, base: { value: 45.5"]],
      /also_in\[0\]\.segments\[0\]\.id）.*内訳「man」が、この指標の segments にありません。近いもの: men/,
    ],
    [
      "another way of counting",
      [
        [
          "kpis.yaml",
          '        listed: [{ task: "1", label: 数値目標1 }]',
          '        measure: { kind: tenure, population: everyone }\n        listed: [{ task: "1", label: 数値目標1 }]',
        ],
      ],
      /also_in\[0\]\.measure）.*「measure」という言葉は使えません/,
    ],
    [
      "a base of a year and a day",
      [["kpis.yaml", "on: 2025-10-01", "on: 2025-10-01, fiscal_year: 2024"]],
      /kpis\.yaml の\d+行目.*基準を計った日（on）と基準年度（fiscal_year）は、どちらか一方/,
    ],
    [
      "a base on a year",
      [["kpis.yaml", "on: 2025-10-01", "on: 令和7年度"]],
      /計った日を書いてください（例: on: 2025-10-01）。年度なら fiscal_year/,
    ],
    [
      "a base of no time",
      [["kpis.yaml", ", on: 2025-10-01", ""]],
      /基準年度を書いてください（例: fiscal_year: 2024）/,
    ],
    [
      "a target that does not fit",
      [["kpis.yaml", "{ form: all, by: 2029 }", "{ form: about, by: 2029 }"]],
      /kpis\.yaml の\d+行目.*also_in\[0\]\.segments\[0\].*parental_leave_women_men/,
    ],
    [
      "a task twice",
      [["kpis.yaml", 'no: "2", name: 両立', 'no: "1", name: 両立']],
      /の9行目.*課題「1」が二度書かれています。片方を消すか、番号を変えて/,
    ],
  ])("%s", (_, changes, message) => {
    const city = townWith(...changes);
    expect(() => readKpiCatalog(city)).toThrow(message);
  });
});
