import {describe, expect, test} from "vitest";
import {totalWord} from "../../pipelines/intake/read/total-words.ts";
import {questionsOf, readLines} from "./read-lines.ts";

const ACTIVITY = "期間,項目,件名,実施日,数量";
const coaching = (subject: string, amount: number | string) =>
  `令和6年度第1四半期,紙文書コーチング,${subject},,${amount}`;
const SERVICES = "年度,事務,区分,算定方法,単位,数量";
const cost = (task: string, amount: number | string) => `令和4年度,${task},運営費,年次報告,千円,${amount}`;
const TOTAL_OR_RECORD = [["合計", "明細"]];

describe("words", () => {
  test.each([
    ["計", "exact"],
    ["【合　計】", "exact"],
    ["ＴＯＴＡＬ", "exact"],
    ["累計用", "exact"],
    ["小計②", "exact"],
    ["計（千枚）", "exact"],
    ["（再掲）", "exact"],
    ["全庁計", "phrase"],
    ["A4計", "phrase"],
    ["全件", "phrase"],
    ["紙文書コーチング合計", "phrase"],
    ["全税目", "hint"],
    ["全職員", "hint"],
    ["3か所", "hint"],
    ["―", "hint"],
    ["まとめ", "phrase"],
    ["前年度", "beside"],
    ["前年度実績", "beside"],
    ["参考値", "beside"],
    ["一人当たり", "beside"],
    ["対前年増減", "beside"],
    ["参考人招致研修", undefined],
    ["普通会計", undefined],
    ["会計室", undefined],
    ["市民文化局 統計調査回答", undefined],
    ["総務企画局 督促状送付", undefined],
    ["全国研修", undefined],
    ["推進計画", undefined],
  ])("%s", (text, word) => {
    expect(totalWord(text, ["件名"])).toBe(word);
  });
});

describe("a row that words and arithmetic call a total is left out and told", () => {
  test.each(["計", "全庁計", "累計用", "全体", "総数", "合 計", "Total", "全件", "紙文書コーチング計"])(
    "%s below its rows",
    async (label) => {
      const lines = [ACTIVITY, coaching("川崎区", 1), coaching("幸区", 1), coaching("中原区", 1)];
      const read = await readLines([...lines, coaching(label, 3)]);
      expect(read).toMatchObject({holds: [], ignoredCount: 1});
      expect(read.rows).toHaveLength(3);
      expect(read.reading).toContain("合計の行1行（5行目）は除外");
    },
  );

  test("above its rows, and of each group and of all", async () => {
    const read = await readLines([
      SERVICES,
      cost("総数", 1050),
      cost("旅費", 100),
      cost("給与", 200),
      cost("小計", 300),
      cost("福利", 350),
      cost("研修", 400),
      cost("小計", 750),
    ]);
    expect(read.holds).toEqual([]);
    expect(read.rows).toHaveLength(4);
  });
});

test("what a word says and arithmetic denies holds the file, whatever the column", async () => {
  const overtime = ["職員番号,年月,勤務区分,事由,時間数", "000017,2024-10,平日時間外,通常,7:11"];
  const wrong = await readLines([...overtime, "000018,2024-10,平日時間外,通常,1:00", "合計,,,,120:00"]);
  expect(wrong.holds).toEqual([
    {kind: "control_total", text: "4行目「時間数」: 「合計」は120:00ですが、内訳を足すと8:11です"},
  ]);
  expect(wrong.rows).toHaveLength(2);
  const right = await readLines([...overtime, "計,,,,7:11"]);
  expect(right).toMatchObject({holds: [], ignoredCount: 1});
});

test("an answer of a survey that says all is asked, not taken for a total", async () => {
  const line = (option: string, amount: number) =>
    `令和4年度,働き方調査,職員,コスト意識,${option},肯定,${amount},2000`;
  const lines = [
    "年度,調査名,調査対象,設問,選択肢,判定,回答数,対象者数",
    line("全部", 70),
    line("一部", 20),
    line("なし", 5),
  ];
  expect(questionsOf(await readLines(lines))).toEqual(TOTAL_OR_RECORD);
  expect((await readLines(lines, ["明細"])).rows).toHaveLength(3);
});

