import {expect, test} from "vitest";
import {arrivals} from "../../reports/scorecard/arrivals.ts";
import type {Scorecard} from "../../reports/scorecard/read-scorecard.ts";

type Period = Scorecard["sourcePeriods"][number];

function period(source_title: string, period_months: number | null, end: string, missing?: string): Period {
  return {
    ...{source: source_title, source_title, period_months, period_start: end, period_end: end},
    missing_bureaus: missing ?? null,
  };
}

const NOBODY_WAITS = {indicators: []};

test("has one line a source, up to when it is in, the latest first", () => {
  const sourcePeriods = [
    period("アンケート集計", 12, "2024-03-31"),
    period("時間外勤務実績", 1, "2024-08-31"),
    period("時間外勤務実績", 1, "2024-09-30"),
    period("年次休暇取得状況", 3, "2024-09-30"),
    period("職員名簿", null, "2024-04-01"),
  ];
  expect(arrivals({sourcePeriods, ...NOBODY_WAITS})).toEqual([
    {title: "時間外勤務実績", upTo: "R6.9まで", missing: ""},
    {title: "年次休暇取得状況", upTo: "R6.9まで", missing: ""},
    {title: "職員名簿", upTo: "R6.4.1現在", missing: ""},
    {title: "アンケート集計", upTo: "R5年度まで", missing: ""},
  ]);
});

test("names in the line who is missing, of many how many more, and puts it first", () => {
  const six = "病院局、消防局、港湾局、交通局、教育委員会事務局、会計室";
  const sourcePeriods = [
    period("年次休暇取得状況", 3, "2024-12-31"),
    period("時間外勤務実績", 1, "2024-05-31", "病院局"),
    period("時間外勤務実績", 1, "2024-06-30", "病院局"),
    period("時間外勤務実績", 1, "2024-07-31"),
    period("時間外勤務実績", 1, "2024-08-31", "病院局"),
    period("時間外勤務実績", 1, "2024-09-30", six),
  ];
  expect(arrivals({sourcePeriods, ...NOBODY_WAITS})).toEqual([
    {
      title: "時間外勤務実績",
      upTo: "R6.9まで",
      missing: "病院局（R6.5、R6.6ほか1）／病院局、消防局、港湾局、交通局ほか2（R6.9）",
    },
    {title: "年次休暇取得状況", upTo: "R6.12まで", missing: ""},
  ]);
});

test("says of a source that never came that it did not, once for all that wait for it", () => {
  const waiting = (...awaits: string[]) => ({awaits}) as Scorecard["indicators"][number];
  const indicators = [waiting(), waiting("指標実績"), waiting("指標実績", "アンケート集計")];
  expect(arrivals({sourcePeriods: [], indicators})).toEqual([
    {title: "指標実績", upTo: "まだ届いていない", missing: ""},
    {title: "アンケート集計", upTo: "まだ届いていない", missing: ""},
  ]);
});

test("of a release from before it was kept it says nothing", () => {
  expect(arrivals({sourcePeriods: [], ...NOBODY_WAITS})).toEqual([]);
});
