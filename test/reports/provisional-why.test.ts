import {expect, test} from "vitest";
import {explanationText} from "../../reports/terminal/explain.ts";
import {provisionalWhy} from "../../reports/values/provisional-text.ts";
import type {Explanation} from "../../schemas/explanation.ts";

const FIGURE: Explanation = {
  ...{kpi_id: "leave", fiscal_year: 2024, period_kind: "year", period_end: "2025-03-31"},
  ...{scope_id: "programme", bureau_code: null, figure: "F-leave-R6", period_start: "2024-04-01"},
  ...{value: 12.3, numerator: null, denominator: 51, observation_status: "provisional"},
  ...{kpi_name: "年休の日数", unit: "日", decimals: 1, scope_name: "全員", bureau_name: null},
  ...{release_id: "2025-05-01-abc123", released_on: "2025-05-01", definition: "平均", as_of_rule: "年度"},
  ...{
    assumption: null,
    how_to_change: null,
    owner: "人事課",
    models: [],
    sources: [],
    catalog: [],
    checks: [],
  },
  ...{program: null, history: [], remark: null},
};

test("a value that is 速報 says why, and one that is settled does not", () => {
  expect(explanationText(FIGURE)).toMatch(/値 {6}12\.3日（速報）\n +速報のわけ: .*settled_after_months/);
  expect(explanationText({...FIGURE, observation_status: "final"})).not.toContain("速報のわけ");
});

const NOTHING = {provisional_until: null, provisional_sent_until: null, provisional_missing: null};
const PROVISIONAL = {observation_status: "provisional", provisional_lacks_roster: false, ...NOTHING} as const;

test.each([
  [{provisional_until: "2025-03-31"}, "令和7年3月が終わると確定"],
  [
    {provisional_until: "2025-03-31", provisional_sent_until: "2024-12-01"},
    "令和7年3月分までの時間外勤務実績が届くと確定（今は令和6年12月分まで）",
  ],
  [{provisional_missing: "時間外勤務実績（財政局）"}, "時間外勤務実績（財政局）が未着"],
  [
    {provisional_lacks_roster: true, provisional_until: "2025-03-31"},
    "基準日より後の職員名簿が未着。令和7年3月が終わると確定",
  ],
])("what a provisional value waits for: %o", (reasons, said) => {
  expect(provisionalWhy({...PROVISIONAL, ...reasons})).toBe(said);
  expect(provisionalWhy({...PROVISIONAL, ...reasons, observation_status: "final"})).toBe("");
});
