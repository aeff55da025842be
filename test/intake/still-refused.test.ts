import {expect, test} from "vitest";
import {mendingFiles, stillRefused} from "../../pipelines/intake/clerk/still-refused.ts";

/** Refused at 9:30 of 10 June in Japan; taken ten minutes later unless told. */
function isStillRefused(name: string, takenAs: string, at = "2025-06-10T00:40:00Z"): boolean {
  const refused = [{file: `2025-06-10T093000_${name}`, why: "見出しがありません"}];
  return stillRefused(refused, [{file_name: takenAs, received_at: at}]).length > 0;
}

test.each([
  ["時間外_2024-10.csv", "時間外_2024-10.csv"],
  ["時間外_2024-10.csv", "時間外_2024-10.xlsx"],
  ["時間外_2024-10.csv", "時間外_2024-10（修正）.csv"],
  ["時間外_2024-10.csv", "時間外_2024-10_修正版.xlsx"],
  ["時間外_2024-10.csv", "【再提出】時間外_2024-10 (1).csv"],
  ["時間外_2024-10.csv", "時間外_2024-10 - コピー.csv"],
])("%s is mended by %s", (name, takenAs) => {
  expect(isStillRefused(name, takenAs)).toBe(false);
});

test.each([
  ["時間外_2024-10.csv", "時間外_2024-11.csv"],
  ["時間外_2024-1.csv", "時間外_2024-11.csv"],
  ["時間外(10).csv", "時間外(11).csv"],
  ["時間外_2024-10.csv", "休暇_2024-10.csv"],
])("%s is not mended by %s", (name, takenAs) => {
  expect(isStillRefused(name, takenAs)).toBe(true);
});

test("what was taken before the refusal mends nothing", () => {
  expect(isStillRefused("時間外.csv", "時間外.csv", "2025-06-10T00:20:00Z")).toBe(true);
  expect(isStillRefused("時間外.csv", "時間外.csv", "2025-06-10T00:30:00Z")).toBe(false);
});

test("where a section is still missing, another one's file of the same name mends nothing", () => {
  const [name, other] = ["時間外_2024-10.csv", "休暇_令和6年度第3四半期.csv"];
  const taken = [name, other].map((file_name) => ({file_name, received_at: "2025-06-10T00:40:00Z"}));
  const inParts = [{file_names: [name]}];
  expect(mendingFiles(taken, inParts).map(({file_name}) => file_name)).toEqual([other]);
  const refused = [{file: `2025-06-10T093000_${name}`, why: "見出しがありません"}];
  expect(stillRefused(refused, mendingFiles(taken, inParts))).toEqual(refused);
  expect(stillRefused(refused, mendingFiles(taken, []))).toEqual([]);
});
