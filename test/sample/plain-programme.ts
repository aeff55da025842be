import {join} from "node:path";
import {sheetRows} from "./plain-paper.ts";
import {filesNamed, fiscalYearIn, isoDate, plainDigits, readCsv} from "./read-plainly.ts";

export interface ActivityRow {
  fiscalYear: number;
  item: string;
  subject: string;
  day: string;
  amount: number;
}

export function readActivities(folder: string): ActivityRow[] {
  return filesNamed(folder, "活動実績").flatMap((name) =>
    readCsv(folder, name, "shift_jis").rows.map(
      ([quarter = "", item = "", subject = "", day = "", amount]) => ({
        ...{item, subject, fiscalYear: fiscalYearIn(quarter)},
        day: day && isoDate(day),
        amount: Number(amount),
      }),
    ),
  );
}

/** Σ of increments up to and including a fiscal year. */
export function totalTo(rows: readonly ActivityRow[], item: string, fiscalYear: number): number {
  return sum(
    rows.filter((row) => row.item === item && row.fiscalYear <= fiscalYear).map(({amount}) => amount),
  );
}

export interface Answers {
  fiscalYear: number;
  question: string;
  kind: string;
  count: number;
  asked: number;
}

export function readSurveys(folder: string): Answers[] {
  return workbookRows(folder, "アンケート").map(([year, , , question, , kind, count, asked]) => {
    return {
      ...{question: String(question), kind: String(kind), fiscalYear: fiscalYearIn(String(year))},
      ...{count: Number(count), asked: Number(asked)},
    };
  });
}

export interface Service {
  fiscalYear: number;
  task: string;
  measure: string;
  method: string;
  amount: number;
}

export function readSharedServices(folder: string): Service[] {
  return workbookRows(folder, "総務事務センター").map(([year, task, measure, method, , amount]) => {
    return {
      ...{task: String(task), measure: String(measure), method: String(method)},
      fiscalYear: fiscalYearIn(String(year)),
      amount: Number(String(amount).replaceAll(",", "")),
    };
  });
}

/** Rows of yearly files with a fiscal year, a label and whole numbers in the last columns. */
export function readYearly(
  folder: string,
  part: string,
  encoding: "shift_jis" | "utf-8",
): {fiscalYear: number; cells: string[]}[] {
  return filesNamed(folder, part).flatMap((name) =>
    readCsv(folder, name, encoding).rows.map(([year = "", ...cells]) => {
      return {fiscalYear: fiscalYearIn(year), cells: cells.map(plainDigits)};
    }),
  );
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function workbookRows(folder: string, part: string): (string | number | null)[][] {
  return filesNamed(folder, part).flatMap((name) => sheetRows(join(folder, name)).slice(3));
}
