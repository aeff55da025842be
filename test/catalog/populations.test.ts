import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {populationNames, populationTables} from "../../pipelines/catalog/populations.ts";
import {temporaryFolder} from "../temporary-folder.ts";

function cityWith(files: Record<string, string>): string {
  const city = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(city, name), text);
  return city;
}

function conditions(city: string, id: string): string[] {
  return (populationTables(city).population_conditions?.rows ?? [])
    .filter(({population_id}) => population_id === id)
    .map(({condition_no, is_excluded, attribute, value}) =>
      [condition_no, is_excluded, attribute, value].join(" "),
    );
}

test("a population is told in the words of the roster, or by the values behind them", () => {
  const city = cityWith({
    "populations.yaml": `populations:
  office:
    name: 事務の職員
    only: [{ occupation: [事務, 技術], employment: 正規, bureau: 2030 }]
    except: [{ grade: section_chief }]
`,
  });
  expect(conditions(city, "office")).toEqual([
    "1 false bureau 2030",
    "1 false occupation 事務",
    "1 false occupation 技術",
    "1 false employment regular",
    "2 true grade section_chief",
  ]);
  expect(populationNames(city)).toEqual(expect.arrayContaining(["office", "annual_leave", "programme"]));
});

test("the city's own list of a population takes the place of the program's", () => {
  const city = cityWith({
    "populations.yaml":
      "populations:\n  annual_leave:\n    name: 常勤\n    except: [{ employment: 再任用 }]\n",
  });
  expect(conditions(city, "annual_leave")).toEqual(["1 true employment reappointed"]);
  expect(conditions(cityWith({}), "annual_leave")).toEqual([
    "1 true occupation 教員",
    "2 true employment fiscal_year_appointee",
  ]);
});

const SCOPES =
  "scope_id,scope_name,includes_managers,appointing_authority_group,scope_note\nown,対象,false,,注\n";

const TAGS = "tag,bureau_code,department_name,valid_from,valid_to\n";
const HEAD_OFFICE = "populations:\n  a:\n    name: 甲\n    only:\n      - { tag: 本丁 }\n";

test.each<[string, Record<string, string>, RegExp]>([
  [
    "a tag that no unit has",
    {"populations.yaml": HEAD_OFFICE, "unit-tags.csv": `${TAGS}本庁,1010,,2020-04-01,\n`},
    /^city\/populations\.yaml の5行目: 印「本丁」が city\/unit-tags\.csv にありません。近いもの: 本庁/,
  ],
  [
    "a tag where the city has none",
    {"populations.yaml": HEAD_OFFICE},
    /印「本丁」が city\/unit-tags\.csv にありません。tag,bureau_code,/,
  ],
  [
    "a tag of no unit",
    {"populations.yaml": HEAD_OFFICE, "unit-tags.csv": `${TAGS}本丁,,,2020-04-01,\n`},
    /city\/unit-tags\.csv の2行目.*少なくとも一方を書いてください/,
  ],
  [
    "a word that the roster has not",
    {"populations.yaml": "populations:\n  a:\n    name: 甲\n    only:\n      - { grade: 課長急 }\n"},
    /^city\/populations\.yaml の5行目: 「課長急」は、職員名簿の「職級」にない言葉です。近いもの: 課長級/,
  ],
  [
    "a condition that says nothing",
    {"populations.yaml": "populations:\n  a:\n    name: 甲\n    except:\n      - { reason: なし }\n"},
    /^city\/populations\.yaml の5行目.*何で分けるかを書いてください（authority、/,
  ],
  [
    "an attribute that people are not told by",
    {"populations.yaml": "populations:\n  a:\n    name: 甲\n    only: [{ age: 40 }]\n"},
    /^city\/populations\.yaml の4行目.*age/,
  ],
  [
    "the same name in the table of scopes",
    {"populations.yaml": "populations:\n  own: { name: 甲 }\n", "overtime-scopes.csv": SCOPES},
    /^city\/populations\.yaml の2行目: 対象の職員「own」は city\/overtime-scopes\.csv にもあります/,
  ],
])("%s is refused with file and line", (_, files, message) => {
  expect(() => populationTables(cityWith(files))).toThrow(message);
});
