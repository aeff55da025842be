import {expect, test} from "vitest";
import {HEADINGS_HINT, isOfHeadings} from "../../schemas/map-hint.ts";
import {asReadBack, asWritten} from "../../schemas/written-command.ts";

test("a file spells the command as the manuals do, and is read back as the program says it", () => {
  const why = `どの種類のファイルか分かりません。${HEADINGS_HINT}`;
  expect(asWritten(why)).toContain("./kaikaku map で教えられます");
  expect(asWritten(why)).not.toContain("npx");
  expect(asReadBack(asWritten(why))).toBe(why);
  expect(isOfHeadings(asReadBack(asWritten(why)))).toBe(true);
});
