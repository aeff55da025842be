import {expect, test} from "vitest";
import {lacking} from "../../pipelines/due/due-actions.ts";
import {dueListText} from "../../reports/terminal/due-list.ts";
import {dueIn} from "./due-city.ts";

const PAPER = {kpi_id: "paper_sheets", short_name: "用紙"};
const ACTION = {
  ...PAPER,
  ...{bureau_code: null, cause: "わけ", measure: "両面印刷", owner: "総務課", decided_on: "2024-05-31"},
  ...{due_on: "2024-12-31", done_on: null, opinion: null, answer: null},
};

test("an indicator that is behind is asked for until an action is open", () => {
  const today = "2024-10-01";
  expect(lacking([PAPER], [], today)).toMatchObject([{lacks: "unrecorded", kpi_id: "paper_sheets"}]);
  expect(lacking([PAPER], [ACTION], today)).toEqual([]);
  expect(lacking([PAPER], [{...ACTION, done_on: "2024-09-01"}], today)).toMatchObject([
    {lacks: "unrecorded"},
  ]);
  expect(lacking([], [], today)).toEqual([]);
});

test("what is not done after its day and what the committee waits for is asked for, also of what is no longer behind", () => {
  expect(lacking([], [ACTION], "2024-12-31")).toEqual([]);
  expect(lacking([], [{...ACTION, opinion: "局区別に"}], "2025-01-01")).toMatchObject([
    {lacks: "overdue", what: "両面印刷", owner: "総務課", due_on: "2024-12-31"},
    {lacks: "unanswered", what: "局区別に"},
  ]);
  expect(lacking([], [{...ACTION, opinion: "局区別に", answer: "示す"}], "2024-10-01")).toEqual([]);
});

test("`due` says what to write where", () => {
  const list = dueIn({now: "2024-10-01T00:00:00Z"});
  const text = dueListText({...list, actions: lacking([PAPER], [], "2024-10-01")}, {withDone: false});
  expect(text).toContain("遅れへの対応の記録（city/corrective-actions.csv）に書くこと");
  expect(text).toContain("  遅れているのに、取組中の対応がない1指標: 用紙");
  expect(dueListText({...list, actions: []}, {withDone: false})).not.toContain("遅れへの対応");
});
