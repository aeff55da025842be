import {expect, test} from "vitest";
import {pagesOf} from "../../../reports/terminal/shell/pages.ts";

test("a page leaves one row free, counts wrapped lines, and nothing is lost", () => {
  const screen = {rows: 4, columns: 10};
  expect(pagesOf("1\n2\n3\n", screen)).toEqual(["1\n2\n3\n"]);
  expect(pagesOf("1\n2\n3\n4\n", screen)).toEqual(["1\n2\n3\n", "4\n"]);
  expect(pagesOf("1\n漢字漢字漢字\n3\n", screen)).toEqual(["1\n漢字漢字漢字\n", "3\n"]);
  expect(pagesOf(`${"x".repeat(99)}\n2`, screen)).toEqual([`${"x".repeat(99)}\n`, "2"]);
  const text = Array.from({length: 50}, (_, index) => "x".repeat(index)).join("\n");
  expect(pagesOf(text, screen).join("")).toBe(text);
});
