import {describe, expect, test} from "vitest";
import {auditPaper, type ToldOnPaper} from "../../pipelines/audit/paper-tables.ts";

/** "leave 甲局 2023 12.34"; "leave 甲局 2023-09-30 －": what a release tells of a year, or to the end of a quarter. */
function told(line: string): ToldOnPaper {
  const [kpi = "", bureau_name = "", period = "", ...numbers] = line.split(" ");
  const isYear = period.length === 4;
  const year = Number(period.slice(0, 4));
  return {
    ...{kpi_id: kpi, kpi_name: `${kpi}の割合`, short_name: kpi, decimals: 1, bureau_name},
    fiscal_year: year,
    period_kind: isYear ? "year" : "quarter",
    period_start: `${year}-04-01`,
    period_end: isYear ? `${year + 1}-03-31` : period,
    ...numbersOf(numbers),
  };
}

/** Value, numerator and denominator; － is withheld. */
function numbersOf(texts: string[]): Pick<ToldOnPaper, "value" | "numerator" | "denominator"> {
  const [value = null, numerator = null, denominator = null] = texts.map((text) =>
    text === "－" ? null : Number(text),
  );
  return {value, numerator, denominator};
}

/** "群 half 2023-10-01 40 4 10"; "甲局 programme 2020-04-01 30 6 20": of groups, and of the years to the end of 2023. */
function toldSum(line: string): ToldOnPaper {
  const [bureau_name = "", period_kind, period_start = "", ...numbers] = line.split(" ");
  const period_end = period_start.endsWith("04-01") && period_kind === "half" ? "2023-09-30" : "2024-03-31";
  return {
    ...told(`leave ${bureau_name} 2023`),
    ...{period_kind: period_kind as ToldOnPaper["period_kind"], period_start, period_end},
    ...numbersOf(numbers),
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

describe("sums of groups and of several years", () => {
  const TOLD_SUMS = [
    ...[
      "市長部 year 2023-04-01 40 8 20",
      "市長部 half 2023-04-01 － － －",
      "市長部 half 2023-10-01 － － －",
    ],
    ...["甲局 programme 2020-04-01 30 6 20", "乙局 programme 2020-04-01 － － －"],
    // A group of one bureau, which goes by its name.
    "乙局 year 2023-04-01 20 5 25",
  ].map(toldSum);
  const ofSums = (...lines: string[]) =>
    auditPaper(
      [{place: "b.pdf", around: "leave", rows: lines.map((line) => line.split(" "))}],
      [...TOLD, ...TOLD_SUMS],
    );
  const leaksOf = (...lines: string[]) =>
    ofSums(...lines).leaks.map(({bureau, heading, is_withheld}) => `${bureau} ${heading} ${is_withheld}`);
  const GROUPS = "グループ R5 分子 分母";
  const YEARS = "局区 R2～R5 分子 分母";

  test("on one page, each table under its own head, are right where they say what is told", () => {
    const lines = [
      ...[GROUPS, "市長部 40.0 8 20", "市長部　上半期 x x x", "市長部　下半期 x x x", "乙局 20.0 5 25"],
      ...[YEARS, "甲局 ＊30.0 6 20", "乙局 x x x"],
    ];
    expect(ofSums(...lines)).toEqual({tables: 2, figures: 9, withheld: 9, unread: 0, leaks: []});
  });

  test("are found where a planted cell says what is withheld: a half, its people, several years", () => {
    expect(leaksOf(GROUPS, "市長部　上半期 33.3 x x", "市長部　下半期 x 3 9")).toEqual([
      "市長部上半期 R5 true",
      "市長部下半期 R5の分子 true",
      "市長部下半期 R5の分母 true",
    ]);
    expect(leaksOf(YEARS, "甲局 30.0 6 20", "乙局 12.5 1 x")).toEqual([
      "乙局 R2~R5 true",
      "乙局 R2~R5の分子 true",
    ]);
  });

  test("are found where a cell says another number, or that of another period", () => {
    expect(leaksOf(GROUPS, "市長部 41.0 8 21")).toEqual(["市長部 R5 false", "市長部 R5の分母 false"]);
    expect(leaksOf(YEARS, "甲局 12.3 6 20")).toEqual(["甲局 R2~R5 false"]);
  });

  test("under the head of the table before, where a line of another kind stands between", () => {
    expect(leaksOf(GROUPS, "市長部 40.0 8 20", "ほか 1 2 3", "市長部　上半期 33.3 x x")).toEqual([
      "市長部上半期 R5 true",
    ]);
  });
});

describe("a bureau's own card, which has an indicator a row", () => {
  const TITLE =
    "公開版2025 計画（令和4年度～令和7年度） 甲局 スコアカード 令和5年度 第2四半期 令和5年9月30日現在 leave の割合 chiefs";
  const YEARS = "指標 記号 単位 年度 前年度 この局区 前年差 確定状況 全市 全市の目標";
  const TO_DATE = "指標 記号 単位 前年同期 この局区 前年差 確定状況 全市の前年同期 全市";

  test("is right where it says what the release tells of that bureau; what is the whole's is not held against it", () => {
    expect(
      found(
        TITLE,
        ...[
          YEARS,
          "leave＊ F-leave-R5 日 R5 10.0 12.3 2.3 確定 99.9 5以上（R7）",
          "chiefs F-chiefs-R5 人 R5 77 x － 秘匿 55 0（R7）",
        ],
        ...[TO_DATE, "leave F-leave-R5Q2 日 － 6.0 － 速報 9 9", "区分 H28 R5", "年480時間超 3 3"],
      ),
    ).toEqual({...NOTHING, tables: 3, figures: 5, withheld: 1});
  });

  test("gives a bureau away where a number was typed over an x, in the year, its change, the quarter or under the chart", () => {
    expect(
      found(
        TITLE,
        ...[YEARS, "chiefs F-chiefs-R5 人 R5 77 3 ▲74 秘匿 55 0（R7）"],
        ...[TO_DATE, "leave F-leave-R5Q2 日 － 6.0 － 速報 9 9"],
      ).leaks,
    ).toEqual(["a.pdf 1ページ 甲局 chiefsのR5 true", "a.pdf 1ページ 甲局 chiefsの前年差 true"]);
    const other = TITLE.replace("甲局", "乙局");
    expect(
      found(
        other,
        YEARS,
        "leave F-leave-R5 日 R5 2.5 20.0 17.5 確定 9 9",
        TO_DATE,
        "leave F-leave-R5Q2 日 x 3.0 x 秘匿 9 9",
      ).leaks,
    ).toEqual(["R4", "前年差", "R5.9まで"].map((heading) => `a.pdf 1ページ 乙局 leaveの${heading} true`));
  });

  test("names the indicators of its charts in the order of their tables", () => {
    const charts = (...leave: string[]) => [
      ...["年度 R4 R5", `日 ${leave.join(" ")}`, "全市 1 2", "確定状況 確定 確定"],
      ...["年度 R4 R5", "人 77 x", "全市 3 4", "確定状況 確定 秘匿"],
    ];
    expect(found(TITLE, ...charts("10.0", "12.3"))).toEqual({...NOTHING, tables: 2, figures: 3, withheld: 1});
    // What would be right of the other indicator.
    expect(found(TITLE, ...charts("77", "12.3")).leaks).toEqual(["a.pdf 1ページ 甲局 leaveのR4 false"]);
    // Where the page names more indicators than it has tables, each is of the one that it fits.
    expect(found(TITLE, ...charts("10.0", "12.3").slice(4)).leaks).toEqual([]);
    expect(found(TITLE, "年度 R4 R5", "人 77 4", "全市 3 4").leaks).toEqual(["a.pdf 1ページ 甲局 R5 true"]);
  });

  test("is of the bureau that its heading names, and of none where that is the whole's", () => {
    const rows = [YEARS, "leave F-leave-R5 日 R5 2.5 20.0 17.5 確定 9 9"];
    const longer = auditPaper(
      [
        {
          place: "a.pdf",
          around: "丙甲局 スコアカード 令和5年度 第2四半期",
          rows: rows.map((line) => line.split(" ")),
        },
      ],
      [...TOLD, told("leave 丙甲局 2022 2.5"), told("leave 丙甲局 2023 20")],
    );
    expect([longer.figures, longer.leaks]).toEqual([3, []]);
    expect(found("市 スコアカード 令和5年度 第2四半期 甲局 leave", ...rows)).toEqual({...NOTHING, tables: 0});
  });

  test("whose year cannot be read is counted", () => {
    expect(found(TITLE, YEARS, "leave F-leave-R5 日 いつか 10.0 12.3 2.3 確定 9 9").unread).toBe(2);
  });
});

test("what the personnel section alone may see is found by its mark, whatever its tables say", () => {
  expect(found("全数.xlsx シート「1 取扱注意」", "区分 期間 値", "甲局 令和5年度 12.3").leaks).toEqual([
    "a.pdf 1ページ 取扱注意の表 すべて true",
  ]);
});

test("what cannot be brought together with the release is counted, and tables without bureaus are not", () => {
  expect(found("leave", "局区 人数 R5", "甲局 7 12.3")).toEqual({...NOTHING, figures: 1, unread: 1});
  expect(found("何かの割合", "局区 R4 R5", "甲局 10 12.3", "乙局 x －")).toEqual({...NOTHING, unread: 2});
  expect(found("leave", "年度 R4", "人 10")).toEqual({...NOTHING, tables: 0});
});
