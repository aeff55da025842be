import {expect, test} from "vitest";
import {wrongRows} from "./models-on.ts";

test("a name means one bureau on each day", async () => {
  const name = (
    of: string,
    code: string,
    {from = "2000-04-01", to = null as string | null, today = code} = {},
  ) => `'${of}', '${code}', '${from}', ${to ? `'${to}'` : "null"}, '${today}'`;
  const tables = {
    "intermediate.int_bureau_names": {
      columns: "name varchar, named_code varchar, valid_from date, valid_to date, bureau_code varchar",
      rows: [
        name("one", "10"),
        name("other", "20"),
        ...[name("twice", "10"), name("twice", "20")],
        ...[name("successor", "10"), name("successor", "20", {today: "10"})],
        // A bureau that was split is one of its name.
        ...[name("split", "10", {today: "11"}), name("split", "10", {today: "12"})],
        ...[name("after", "10", {to: "2020-03-31"}), name("after", "20", {from: "2020-04-01"})],
        ...[name("before", "20", {to: "2020-03-31"}), name("before", "10", {from: "2020-04-01"})],
        ...[name("last day", "10", {to: "2020-04-01"}), name("last day", "20", {from: "2020-04-01"})],
        ...[name("first day", "20", {to: "2020-04-01"}), name("first day", "10", {from: "2020-04-01"})],
      ],
    },
  };
  expect(
    await wrongRows("bureau_names_mean_one_bureau", tables, "bureau_name, bureau_code, source, period"),
  ).toEqual([
    "first day 10、20 bureaus 2020-04-01",
    "last day 10、20 bureaus 2000-04-01",
    "twice 10、20 bureaus 2000-04-01",
  ]);
});

test.each([
  [
    "a list",
    ["10", "11", "12"],
    ["less 0.9", "more 1.1", "of nobody 1", "over the edge 1.0000015", "to nobody 1"],
  ],
  ["no list", [], []],
])(
  "a bureau is split as a whole among bureaus that are known, with %s of them",
  async (_, list, expected) => {
    const codes: Record<string, string[]> = {
      "of nobody": [],
      all: ["whole", "edge", "over the edge", "less", "more", "to nobody"],
    };
    const tables = {
      "catalog.bureau_splits": {
        columns: "bureau_code varchar, successor_code varchar, share decimal(9, 7)",
        rows: [
          ...["'whole', '11', 0.4", "'whole', '12', 0.6"],
          ...["'edge', '11', 0.400001", "'edge', '12', 0.6"],
          ...["'over the edge', '11', 0.4000015", "'over the edge', '12', 0.6"],
          ...["'less', '11', 0.4", "'less', '12', 0.5"],
          ...["'more', '11', 0.5", "'more', '12', 0.6"],
          ...["'to nobody', '11', 0.4", "'to nobody', '99', 0.6"],
          ...["'of nobody', '11', 0.4", "'of nobody', '12', 0.6"],
        ],
      },
      "staging.stg_bureaus": {
        columns: "bureau_code varchar",
        rows: list.length === 0 ? [] : [...list, ...(codes.all ?? [])].map((code) => `'${code}'`),
      },
    };
    expect(await wrongRows("bureau_splits_are_whole", tables, "bureau_code, share::double")).toEqual(
      expected,
    );
  },
);

test("a day on which people with disabilities are counted has one legal rate", async () => {
  const tables = {
    "metrics.disability_rate": {
      columns: "as_of_date date, legal_rate double",
      rows: [
        "'2021-06-01', 2.6",
        "'2022-06-01', null",
        ...["'2023-06-01', 2.6", "'2023-06-01', 2.8"],
        ...["'2024-06-01', 2.8", "'2024-06-01', null"],
      ],
    },
  };
  expect(await wrongRows("disability_legal_rate_is_known", tables, "as_of_date, rate_count")).toEqual([
    "2022-06-01 0",
    "2023-06-01 2",
    "2024-06-01 1",
  ]);
});

test("who counts for the disability rate counts with one weight", async () => {
  const tables = {
    "restricted.disability_counted": {
      columns: "as_of_date date, staff_key varchar",
      rows: [...["'2023-06-01', 'a'", "'2023-06-01', 'b'"], ...["'2024-06-01', 'a'", "'2024-06-01', 'a'"]],
    },
  };
  expect(await wrongRows("disability_weights_are_unambiguous", tables, "as_of_date")).toEqual(["2024-06-01"]);
});

test("no more are done than are due, and no more answer than are asked", async () => {
  const measures = {
    "staging.stg_mental_health": {
      columns: "fiscal_year integer, measure varchar, due_count integer, done_count integer",
      rows: ["2023, 'stress_check', 10, 10", "2024, 'stress_check', 10, 11"],
    },
  };
  expect(await wrongRows("mental_health_done_is_within_due", measures)).toEqual([
    "mental_health 2024-04-01 2024 stress_check 10 11",
  ]);
  const survey = {
    "staging.stg_survey": {
      columns:
        "fiscal_year integer, survey_name varchar, question varchar, answer_count integer, asked_count integer",
      rows: [
        ...["2022, '調査', '問1', 4, 10", "2022, '調査', '問1', 6, 10"],
        ...["2023, '調査', '問1', 5, 10", "2023, '調査', '問1', 6, 10"],
        ...["2024, '調査', '問1', 1, 10", "2024, '調査', '問1', 1, 11"],
      ],
    },
  };
  expect(await wrongRows("survey_answers_are_within_those_asked", survey)).toEqual([
    "survey 2023-04-01 2023 調査 問1 11 10",
    "survey 2024-04-01 2024 調査 問1 2 11",
  ]);
});

test.each([
  ["a list", ["'10'"], ["paper 2024-04-01 知らない局"]],
  ["no list", [], []],
])("paper is of a bureau that is known, with %s of bureaus", async (_, list, expected) => {
  const found = await wrongRows("paper_bureaus_are_known", {
    "staging.stg_paper": {
      columns: "month date, bureau_name varchar",
      rows: ["'2024-04-01', '総務局'", "'2024-04-01', '知らない局'"],
    },
    "intermediate.int_bureau_names": {columns: "name varchar", rows: ["'総務局'"]},
    "staging.stg_bureaus": {columns: "bureau_code varchar", rows: list},
  });
  expect(found).toEqual(expected);
});

test("a device that is used is registered", async () => {
  const found = await wrongRows("telework_devices_are_registered", {
    "staging.stg_telework_usage": {
      columns: "used_on date, device_id varchar",
      rows: ["'2024-04-12', 'PC1'", "'2024-04-12', 'PC2'"],
    },
    "staging.stg_telework_devices": {columns: "device_id varchar", rows: ["'PC1'"]},
  });
  expect(found).toEqual(["telework_pc 2024-04-01 PC2"]);
});
