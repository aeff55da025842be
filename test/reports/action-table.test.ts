import {expect, test} from "vitest";
import {actionNotes, actionsOf, actionTable} from "../../reports/scorecard/action-table.ts";
import {actionsPlace} from "../../reports/scorecard/continued-page.ts";
import type {Indicator} from "../../reports/scorecard/read-scorecard.ts";

const ACTION = {
  ...{kpi_id: "paper_sheets", bureau_code: null, bureau_name: null, cause: "わけ", measure: "対応"},
  ...{owner: "総務課", decided_on: "2024-05-31", due_on: "2024-12-31", done_on: null},
  ...{opinion: null, answer: null},
};

function scoreAt(as_of_fiscal_year: number, as_of_quarter: number, as_of_date: string) {
  return {kpi_id: "paper_sheets", as_of_fiscal_year, as_of_quarter, as_of_date};
}

const R6Q1 = scoreAt(2024, 1, "2024-06-30");
const R6Q2 = scoreAt(2024, 2, "2024-09-30");
const R6Q4 = scoreAt(2024, 4, "2025-03-31");
const R5Q4 = scoreAt(2023, 4, "2024-03-31");

const AT = {kpi: {kpi_id: "paper_sheets"}, score: {as_of_date: "2024-09-30"}};

function textsAt(as_of_date: string, actions: Parameters<typeof actionTable>[0]["actions"]): string[][] {
  const table = actionTable({...AT, score: {as_of_date}, actions});
  return (table?.rows ?? []).map(({cells}) => cells.map(({text}) => text));
}

test("an action is carried from the quarter of its decision to that in which it is done", () => {
  const done = {...ACTION, done_on: "2024-08-23"};
  expect(actionsOf([done], R5Q4)).toEqual([]);
  expect(actionsOf([done], R6Q1)).toEqual([ACTION]);
  expect(actionsOf([done], R6Q2)).toEqual([done]);
  expect(actionsOf([done], R6Q4)).toEqual([]);
  expect(actionsOf([ACTION], R6Q4)).toEqual([ACTION]);
  expect(actionsOf([{...ACTION, kpi_id: "other"}], R6Q1)).toEqual([]);
});

test("its state is that of the quarter's last day", () => {
  const states = [R6Q1, R6Q4].map(({as_of_date}) => textsAt(as_of_date, [ACTION])[0]?.at(-1));
  expect(states).toEqual(["取組中", "期限を過ぎている"]);
  expect(textsAt("2024-09-30", [{...ACTION, done_on: "2024-08-23"}])[0]?.at(-1)).toBe("済（R6.8.23）");
});

test("an opinion stands with its answer, or says that there is none yet; a fifth action is counted", () => {
  const open = {...ACTION, opinion: "局区別に示すこと", bureau_name: "総務企画局"};
  const actions = [open, {...open, answer: "示す"}, ACTION, ACTION, ACTION];
  const table = actionTable({...AT, actions});
  expect(table?.rows).toHaveLength(4);
  expect(textsAt("2024-09-30", actions)[0]?.[0]).toBe("総務企画局：わけ");
  expect(table?.notes).toEqual([
    "委員会の意見：局区別に示すこと　答え：まだ答えていない",
    "委員会の意見：局区別に示すこと　答え：示す",
    "ほか1件",
  ]);
  expect(actionTable({...AT, actions: []})).toBeNull();
});

test("a bureau's card says what the bureau does, and counts what it has no line for", () => {
  const own = {...ACTION, bureau_code: "1010", bureau_name: "総務企画局"};
  const indicator = (actions: (typeof own | typeof ACTION)[]) => ({
    ...{kpi: {kpi_id: "paper_sheets", short_name: "紙の使用量"}, score: {as_of_date: "2024-09-30"}, actions},
  });
  const line = "遅れへの対応（紙の使用量）：対応（総務課、期限R6.12.31、取組中）";
  expect(actionNotes([indicator([ACTION, own, {...own, bureau_code: "1020"}])], "1010")).toEqual([line]);
  expect(actionNotes([indicator([own, own]), indicator([own, own, own])], "1010")).toEqual([
    ...[line, line, line],
    "遅れへの対応は、ほか2件",
  ]);
});

test("the board names the page that tells of it", () => {
  const page = (
    kpi_id: string,
    has: Partial<Record<"actions" | "awaits", unknown[]>> & {overtime?: object},
  ) =>
    ({
      ...{
        kpi: {kpi_id},
        score: {as_of_fiscal_year: 2024, as_of_date: "2024-09-30"},
        quarters: [],
        months: [],
        note: null,
      },
      ...{overtime: null, actions: [], awaits: [], ...has},
    }) as unknown as Indicator;
  const plain = page("plain", {});
  const crowded = page("crowded", {actions: [ACTION], overtime: {}});
  const roomy = page("roomy", {actions: [ACTION]});
  const pages = [plain, crowded, roomy];
  // Beside the table of overtime there is no room for it: it stands on the page after, and moves those that follow.
  expect(pages.map((one) => actionsPlace(pages, one))).toEqual(["", "対応 4頁", "対応 5頁"]);
  expect(actionsPlace(pages, page("waiting", {actions: [ACTION], awaits: ["時間外勤務実績"]}))).toBe("");
});
