import {describe, expect, test} from "vitest";
import {NO_WORDS, type SourceWords} from "../../schemas/city-source.ts";
import {contractInWords} from "../../schemas/contract-in-words.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {questionsOf, readLines} from "./read-lines.ts";

const habits = {sender: "職員課", totals: ["worked_minutes"], heading_rows: 1};
const LAYOUT: SourceWords["layouts"][number] = {
  ...{kind: "kinds_across", kind_field: "hour_kind", value_field: "worked_minutes", not_reported: []},
  ...{...habits, hidden_rows: "read", hidden_sheets: "leave_out"},
};
const WORDS: SourceWords = {
  ...NO_WORDS,
  values: {hour_kind: {平日: {as: "平日時間外", reason: ""}, 深夜: {own: "night"}}},
  layouts: [LAYOUT],
};

function read(lines: string[], answers: string[] = [], more: Partial<typeof LAYOUT> = {}) {
  const words = {...WORDS, layouts: [{...LAYOUT, ...more} as typeof LAYOUT]};
  const contracts = shippedContracts.map((each) =>
    each.source === "overtime" ? contractInWords(each, words) : each,
  );
  return readLines(lines, answers, "送られたもの.csv", contracts);
}

const HEADINGS = "職員番号,年月,平日,休日勤務,深夜";

describe("kinds side by side", () => {
  test("each filled cell is a row, a blank is none and a zero is one", async () => {
    const {rows, holds, ignoredCount} = await read([
      HEADINGS,
      "100001,2022-04,1:30,,0",
      "100002,2022-04,,7:45,",
    ]);
    expect(rows).toEqual([
      "100001|2022-04|平日|通常|1:30|",
      "100001|2022-04|深夜|通常|0|",
      "100002|2022-04|休日勤務|通常|7:45|",
    ]);
    expect(holds).toEqual([]);
    expect(ignoredCount).toBe(3);
  });

  test("a column of other keys stands between, and the order does not matter", async () => {
    const {rows} = await read(["深夜,職員番号,平日,事由,年月", "0:30,100001,1:00,災害対応,2022-04"]);
    expect(rows).toEqual(["100001|2022-04|深夜|災害対応|0:30|", "100001|2022-04|平日|災害対応|1:00|"]);
  });

  test("months of the rows have the year that stands above the table", async () => {
    const {rows} = await read([
      "令和4年度　時間外勤務実績",
      HEADINGS,
      "100001,4月,1:30,,",
      "100001,1月,2:00,,",
    ]);
    expect(rows).toEqual(["100001|2022年4月|平日|通常|1:30|", "100001|2023年1月|平日|通常|2:00|"]);
  });

  test("headings in two rows, and a unit behind a heading", async () => {
    const lines = ["職員番号,年月,時間外（分）,,深夜（分）", ",,平日,休日勤務,", "100001,2022-04,90,30,15"];
    const {rows} = await read(lines, [], {heading_rows: 2});
    expect(rows).toEqual([
      "100001|2022-04|平日|通常|90分|",
      "100001|2022-04|休日勤務|通常|30分|",
      "100001|2022-04|深夜|通常|15分|",
    ]);
  });

  test("a sum is compared with its kinds and left out; one that does not agree is told with row and heading", async () => {
    const good = await read([`${HEADINGS},計`, "100001,2022-04,1:00,2:00,0:30,3:30"]);
    expect([good.rows.length, good.holds]).toEqual([3, []]);
    expect(good.reading).toContain("合計の列「計」は除外");
    const bad = await read([`${HEADINGS},計`, "100001,2022-04,1:00,2:00,0:30,4:30"]);
    expect(bad.holds).toEqual([
      {kind: "control_total", text: "2行目: 「計」は4:30ですが、内訳を足すと3:30です"},
    ]);
  });

  test("a row of sums is compared kind by kind", async () => {
    const lines = [HEADINGS, "100001,2022-04,1:00,2:00,", "100002,2022-04,3:00,,", "合計,,4:00,3:00,"];
    const {rows, holds} = await read(lines);
    expect(rows).toHaveLength(3);
    expect(holds).toEqual([
      {kind: "control_total", text: "4行目の休日勤務: 「合計」は3:00ですが、内訳を足すと2:00です"},
    ]);
  });

  test("a heading that is no word is asked, and read only when the city knows it", async () => {
    const lines = [`${HEADINGS},早出`, "100001,2022-04,1:00,,,0:30"];
    const asked = await read(lines);
    expect(questionsOf(asked)).toEqual([["除く"]]);
    expect(asked.holds[0]?.text).toContain("「早出」は、勤務区分のどの言葉でもありません");
    expect((await read(lines, ["除く"])).rows).toHaveLength(1);
  });

  test("two columns of one kind are refused: which of them is meant, nobody can tell", async () => {
    await expect(read(["職員番号,年月,平日,平日時間外", "100001,2022-04,1:00,2:00"])).rejects.toThrow(
      /「平日」と「平日時間外」は、どちらも「勤務区分」の同じ値です/,
    );
  });

  test("a table that has the kind in a column is a list", async () => {
    const lines = ["職員番号,年月,勤務区分,時間数,休日勤務", "100001,2022-04,平日,1:00,2:00"];
    expect((await read(lines)).rows).toEqual(["100001|2022-04|平日|通常|1:00|"]);
  });

  test("a table that runs up from month to month is asked", async () => {
    const months = ["04", "05", "06", "07", "08", "09"];
    const people = ["100001", "100002", "100003", "100004"];
    const rows = people.flatMap((person, at) =>
      months.map((month, index) => `${person},2022-${month},${(index + 1) * (7 + at)}:00,,`),
    );
    const asked = questionsOf(await read([HEADINGS, ...rows]));
    expect(asked).toHaveLength(1);
    expect(
      questionsOf(await read(["時間外勤務実績（累計）", HEADINGS, "100001,2022-04,1:00,,"])),
    ).not.toEqual([]);
  });

  test("without any word of the choice among its headings nobody knows the table", async () => {
    await expect(read(["職員番号,年月,早出,居残り", "100001,2022-04,1:00,2:00"])).rejects.toThrow(
      /「勤務区分」の言葉の見出し（平日、深夜、平日時間外、.*ほか1件）がありません（1行目の見出し）/,
    );
  });
});
