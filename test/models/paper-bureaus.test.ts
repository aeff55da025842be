import {expect, test} from "vitest";
import {modelsOn} from "./models-on.ts";

interface Named {
  code: string;
  from: string;
  to?: string;
}

/** Title → the bureaus that have had one name, the month of a file of paper, and the bureau that is meant. */
const CASES: [title: string, names: Named[], month: string, meant: string][] = [
  [
    "there since the last day of the month",
    [
      {code: "old", from: "1972-04-01", to: "2023-04-30"},
      {code: "new", from: "2023-05-31"},
    ],
    "2023-05-01",
    "new",
  ],
  [
    "there until the first day of the month, another until December nearer",
    [
      {code: "old", from: "1972-04-01", to: "2023-06-01"},
      {code: "nearer", from: "2020-04-01", to: "2022-12-31"},
    ],
    "2023-06-01",
    "old",
  ],
  [
    "there today, another that is no more nearer",
    [
      {code: "today", from: "1972-04-01"},
      {code: "nearer", from: "2020-04-01", to: "2022-12-31"},
    ],
    "2023-06-01",
    "today",
  ],
  [
    "none there: the last that had the name before",
    [
      {code: "first", from: "1972-04-01", to: "1999-03-31"},
      {code: "last", from: "2000-04-01", to: "2022-12-31"},
      {code: "next", from: "2023-07-01"},
    ],
    "2023-06-01",
    "last",
  ],
  [
    "none before: the first after",
    [
      {code: "second", from: "2024-04-01"},
      {code: "first", from: "2023-07-01", to: "2024-03-31"},
    ],
    "2023-06-01",
    "first",
  ],
];

// 局区一覧: a name is the bureau's on its days; files of paper come by name.
test.each(CASES)("%s", async (_title, names, month, meant) => {
  const {rows, close} = await modelsOn(["intermediate.int_paper_bureaus"], {
    "staging.stg_paper": {
      columns: "bureau_name varchar, month date",
      // Schools and offices of one bureau stand in two rows; a name that nobody knows in none.
      rows: [`'市民局', '${month}'`, `'市民局', '${month}'`, `'知らない局', '${month}'`],
    },
    "intermediate.int_bureau_names": {
      columns: "name varchar, named_code varchar, valid_from date, valid_to date, bureau_code varchar",
      rows: names.map(
        ({code, from, to}) => `'市民局', '${code}', '${from}', ${to ? `'${to}'` : "null"}, '${code}'`,
      ),
    },
  });
  const found = await rows("select name, bureau_code from intermediate.int_paper_bureaus");
  close();
  expect(found).toEqual([{name: "市民局", bureau_code: meant}]);
});
