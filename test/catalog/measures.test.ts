import {cpSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {stringify} from "yaml";
import {readKpiCatalog} from "../../pipelines/catalog/kpi-catalog.ts";
import {entryOf} from "../models/measured-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const BARE = join(import.meta.dirname, "../../data/cities/bare");

/** Reads a bare city's folder with one indicator, and with other files of it (name → text). */
function reading(
  measure: Record<string, unknown>,
  rest: Record<string, unknown> = {},
  files: Record<string, string> = {},
): () => unknown {
  const city = temporaryFolder();
  cpSync(BARE, city, {recursive: true});
  for (const [name, text] of Object.entries(files)) writeFileSync(join(city, name), text);
  const bare = readFileSync(join(BARE, "kpis.yaml"), "utf8");
  const kpis = [{...entryOf("leave", {measure}), ...rest}];
  writeFileSync(join(city, "kpis.yaml"), bare.replace("kpis: []", stringify({kpis})));
  return () => readKpiCatalog(city);
}

const HOURS = {source: "overtime", field: "hours", item: "report"};
const MEAN = {kind: "mean", source: "leave", field: "taken_days", population: "annual_leave"};

test.each<[string, Record<string, unknown>, Record<string, unknown>, RegExp]>([
  [
    "a kind that there is not",
    {...MEAN, kind: "meen"},
    {},
    /city\/kpis\.yaml の\d+行目.*計り方（kind）は mean、total、.* のどれかです/,
  ],
  [
    "a source that cannot be added up",
    {...MEAN, source: "leaves"},
    {},
    /city\/kpis\.yaml の\d+行目: .*「leaves」は足し合わせられません。近いもの: leave/,
  ],
  [
    "a column that the source has not",
    {...MEAN, field: "hours"},
    {},
    /列「hours」は「leave」にありません。使えるもの: taken_days/,
  ],
  [
    "a population that there is not",
    {...MEAN, population: "anual_leave"},
    {},
    /対象の職員「anual_leave」が.*近いもの: annual_leave/,
  ],
  [
    "amounts of people without saying whose",
    {kind: "total", source: "overtime", field: "hours"},
    {},
    /だれの分かを population に書いてください/,
  ],
  [
    "hours without the way of counting, of which there are several",
    {kind: "total", source: "overtime", field: "hours", population: "men"},
    {},
    /全部を足すと正しい数になりません。どれを数えるかを item に書いてください: 時間の数え方（report/,
  ],
  [
    "whose amounts they are where they are nobody's",
    {kind: "total", source: "activity", field: "amount", population: "men"},
    {},
    /population は書けません/,
  ],
  [
    "people who have enough of what is nobody's",
    {
      kind: "ratio",
      of: {source: "paper", field: "sheets", at_least: 5},
      over: {source: "paper", field: "sheets"},
    },
    {},
    /「paper」は職員ごとの量ではないので、at_least は書けません/,
  ],
  [
    "a year that the periods cannot give",
    {...MEAN, year_starts: 9},
    {},
    /kpis\.yaml の\d+行目: .*年の始まり（9月）は、「leave」の期間（3か月ごと）からは作れません。1、4、7、10月のどれかにするか、月ごとのファイルにしてもらって city\/sources\/leave\.yaml に period: month と書いてください/,
  ],
  [
    "a year that only longer periods could give",
    {kind: "total", source: "activity", field: "amount", item: "coaching", year_starts: 9},
    {},
    /「activity」の期間（3か月ごと）からは作れません。1、4、7、10月のどれかにしてください/,
  ],
  [
    "months of files that come by the quarter",
    {...MEAN, by_month: true},
    {},
    /kpis\.yaml の\d+行目: .*「leave」のファイルは月ごとに届かないので、月ごとの値（by_month）は出せません。by_month を消してください/,
  ],
  [
    "months of years that are added up",
    {kind: "total", source: "paper", field: "sheets", by_month: true},
    {pool_years: 2},
    /月ごとの値（by_month）は、年度を合わせる指標（pool_years）では出せません。どちらかを消してください/,
  ],
  [
    "months of segments",
    {kind: "total", ...HOURS, population: "everyone", by_month: true},
    {
      segments: [
        {id: "men", label: "男性", population: "men"},
        {id: "women", label: "女性", population: "women"},
      ],
    },
    /月ごとの値（by_month）は、内訳（segments）のある指標では出せません/,
  ],
  [
    "units of a level that there is not",
    {...MEAN, kind: "units_over", threshold: 5, compare: "under", level: "班"},
    {},
    /kpis\.yaml の\d+行目: .*階層（level）「班」が、city\/city\.yaml の levels（.*）にありません。そのどれか、または名簿の所属名で数える department/,
  ],
  [
    "a day that there is not",
    {kind: "head_count", population: "men", on: "13-01"},
    {},
    /city\/kpis\.yaml の\d+行目/,
  ],
  [
    "a measure and a model",
    MEAN,
    {model: "kpi_annual_leave_days"},
    /計り方（measure）と計算式（model）は、どちらか一方/,
  ],
])("%s is refused with file and line", (_, measure, rest, message) => {
  expect(reading(measure, rest)).toThrow(message);
});

test.each([
  ["overtime", {...MEAN, source: "overtime", field: "hours", item: "report", year_starts: 9}, {}],
  ["paper", {kind: "total", source: "paper", field: "sheets", year_starts: 9}, {}],
  ["leave that comes by the month", {...MEAN, year_starts: 9}, {"sources/leave.yaml": "period: month\n"}],
])("a year from September is measured where files have months: %s", (_, measure, files) => {
  expect(reading(measure, {}, files)).not.toThrow();
});

test("units are counted of each level that the city names, and departments", () => {
  const over = {...MEAN, kind: "units_over", threshold: 5, compare: "under"};
  const about = readFileSync(join(BARE, "city.yaml"), "utf8");
  const tree = {"city.yaml": `${about}levels: [部, 課]\nunit: 課\n`};
  for (const level of ["部", "課", "department"]) expect(reading({...over, level}, {}, tree)).not.toThrow();
});
