import {writeFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {expect, test} from "vitest";
import {unitNames, unitTables} from "../../pipelines/catalog/units.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const HEADING = "unit_code,level_name,parent_code,valid_from,valid_to";
const LEVELS = "levels: [局, 部, 課]\nunit: 部\n";

function cityWith(units: string[], about = LEVELS): string {
  const city = temporaryFolder();
  writeFileSync(join(city, "city.yaml"), `name: 市\n${about}`);
  writeFileSync(join(city, "units.csv"), [HEADING, ...units].join("\n"));
  return city;
}

function placesIn(city: string): string[] {
  return (unitTables(city).unit_bureaus?.rows ?? [])
    .map(({unit_code, bureau_code, valid_from, valid_to}) =>
      [unit_code, bureau_code, valid_from, valid_to ?? "－"].join(" "),
    )
    .sort();
}

const TREE = [
  "総務局,局,,2020-04-01,",
  "人事部,部,総務局,2020-04-01,",
  "財政部,部,総務局,2020-04-01,",
  "給与課,課,人事部,2020-04-01,2022-03-31",
  "給与課,課,財政部,2022-04-01,",
  "秘書課,課,総務局,2020-04-01,",
  "議会事務課,課,,2020-04-01,",
];

// 給与課 has moved; 秘書課 lies in no 部, so its 局 stands for it; 議会事務課 lies in nothing.
test("every unit is shown in the one of the shown level that it lies in, on each day", () => {
  expect(placesIn(cityWith(TREE))).toEqual([
    "人事部 人事部 2020-04-01 －",
    "秘書課 総務局 2020-04-01 －",
    "給与課 人事部 2020-04-01 2022-03-31",
    "給与課 財政部 2022-04-01 －",
    "総務局 総務局 2020-04-01 －",
    "財政部 財政部 2020-04-01 －",
  ]);
  expect(placesIn(cityWith(TREE, "levels: [局, 部, 課]\nunit: 局\n"))).toContain(
    "給与課 総務局 2022-04-01 －",
  );
  expect(unitNames(cityWith(TREE))).toHaveLength(6);
});

test("a city without a tree has none", () => {
  expect(placesIn(cityWith([], ""))).toEqual([]);
});

const DAY = "2020-04-01";

test.each<[string, string[], RegExp, string?]>([
  [
    "a circle",
    [`甲,部,乙,${DAY},`, `乙,局,丙,${DAY},`, `丙,局,甲,${DAY},`],
    /^city\/units\.csv の2行目: 所属が輪になっています（甲 → 乙 → 丙 → 甲）。.*parent_code/,
  ],
  ["a unit in itself", [`甲,部,甲,${DAY},`], /2行目: 所属が輪になっています（甲 → 甲）/],
  [
    "two parents at one time",
    [`局1,局,,${DAY},`, `局2,局,,${DAY},`, `甲,部,局1,${DAY},2022-03-31`, "甲,部,局2,2022-03-31,"],
    /^city\/units\.csv の5行目: 「甲」には、同じ時期に上の所属が二つあります（局1、局2）（city\/units\.csv の4行目）。.*valid_to/,
  ],
  [
    "days twice",
    [`甲,部,,${DAY},`, "甲,部,,2022-04-01,"],
    /3行目: 「甲」の期間が重なっています（city\/units\.csv の2行目）/,
  ],
  [
    "a parent that is not there",
    [`総務局,局,,${DAY},`, `甲,部,総務部,${DAY},`],
    /3行目: 「甲」の上の所属「総務部」が city\/units\.csv にありません。.*近いもの: 総務局/,
  ],
  [
    "a parent that has ended",
    [`総務局,局,,${DAY},2022-03-31`, `甲,部,総務局,${DAY},`],
    /3行目: 「甲」の上の所属「総務局」は 2022-04-01 にありません/,
  ],
  [
    "a parent that comes later",
    ["総務局,局,,2021-04-01,", `甲,部,総務局,${DAY},`],
    /3行目: 「甲」の上の所属「総務局」は 2020-04-01 にありません/,
  ],
  [
    "an end before the beginning",
    [`甲,部,,${DAY},2019-03-31`],
    /2行目: 「甲」の valid_to が valid_from より前です/,
  ],
  [
    "a unit above its own level",
    [`甲,課,,${DAY},`, `乙,部,甲,${DAY},`],
    /3行目: 「乙」（部）は、同じか下の階層の「甲」（課）の下に置けません/,
  ],
  [
    "a level that is not one",
    [`甲,室,,${DAY},`],
    /2行目: 階層「室」が city\/city\.yaml の levels にありません。近いもの: /,
  ],
  [
    "a level where the city names none",
    [`甲,課,,${DAY},`],
    /2行目: 階層「課」が分かりません。city\/city\.yaml に、.*levels: \[局, 部, 課\]/,
    "",
  ],
  [
    "a shown level that is none of the levels",
    [],
    /^city\/city\.yaml の3行目: 部局として示す階層（unit）「室」が、levels（部、課）にありません/,
    "levels: [部, 課]\nunit: 室\n",
  ],
  [
    "the kind's usual level where it is none of the levels",
    [],
    /^city\/city\.yaml の2行目: 部局として示す階層（unit）「局区」が、levels（部、課）に/,
    "levels: [部, 課]\n",
  ],
  ["a level twice", [], /city\.yaml の2行目.*同じ階層が二つあります/, "levels: [部, 部]\nunit: 部\n"],
])("%s is refused with file, line and what to do", (_, units, message, about) => {
  expect(() => unitTables(cityWith(units, about))).toThrow(message);
});

/** A tree with units of any level below units of any higher one; the parent of each is one before it, or none. */
const trees = fc
  .array(fc.record({level: fc.nat(2), parent: fc.nat(9)}), {minLength: 1, maxLength: 10})
  .map((units) =>
    units.map(({level, parent}, index) => ({
      name: `u${index}`,
      level,
      parent: units.slice(0, index).some((unit, at) => at === parent && unit.level < level) ? parent : null,
    })),
  );

test("in any tree each unit has one bureau, of the shown level or above, on its own way up", () => {
  fc.assert(
    fc.property(trees, fc.nat(2), (units, shown) => {
      const lines = units.map(
        ({name, level, parent}) => `${name},L${level},${parent === null ? "" : `u${parent}`},${DAY},`,
      );
      const about = `levels: [L0, L1, L2]\nunit: L${shown}\n`;
      const bureaus = new Map<unknown, unknown>();
      for (const {unit_code, bureau_code} of unitTables(cityWith(lines, about)).unit_bureaus?.rows ?? []) {
        expect(bureaus.has(unit_code)).toBe(false);
        bureaus.set(unit_code, bureau_code);
      }
      for (const unit of units) {
        let at: (typeof units)[number] | undefined = unit;
        while (at && at.level > shown) at = at.parent === null ? undefined : units[at.parent];
        expect(bureaus.get(unit.name)).toBe(at?.name);
      }
    }),
    {numRuns: 60},
  );
});
