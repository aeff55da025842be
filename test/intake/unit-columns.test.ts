import {expect, test} from "vitest";
import {questionsOf, readLines} from "./read-lines.ts";

const ACROSS = ["令和4年度 用紙使用量", "局区名,区分,用紙,4月,5月,単位"];
const row = (size: string, unit: string) => `総務企画局,学校等以外,${size},12,34,${unit}`;

test("a column of units that is not read is asked about", async () => {
  const lines = [...ACROSS, row("A4", "千枚"), row("A3", "千枚")];
  expect(questionsOf(await readLines(lines))).toEqual([["千枚", "枚"]]);
  expect((await readLines(lines, ["千枚"])).rows[0]).toMatch(/12千枚$/);
});

test("a column that only says what everybody thinks says nothing", async () => {
  const lines = [...ACROSS, row("A4", "枚"), row("A3", "枚")];
  expect((await readLines(lines)).holds).toEqual([]);
});

test("a unit that differs from row to row has no one answer", async () => {
  const lines = [...ACROSS, row("A4", "千枚"), row("A3", "枚")];
  await expect(readLines(lines)).rejects.toThrow("3行目の「千枚」と4行目の「枚」が混ざっています");
});

test("a word in a column without a heading is heard in a list of people, too", async () => {
  const lines = [
    "職員番号,年月,勤務区分,事由,時間数,",
    "012345,2022-04,休日勤務,通常,120,単位　分",
    "012346,2022-04,休日勤務,通常,60,",
  ];
  expect(questionsOf(await readLines(lines))).toEqual([]);
  const {rows} = await readLines(lines);
  // The department, which no row has, stands last.
  expect(rows.map((row) => row.split("|").at(-2))).toEqual(["120分", "60分"]);
});

test("cells that say their unit beside others that do not leave it open", async () => {
  const lines = [
    "局区名,区分,用紙,年月,枚数",
    "総務企画局,学校等以外,A4,2022-04,12千枚",
    "総務企画局,学校等以外,A3,2022-04,34",
  ];
  expect(questionsOf(await readLines(lines))).toEqual([["千枚", "枚"]]);
  expect((await readLines(lines, ["千枚"])).rows.map((row) => row.split("|").at(-1))).toEqual([
    "12千枚",
    "34千枚",
  ]);
  expect((await readLines(lines, ["枚"])).rows.map((row) => row.split("|").at(-1))).toEqual(["12千枚", "34"]);
  const all = [
    ...lines.slice(0, 2),
    "総務企画局,学校等以外,A3,2022-04,34千枚",
    "総務企画局,学校等,A3,2022-04,0",
  ];
  expect((await readLines(all)).holds).toEqual([]);
  expect((await readLines(["用紙使用量（単位：千枚）", ...lines])).holds).toEqual([]);
});
