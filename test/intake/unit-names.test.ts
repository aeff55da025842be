import {expect, test} from "vitest";
import {questionsOf, readLines} from "./read-lines.ts";

const sheet = (unit: string) => [
  `令和4年度 用紙使用量,,,${unit}`,
  "局区名,区分,用紙,4月,5月",
  "総務企画局,学校等以外,A4,12,34",
];
const namedAs = (fileName: string, unit: string) => readLines(sheet(unit), [], fileName);

test.each(["用紙_千枚単位_R4.csv", "千枚単位_用紙.csv", "用紙_千枚.csv", "format_thousands_small_用紙.csv"])(
  "a name that says what the table says plainly asks nothing: %s",
  async (fileName) => {
    const {holds, rows, reading} = await namedAs(fileName, "（単位：千枚）");
    expect(holds).toEqual([]);
    expect(rows[0]).toMatch(/12千枚$/);
    expect(reading).toContain("単位 千枚");
  },
);

test.each([
  ["用紙_千枚.csv", ""],
  ["用紙_thousands.csv", ""],
  ["用紙_millions.csv", "（単位：千枚）"],
  ["用紙_千枚.csv", "（単位：枚）"],
  ["用紙_百枚単位_R4.csv", "（単位：千枚）"],
])("a name that says it alone or says another is asked about: %s %s", async (fileName, unit) => {
  expect(questionsOf(await namedAs(fileName, unit))).toEqual([expect.arrayContaining(["枚"])]);
});
