import {expect, test} from "vitest";
import {someOf} from "../../schemas/some-of.ts";

test("a cut list says how many are left out, a whole one nothing", () => {
  expect(someOf(["a", "b", "c"], 4)).toBe("a、b、c ほか1件");
  expect(someOf(["a"], 1_235, "行")).toBe("a ほか1,234行");
  expect(someOf(["a", "b"], 2)).toBe("a、b");
});
