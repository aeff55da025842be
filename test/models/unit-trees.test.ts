import {afterAll, beforeAll, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {type MeasuredCity, measuredCity} from "./measured-city.ts";

/*
 * A city without codes whose rosters name units of any of three levels; 課 are shown. 庶務係 is in two of them, so the
 * tree calls them by different names, and a department of one name is in two bureaus.
 */

const BUREAUS = `局区コード,任命区分,適用開始日
${["総務部", "人事課", "給与係", "人事庶務係", "財政課", "財政庶務係", "学校課"]
  .map((name) => `${name},${name === "学校課" ? "教育委員会" : "市長部局"},2010-04-01`)
  .join("\n")}`;

const UNITS = `unit_code,level_name,parent_code,valid_from,valid_to
総務部,部,,2010-04-01,
人事課,課,総務部,2010-04-01,
財政課,課,総務部,2010-04-01,
人事庶務係,係,人事課,2010-04-01,
財政庶務係,係,財政課,2010-04-01,
給与係,係,人事課,2010-04-01,2024-03-31
給与係,係,財政課,2024-04-01,
`;

const HEADINGS =
  "基準日,職員番号,局区コード,所属名,任命権者,職級,職種,性別,任用形態,週勤務時間,管理職区分,採用年月日";

function roster(year: number, people: string[]): string {
  const lines = people.map((person) => {
    const [number, unit, department = "本庁舎", sex = "男"] = person.split(" ");
    const authority = unit === "学校課" ? "教育委員会" : "市長";
    return `${year}-04-01,00000${number},${unit},${department},${authority},一般,事務,${sex},正規,38:45,一般,2010-04-01`;
  });
  return [HEADINGS, ...lines].join("\n");
}

const PEOPLE = [
  ...["1 総務部", "2 人事課 庶務 女", "3 給与係 庶務", "4 人事庶務係", "5 財政課 庶務 女"],
  ...["6 財政庶務係 本庁舎 女", "7 学校課 庶務"],
];

const LEAVE = `期間,職員番号,取得日数,取得時間
${["R6Q1,000003,4,0:00", "R6Q1,000004,9,0:00", "R6Q1,000005,8,0:00"].join("\n")}`;

/** Units of a level with anybody who took four days: 000003, 000004 and 000005 did. */
const unitsOf = (level: string) => ({
  measure: {
    ...{kind: "units_over", source: "leave", field: "taken_days", population: "everyone"},
    ...{threshold: 4, compare: "at_least", level},
  },
});

const head = (population: string) => ({measure: {kind: "head_count", population}});

let city: MeasuredCity;
beforeAll(async () => {
  city = await measuredCity(
    {
      everyone: head("everyone"),
      division: head("division"),
      section: head("section"),
      general_affairs: head("general_affairs"),
      general_affairs_there: head("general_affairs_there"),
      tagged: head("tagged"),
      board: head("board"),
      women: {measure: {kind: "share", population: "section", part: "women"}, unit: "%"},
      many_days: {
        measure: {
          ...{kind: "units_over", source: "leave", field: "taken_days", population: "everyone"},
          ...{threshold: 5, compare: "over"},
        },
      },
      divisions: unitsOf("部"),
      sections: unitsOf("課"),
      subsections: unitsOf("係"),
      departments: unitsOf("department"),
    },
    {
      about: `levels: [部, 課, 係]
unit: 課
authorities:
  - { name: 市長, group: 市長部局 }
  - { name: 教育委員会 }
`,
      files: {
        "局区一覧.csv": BUREAUS,
        "名簿5.csv": roster(2023, PEOPLE),
        "名簿6.csv": roster(2024, PEOPLE),
        "休暇.csv": LEAVE,
      },
      populations: {
        division: {name: "総務部", only: [{unit: "総務部"}]},
        section: {name: "人事課", only: [{unit: "人事課"}]},
        general_affairs: {name: "庶務", only: [{department: "庶務"}]},
        general_affairs_there: {name: "人事課の庶務", only: [{department: "庶務", unit: "人事課"}]},
        board: {name: "教育委員会", only: [{authority_group: "教育委員会"}]},
        tagged: {name: "本庁", only: [{tag: "本庁"}], except: [{unit: "財政課"}]},
        women: {name: "女性", only: [{sex: "女"}]},
      },
      tables: {
        "units.csv": UNITS,
        "unit-tags.csv": "tag,bureau_code,department_name,valid_from,valid_to\n本庁,総務部,,2010-04-01,\n",
        "sources/bureaus.yaml": "patterns: {bureau_code: 自由}\n",
      },
    },
  );
}, 120_000);
afterAll(() => city.close());

test("a person is of the bureau that the unit lay in on the day, and a unit above stands for itself", async () => {
  expect(await city.values("everyone")).toEqual(["2023 － 7", "2024 － 7"]);
  expect(await city.values("everyone", "人事課")).toEqual(["2023 － 3", "2024 － 2"]);
  expect(await city.values("everyone", "財政課")).toEqual(["2023 － 2", "2024 － 3"]);
  expect(await city.values("everyone", "総務部")).toEqual(["2023 － 1", "2024 － 1"]);
  expect(await city.values("everyone", "給与係")).toEqual([]);
});

// 給与係 lies in 財政課 by now; who stands in 財政課 itself is of no 係 below it.
test("units of any level with anybody over are counted, and departments, for the bureaus that they lie in, too", async () => {
  const counts = async (id: string) => [
    ...(await city.values(id)),
    ...(await city.values(id, "人事課")),
    ...(await city.values(id, "財政課")),
  ];
  expect(await counts("divisions")).toEqual(["2024 1 1"]);
  expect(await counts("sections")).toEqual(["2024 1 2", "2024 1 1", "2024 1 1"]);
  expect(await counts("subsections")).toEqual(["2024 1 3", "2024 1 1", "2024 1 2"]);
  expect(await counts("departments")).toEqual(["2024 1 3", "2024 1 1", "2024 1 2"]);
  expect(await city.values("subsections", "学校課")).toEqual(["2024 1 0"]);
});

test("bureaus are the units of the shown level, and those above it in which people stand", async () => {
  const bureaus = await city.rows(
    "select bureau_code, bureau_name from marts.dim_bureaus order by display_order",
  );
  expect(lines(bureaus)).toEqual(["総務部 総務部", "人事課 人事課", "財政課 財政課", "学校課 学校課"]);
  const names = await city.rows("select name from marts.dim_bureau_names order by name");
  expect(lines(names).sort()).toEqual(["人事課", "学校課", "総務部", "財政課"].sort());
});

test("a population may be a unit of any level with all below it, or a department", async () => {
  expect(await city.values("division")).toEqual(["2023 － 6", "2024 － 6"]);
  expect(await city.values("section")).toEqual(["2023 － 3", "2024 － 2"]);
  expect(await city.values("women")).toEqual(["2023 － 33.33", "2024 － 50"]);
});

test("a department of the same name in two bureaus is two", async () => {
  expect(await city.values("general_affairs")).toEqual(["2023 － 4", "2024 － 4"]);
  expect(await city.values("general_affairs_there")).toEqual(["2023 － 2", "2024 － 1"]);
});

test("authorities are the city's own, in groups of its own", async () => {
  expect(await city.values("board")).toEqual(["2023 － 1", "2024 － 1"]);
  const groups = await city.rows(
    "select distinct appointing_authority_group as name from marts.dim_bureaus order by name",
  );
  expect(lines(groups).sort()).toEqual(["市長部局", "教育委員会"].sort());
});

test("a tag of a unit is that of all below it", async () => {
  expect(await city.values("tagged")).toEqual(["2023 － 4", "2024 － 3"]);
});

// 8 days in 財政課 and 9 in 人事庶務係, which is of 人事課; 4 are not over 5.
test("what happens below is counted in the bureau", async () => {
  expect(await city.values("many_days")).toEqual(["2024 1 2"]);
});

test("the tree is published with the bureau that each unit is shown in", async () => {
  const units = await city.rows(
    "select unit_code, level_name, parent_code, bureau_code, valid_to::varchar as valid_to from marts.dim_units where unit_code in ('給与係', '総務部') order by unit_code, valid_from",
  );
  expect(lines(units)).toEqual([
    "給与係 係 人事課 人事課 2024-03-31",
    "給与係 係 財政課 財政課 －",
    "総務部 部 － 総務部 －",
  ]);
});
