import {expect, test} from "vitest";
import {arrivalNotes} from "../../reports/scorecard/arrivals.ts";
import type {Scorecard} from "../../reports/scorecard/read-scorecard.ts";

type Period = Scorecard["sourcePeriods"][number];

function period(source_title: string, period_months: number | null, end: string, missing?: string): Period {
  return {
    ...{source: source_title, source_title, period_months, period_start: end, period_end: end},
    missing_bureaus: missing ?? null,
  };
}

test("says up to when each source is in, those of the same day together, the latest first", () => {
  expect(
    arrivalNotes({
      sourcePeriods: [
        period("アンケート集計", 12, "2024-03-31"),
        period("時間外勤務実績", 1, "2024-08-31"),
        period("時間外勤務実績", 1, "2024-09-30"),
        period("年次休暇取得状況", 3, "2024-09-30"),
        period("職員名簿", null, "2024-04-01"),
      ],
    }),
  ).toEqual([
    "届いた資料：R6.9まで 時間外勤務実績、年次休暇取得状況／R6.4.1現在 職員名簿／R5年度まで アンケート集計",
    "",
  ]);
});

test("names the bureaus that have still to send, and of many how many more", () => {
  const sourcePeriods = [
    period("時間外勤務実績", 1, "2024-08-31", "病院局"),
    period("時間外勤務実績", 1, "2024-09-30", "病院局、消防局、港湾局、交通局、教育委員会事務局、会計室"),
  ];
  expect(arrivalNotes({sourcePeriods})[1]).toBe(
    "まだの局区：時間外勤務実績 R6.8（病院局）／時間外勤務実績 R6.9（病院局、消防局、港湾局、交通局ほか2）",
  );
});

test("of a release from before it was kept it says nothing", () => {
  expect(arrivalNotes({sourcePeriods: []})).toEqual(["", ""]);
});
