import {afterAll, beforeAll, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {type MeasuredCity, measuredCity} from "./measured-city.ts";
import {BUREAUS, HEADINGS, rosterLine} from "./tiny-city.ts";

const PEOPLE = {mayor: [8, 4], water: [2, 6], board: [9, 9]} as const;

/** Of each authority so many men and women, all in the first bureau but for those of the board of education. */
function roster(day: string): string {
  let number = 0;
  const people = Object.entries(PEOPLE).flatMap(([who, [men, women]]) =>
    [...Array(men + women).keys()].map((index) => {
      number += 1;
      return rosterLine({
        ...{day, person: String(number).padStart(6, "0"), sex: index < men ? "男" : "女"},
        ...{bureau: who === "board" ? "2040" : "1010", authority: AUTHORITIES[who as keyof typeof PEOPLE]},
        ...(who === "board" && index < 2 && {grade: "課長級"}),
      });
    }),
  );
  return [HEADINGS.staff, ...people].join("\n");
}

const AUTHORITIES = {mayor: "市長", water: "上下水道事業管理者", board: "教育委員会"};

const CERTIFIED = [
  "1日,000001,身体,重度以外,38:45,身体障害者手帳,2010-04-01",
  ...Array.from(
    {length: 10},
    (_, index) => `1日,${String(21 + index).padStart(6, "0")},身体,重度以外,38:45,身体障害者手帳,2010-04-01`,
  ),
].map((line) => line.replace("1日", "2024-06-01"));

const populations = {
  mayors: {name: "市長部局の職員", only: [{authority: "市長"}]},
  waters: {name: "水道の職員", only: [{authority: "上下水道事業管理者"}]},
  boards: {name: "教育委員会の職員", only: [{authority: "教育委員会"}]},
  men_of_mayors: {name: "市長部局の男性", only: [{authority: "市長", sex: "男"}]},
  men_of_waters: {name: "水道の男性", only: [{authority: "上下水道事業管理者", sex: "男"}]},
  board: {name: "教育委員会の所属", only: [{bureau: "2040"}]},
  few_of_board: {name: "その少し", only: [{bureau: "2040", grade: "課長級"}]},
  teaching_men: {name: "課長級の男性", only: [{grade: "課長級", sex: "男"}]},
  men_of_boards: {name: "教育委員会の男性", only: [{authority: "教育委員会", sex: "男"}]},
};

const SEGMENTS = [
  {id: "mayor", label: "市長部局", population: "mayors"},
  {id: "water", label: "水道", population: "waters"},
  {id: "board", label: "教育委員会", population: "boards"},
];

/** Men among the men of each: 8, 2 and 9 people. */
function menOf(whose: string[]) {
  const segments = SEGMENTS.filter(({id}) => whose.includes(id)).map((segment) => ({
    ...segment,
    population: `men_of_${segment.population}`,
  }));
  const measure = {kind: "share", population: "everyone", part: "men"};
  return {measure, unit: "%", rest: {privacy: "appointments", segments}};
}

function share(population: string, part: string) {
  return {measure: {kind: "share", population, part}, unit: "%", rest: {privacy: "appointments"}};
}

const judged = SEGMENTS.map((segment) => ({
  ...segment,
  target: {form: "at_least", value: segment.id === "mayor" ? 40 : 30, each_year: true},
}));

let city: MeasuredCity;
beforeAll(async () => {
  city = await measuredCity(
    {
      women: {
        measure: {kind: "share", population: "everyone", part: "women"},
        ...{unit: "%", rest: {privacy: "appointments", short_name: "女性", segments: judged}},
      },
      three: menOf(["mayor", "water", "board"]),
      two: menOf(["water", "board"]),
      disability: {
        measure: {},
        unit: "%",
        rest: {
          ...{
            measure: undefined,
            short_name: "障害者雇用",
            model: "kpi_disability_employment_rate",
            privacy: "disability",
          },
          segments: SEGMENTS.map((segment) => ({
            ...segment,
            ...(segment.id === "board" && {
              target: {form: "follows", against: "standards.disability_legal_rate"},
            }),
          })),
        },
      },
      men_of_2040: share("board", "men"),
      few_of_2040: share("few_of_board", "men"),
      // In one bureau by chance only.
      men_teaching: share("teaching_men", "men"),
      ready: {
        measure: {kind: "figures", indicator: "平均年齢"},
        rest: {
          segments: [
            {id: "one", label: "第一"},
            {id: "two", label: "第二"},
          ],
        },
      },
    },
    {
      files: {
        "局区一覧.csv": BUREAUS,
        "職員名簿_2023.csv": roster("2023-04-01"),
        "職員名簿_2024.csv": roster("2024-04-01"),
        "障害_2024.csv": [HEADINGS.disability, ...CERTIFIED].join("\n"),
        "指標実績_R5.csv": "年度,指標,区分,基準日,実績値,分子,分母,備考\nR5,平均年齢,第一,,41.5,,,",
      },
      populations,
    },
  );
}, 120_000);
afterAll(() => city.close());

function shown(id: string, year: number): Promise<string[]> {
  return city
    .rows(
      `select kpi_id, value, numerator, denominator, observation_status from marts.fct_kpi_values
       where kpi_id like '${id}_%' and fiscal_year = ${year} and period_kind = 'year' and bureau_code is null order by kpi_id`,
    )
    .then(lines);
}

test("each segment is judged by itself, and dim_kpis says of what it is one", async () => {
  const named = await city.rows(
    "select kpi_id, segment_of, segment_of_name, segment_label from marts.dim_kpis where kpi_id like 'women%' order by display_order",
  );
  expect(lines(named)).toEqual([
    "women_mayor women 女性 市長部局",
    "women_water women 女性 水道",
    "women_board women 女性 教育委員会",
  ]);
  const board = await city.rows(
    "select kpi_id, status from marts.fct_scoreboard where kpi_id like 'women%' and as_of_date = '2024-03-31' order by kpi_id",
  );
  expect(lines(board)).toEqual(["women_board achieved", "women_mayor behind", "women_water achieved"]);
});

test("segments of enough people are told", async () => {
  expect(await shown("women", 2023)).toEqual([
    "women_board 50 9 18 final",
    "women_mayor 33.333333333333336 4 12 final",
    "women_water 75 6 8 final",
  ]);
});

test("the whole of an indicator whose population is one bureau's is told as that bureau, that of a trade in one bureau as the city's", async () => {
  const wholes = await city.rows(
    `select kpi_id, value, numerator, denominator, observation_status from marts.fct_kpi_values
     where kpi_id in ('men_of_2040', 'few_of_2040', 'men_teaching') and fiscal_year = 2023 and period_kind = 'year' and bureau_code is null
     order by kpi_id`,
  );
  expect(lines(wholes)).toEqual([
    "few_of_2040 － － － withheld",
    "men_of_2040 50 9 18 final",
    "men_teaching 100 2 2 final",
  ]);
});

test("a segment of few people is withheld with its bureaus; of three or more the next smallest goes with it", async () => {
  expect(await shown("two", 2023)).toEqual(["two_board 100 9 9 final", "two_water － － － withheld"]);
  expect(await shown("three", 2023)).toEqual([
    "three_board 100 9 9 final",
    "three_mayor － － － withheld",
    "three_water － － － withheld",
  ]);
  const bureaus = await city.rows(
    `select distinct kpi_id, observation_status from marts.fct_kpi_values
     where kpi_id like 'three%' and bureau_code is not null order by all`,
  );
  expect(lines(bureaus).filter((line) => !line.startsWith("three_board"))).toEqual([
    "three_mayor withheld",
    "three_water withheld",
  ]);
});

test("the disability rate is measured authority by authority, and few people with a disability are told of none", async () => {
  expect(await shown("disability", 2024)).toEqual([
    "disability_board 55.55555555555556 10 18 provisional",
    "disability_mayor － － － withheld",
    "disability_water － － － withheld",
  ]);
});

test("an indicator whose segment no row of the figures has waits for them", async () => {
  expect(await shown("ready", 2023)).toEqual(["ready_one 41.5 － － final"]);
  const awaited = await city.rows(
    "select kpi_id, source from marts.fct_kpi_awaited_sources where kpi_id like 'ready%'",
  );
  expect(lines(awaited)).toEqual(["ready_two indicator_figures"]);
});