test("a name that only ends like a total and does not agree is asked, and counts when a person says so", async () => {
  const lines = [ACTIVITY, coaching("川崎区", 1), coaching("幸区", 1), coaching("放射線計", 7)];
  expect(questionsOf(await readLines(lines))).toEqual(TOTAL_OR_RECORD);
  expect((await readLines(lines, ["明細"])).rows).toHaveLength(3);
  expect((await readLines(lines, ["合計"])).rows).toHaveLength(2);
});

describe("arithmetic alone asks", () => {
  test.each([
    ["two rows", [cost("旅費", 100), cost("給与", 200), cost("二つの事務", 300)]],
    ["a hint and small numbers", [cost("旅費", 1), cost("給与", 2), cost("全税目", 3)]],
    ["many small rows", [...Array.from({length: 10}, (_, index) => cost(`事務${index}`, 1)), cost("市", 10)]],
    ["the first row", [cost("市", 700), cost("旅費", 100), cost("給与", 200), cost("福利", 400)]],
  ])("%s", async (_, lines) => {
    const read = await readLines([SERVICES, ...lines]);
    expect(questionsOf(read)).toEqual(TOTAL_OR_RECORD);
    expect(read.rows).toHaveLength(lines.length);
    expect((await readLines([SERVICES, ...lines], ["合計"])).rows).toHaveLength(lines.length - 1);
  });

  test("a sheet in which every month of a row is the sum of others", async () => {
    const heading = "局区名,区分,用紙,4月,5月,6月";
    const read = await readLines([
      "令和4年度 用紙使用量",
      heading,
      "総務企画局,学校等以外,A4,1,2,3",
      "財政局,学校等以外,A4,4,5,6",
      "本庁,学校等以外,A4,5,7,9",
    ]);
    expect(questionsOf(read)).toEqual(TOTAL_OR_RECORD);
  });
});

test("small numbers that agree by chance, and one row that repeats another, are no totals", async () => {
  const chance = await readLines([
    ACTIVITY,
    coaching("川崎区", 1),
    coaching("幸区", 1),
    coaching("中原区", 2),
  ]);
  expect(chance).toMatchObject({holds: [], ignoredCount: 0});
  const same = await readLines([SERVICES, cost("旅費", 500), cost("給与", 500), cost("福利", 700)]);
  expect(same).toMatchObject({holds: [], ignoredCount: 0});
});

test("of many wrong totals the first are told and the others counted", async () => {
  const person = (number: number) => [
    `${String(number).padStart(6, "0")},2024-10,平日時間外,通常,1:00`,
    "小計,,,,99:00",
  ];
  const people = Array.from({length: 30}, (_, index) => person(index)).flat();
  const read = await readLines(["職員番号,年月,勤務区分,事由,時間数", ...people]);
  expect(read.holds).toHaveLength(21);
  expect(read.holds.at(-1)?.text).toContain("ほかに合計のような行が10行");
  expect(read).toMatchObject({ignoredCount: 30});
});

test("a column that is not read may say that a row without a key is a total", async () => {
  const heading = "職員番号,氏名,年月,勤務区分,事由,時間数";
  const line = (person: string) => `${person},川崎　花子,2024-10,平日時間外,通常,1:00`;
  const read = await readLines([heading, line("000001"), line("000002"), ",合計,,,,2:00"]);
  expect(read).toMatchObject({holds: [], ignoredCount: 1});
  expect(read.rows).toHaveLength(2);
});

test("a long list of people is read as it lies while no cell names a total", async () => {
  const roster = "期間,職員番号,取得日数,取得時間";
  const line = (person: string) => `令和6年度第1四半期,${person},3,7:45`;
  const read = await readLines([roster, line("000001"), line("000002"), "総計,,6,15:30"]);
  expect(read).toMatchObject({holds: [], ignoredCount: 1});
  expect(read.rows).toHaveLength(2);
});
