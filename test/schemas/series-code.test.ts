import {expect, test} from "vitest";
import {codedSeries, isSeriesCode, sameCode, seriesCode} from "../../schemas/series-code.ts";

const TRAININGS = codedSeries({
  name: "trainings",
  relation: "marts.fct_trainings",
  title: "研修",
  keys: [
    {name: "年度", of: ({fiscal_year}, {lastYear}) => (fiscal_year <= lastYear ? ["R2", "toR3"] : ["R4"])},
    {name: "研修名", of: ({training_name}) => [training_name, "ALL"], words: {ALL: "すべて"}},
  ],
  measures: {
    sessions: {title: "回数", unit: "回", decimals: 0, value: ({session_count}) => session_count},
    attendance: {title: "受講者数", unit: "名", decimals: 0, value: ({attendance}) => attendance},
  },
});

const ROWS = [
  {fiscal_year: 2020, training_name: "リーダー研修", session_count: 2, attendance: 30},
  {fiscal_year: 2020, training_name: "係長研修", session_count: 3, attendance: 50},
];

test("a row stands under each of its parts, and numbers under the same code are summed", () => {
  const cells = TRAININGS.cells(ROWS, {groups: new Map(), lastYear: 2021});
  const values = new Map(cells.map((cell) => [cell.code, cell.value]));
  expect(values.size).toBe(2 * 3 * 2);
  const one = (name: string) => Number(values.get(seriesCode("trainings", ["R2", name, "sessions"])));
  expect(values.get("T-trainings-R2-ALL-sessions")).toBe(one("リーダー研修") + one("係長研修"));
  expect(cells.find(({code}) => code === "T-trainings-toR3-ALL-attendance")).toMatchObject({
    rowCount: ROWS.length,
    fiscalYear: 2021,
    isCumulative: true,
    keys: [{text: "R3までの累計"}, {text: "すべて（ALL）"}, {text: "受講者数"}],
  });
});

test("codes are read in any case, in full-width signs, with any hyphen, also where a name has ー", () => {
  const code = "T-trainings-R2-リーダー研修-sessions";
  for (const typed of ["t-TRAININGS-r2-リーダー研修-sessions", "Ｔ－trainings‐R2–リーダー研修ーsessions "])
    expect([typed, isSeriesCode(typed), sameCode(typed, code)]).toEqual([typed, true, true]);
  expect(sameCode("T-trainings-R3-リーダー研修-sessions", code)).toBe(false);
  expect(isSeriesCode("F-overtime_over_480h-R5")).toBe(false);
});
