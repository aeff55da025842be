import {expect, test} from "vitest";
import {auditPaper, type ToldOnPaper} from "../../pipelines/audit/paper-tables.ts";

/** "leave 甲局 2023 12.34"; "leave 甲局 2023-09-30 －": what a release tells of a year, or to the end of a quarter. */
function told(line: string): ToldOnPaper {
  const [kpi = "", bureau_name = "", period = "", value = ""] = line.split(" ");
  const isYear = period.length === 4;
  return {
    ...{kpi_id: kpi, kpi_name: `${kpi}の割合`, short_name: kpi, decimals: 1, bureau_name},
    fiscal_year: Number(period.slice(0, 4)),
    period_kind: isYear ? "year" : "quarter",
    period_end: isYear ? `${Number(period) + 1}-03-31` : period,
    value: value === "－" ? null : Number(value),
  };
}

const TOLD = [
  ...["leave 甲局 2022 10", "leave 甲局 2023 12.34", "leave 甲局 2023-09-30 6"],
  ...["leave 乙局 2022 －", "leave 乙局 2023 20", "leave 乙局 2023-09-30 －"],
  ...["chiefs 甲局 2022 77", "chiefs 甲局 2023 －", "chiefs 乙局 2023 5"],
].map(told);

const HEAD = "局区 R4 R5 前年差 R5.9まで";

/** What is found in one table: its lines, of which the first is the head, cells parted by blanks. */
function found(around: string, ...lines: string[]) {
  const rows = lines.map((line) => line.split(" "));
  const {leaks, ...counts} = auditPaper([{place: "a.pdf 1ページ", around, rows}], TOLD);
  return {
    ...counts,
    leaks: leaks.map(
      ({place, bureau, heading, is_withheld}) => `${place} ${bureau} ${heading} ${is_withheld}`,
    ),
  };
}

const NOTHING = {tables: 1, figures: 0, withheld: 0, unread: 0, leaks: []};

test("a table that says what the release tells, rounded or not, is right", () => {
  expect(found("leave の割合", HEAD, "甲局 10.0 12.3 2.3 ＊6.0", "乙局 x 20.0 x x")).toEqual({
    ...NOTHING,
    ...{figures: 5, withheld: 3},
  });
  expect(
    found("leave-all-bureaus.csv", "局区 局区コード R4年 R5年度", "甲局 1010 10 12.34", "乙局 1020 x 20%"),
  ).toEqual({
    ...NOTHING,
    ...{figures: 3, withheld: 1},
  });
  expect(found("leave", "局区 R4 R5", "甲局 － ", "市全体 3 4")).toEqual(NOTHING);
});

test("a number where the release tells nothing is found, also as a change, and one that is another", () => {
  expect(found("leave", HEAD, "乙局 2.5 20.0 17.5 ＊3").leaks).toEqual(
    ["R4", "前年差", "R5.9まで"].map((heading) => `a.pdf 1ページ 乙局 ${heading} true`),
  );
  expect(found("leave", HEAD, "甲局 10.0 12.4 2.4 6.1").leaks).toEqual([
    "a.pdf 1ページ 甲局 R5 false",
    "a.pdf 1ページ 甲局 R5.9まで false",
  ]);
  // Of a year of which the release has no row of that bureau.
  expect(found("chiefs", "局区 R4 R5", "乙局 3 5").leaks).toEqual(["a.pdf 1ページ 乙局 R4 true"]);
  expect(found("chiefs", "局区 R4 R5", "乙局 ▲5 5").leaks).toHaveLength(1);
});

test("of several indicators that are named, the table is of the one that it fits", () => {
  expect(found("leave chiefs", "局区 R4 R5", "甲局 77 x", "乙局 － 5.0").leaks).toEqual([]);
  expect(found("chiefs", "局区 R4 R5", "甲局 10 12.3").leaks).toHaveLength(2);
});

test("what cannot be brought together with the release is counted, and tables without bureaus are not", () => {
  expect(found("leave", "局区 人数 R5", "甲局 7 12.3")).toEqual({...NOTHING, figures: 1, unread: 1});
  expect(found("何かの割合", "局区 R4 R5", "甲局 10 12.3", "乙局 x －")).toEqual({...NOTHING, unread: 2});
  expect(found("leave", "年度 R4", "人 10")).toEqual({...NOTHING, tables: 0});
});
