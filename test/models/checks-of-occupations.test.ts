import {expect, test} from "vitest";
import {wrongRows} from "./models-on.ts";

/** Occupations that a population names, each with the bureau that it names it of. */
type Named = [occupation: string, bureau?: string][];

const ROSTER: [bureau: string, occupation: string | null][] = [
  ["10", "自動車運転手"],
  ["20", "自動車運転手"],
  ["10", "事務員"],
  ["30", "事務員補"],
  ["20", "保健士"],
  ["20", "保育補佐"],
  ["20", "消防吏員"],
  ["20", null],
];

test.each<[string, Named, string[]]>([
  ["as on the roster", [["自動車運転手"]], []],
  ["that somebody has, beside one like it", [["事務員"]], []],
  ["with another last letter", [["自動車運転士"]], ["－ 自動車運転士 自動車運転手"]],
  ["with another last letter but one", [["自動車運輸手"]], ["－ 自動車運輸手 自動車運転手"]],
  ["with another first letter", [["他動車運転手"]], ["－ 他動車運転手 自動車運転手"]],
  ["with two other letters", [["自転車運転士"]], []],
  ["of four letters with another one", [["保育補助"]], ["－ 保育補助 保育補佐"]],
  ["of three letters with another one", [["保育士"]], []],
  ["one letter longer, and another", [["消防吏長員"]], []],
  ["shorter", [["運転手"]], ["－ 運転手 自動車運転手"]],
  ["longer", [["消防吏員（隔日）"]], ["－ 消防吏員（隔日） 消防吏員"]],
  ["that are like one that it names, too", [["自動車運転士"], ["自動車運転手"]], []],
  ["of a bureau", [["自動車運転士", "10"]], ["10 自動車運転士 自動車運転手"]],
  ["of a bureau without any like it", [["自動車運転士", "30"]], []],
  ["that only another bureau has", [["事務員補", "10"]], ["10 事務員補 事務員"]],
  [
    "like one that it names of another bureau",
    [
      ["自動車運転士", "10"],
      ["自動車運転手", "20"],
    ],
    ["10 自動車運転士 自動車運転手"],
  ],
  [
    "like one that it names of the same bureau",
    [
      ["自動車運転士", "10"],
      ["自動車運転手", "10"],
    ],
    [],
  ],
  [
    "of any bureau beside one of a bureau",
    [["自動車運転士"], ["消防吏員", "20"]],
    ["－ 自動車運転士 自動車運転手"],
  ],
])("occupations of a population %s", async (_, named, expected) => {
  const conditions = named.flatMap(([occupation, bureau], index) => [
    `'it', ${index + 1}, 'occupation', '${occupation}'`,
    ...(bureau ? [`'it', ${index + 1}, 'bureau', '${bureau}'`] : []),
  ]);
  const tables = {
    "staging.stg_staff": {
      columns: "bureau_code varchar, occupation varchar",
      rows: ROSTER.map(([bureau, occupation]) => `'${bureau}', ${occupation ? `'${occupation}'` : "null"}`),
    },
    "intermediate.int_population_conditions": {
      columns: "population_id varchar, condition_no integer, attribute varchar, value varchar",
      // Another population has the roster's words; kinds of employment are no occupations.
      rows: [
        ...conditions,
        "'other', 1, 'occupation', '自動車運転手'",
        "'kinds', 1, 'employment', '自動車運転士'",
        "'kinds', 1, 'bureau', '20'",
      ],
    },
  };
  const found = await wrongRows(
    "excluded_occupations_are_spelt_as_on_the_roster",
    tables,
    "bureau_code, occupation, roster_occupation",
  );
  expect(found).toEqual(expected);
});
