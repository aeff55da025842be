import {expect, test} from "vitest";
import {asked, question} from "../../pipelines/ledger/hold.ts";

test("what a question found and what its words mean are told apart again, whatever stands in them", () => {
  const cases: [string, Record<string, string>][] = [
    ["表の上に（千枚）とあります", {千枚: "千枚単位", 枚: "枚単位"}],
    ["5行目に計とあります。6行目にも合計とあります", {合計: "合計など（除きます）、1件でない", 実績: "1件"}],
    ["累計の表のようです", {期間別: "累計でなく、その期間だけの数"}],
  ];
  for (const [found, meanings] of cases)
    expect(asked(question(found, meanings))).toEqual({
      found,
      ways: Object.entries(meanings).map(([word, meaning]) => ({word, meaning})),
    });
});
