import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import type {Recalculation} from "../../pipelines/intake/read/cell-states.ts";
import {readWorkbook} from "../../pipelines/intake/read/read-workbook.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {type OldCell, oldExcel} from "./old-excel-parts.ts";
import {part, workbookOf, zipOf} from "./workbook-parts.ts";

/** One state of a cell, as both kinds of file write it. */
interface State {
  name: string;
  /** XML of the cell in A1. */
  xlsx: string;
  xls: OldCell;
}

const ERRORS: [name: string, code: number][] = [
  ["#NULL!", 0],
  ["#DIV/0!", 7],
  ["#VALUE!", 15],
  ["#REF!", 23],
  ["#NAME?", 29],
  ["#NUM!", 36],
  ["#N/A", 42],
];

const ONE = "<f>1</f>";
const NUMBER: State = {name: "a number", xlsx: "<c><v>12</v></c>", xls: 12};
const RESULT: State = {
  name: "a formula with a result",
  xlsx: `<c>${ONE}<v>12</v></c>`,
  xls: {result: {number: 12}},
};
const TRUTH: State = {
  name: "a formula that is true",
  xlsx: `<c t="b">${ONE}<v>1</v></c>`,
  xls: {result: {boolean: true}},
};
const ZERO: State = {
  name: "a formula with a 0",
  xlsx: `<c>${ONE}<v>0</v></c>`,
  xls: {result: {number: 0}},
};
const EMPTY: State = {
  name: "a formula with an empty text",
  xlsx: `<c t="str">${ONE}<v></v></c>`,
  xls: {result: "empty text"},
};

function xlsxOf({xlsx}: State, says: Recalculation, beside: State): Buffer {
  const sheet = `<worksheet><sheetData><row>${xlsx}${beside.xlsx}<c t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`;
  const calc = {
    computed: '<calcPr calcId="191029"/>',
    to_be_computed: '<calcPr calcId="124519" fullCalcOnLoad="1"/>',
    unsaid: "",
  }[says];
  return zipOf(
    workbookOf(sheet).map((each) =>
      each.name === "xl/workbook.xml"
        ? part(each.name, each.content.toString().replace("</workbook>", `${calc}</workbook>`))
        : each,
    ),
  );
}

/** What stands in A1, and whether it may be out of date. */
function read(name: string, bytes: Buffer): [text: string | undefined, isStale: boolean] {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  const [grid] = readWorkbook(path);
  return [grid?.rows[0]?.[0], grid?.stale.some(({row, column}) => row === 0 && column === 0) ?? false];
}

const MISSING = "#未計算A1#";

/** State, what the workbook says, what stands beside it; and what it must be read as in both kinds of file. */
const CASES: [state: State, says: Recalculation, beside: State, text: string, isStale?: "stale"][] = [
  [NUMBER, "computed", RESULT, "12"],
  [NUMBER, "to_be_computed", RESULT, "12"],
  [NUMBER, "unsaid", RESULT, "12"],
  [RESULT, "computed", NUMBER, "12"],
  [RESULT, "to_be_computed", NUMBER, "12", "stale"],
  [RESULT, "unsaid", NUMBER, "12"],
  [TRUTH, "computed", NUMBER, "TRUE"],
  [TRUTH, "to_be_computed", NUMBER, "TRUE", "stale"],
  [ZERO, "computed", ZERO, "0"],
  [ZERO, "to_be_computed", RESULT, MISSING],
  [ZERO, "unsaid", RESULT, "0"],
  [ZERO, "unsaid", NUMBER, MISSING],
  [EMPTY, "computed", NUMBER, ""],
  [EMPTY, "to_be_computed", RESULT, MISSING],
  [EMPTY, "unsaid", RESULT, ""],
  [EMPTY, "unsaid", ZERO, MISSING],
  ...ERRORS.flatMap(([name, code]): [State, Recalculation, State, string, "stale"?][] => {
    const value = {name, xlsx: `<c t="e"><v>${name}</v></c>`, xls: {error: code}};
    const result = {
      name: `a formula with ${name}`,
      xlsx: `<c t="e">${ONE}<v>${name}</v></c>`,
      xls: {result: {error: code}},
    };
    return [
      [value, "computed", NUMBER, name],
      [value, "to_be_computed", NUMBER, name],
      [result, "computed", NUMBER, name],
      [result, "unsaid", NUMBER, name],
      [result, "to_be_computed", NUMBER, name, "stale"],
    ];
  }),
];

describe.each(CASES.map(([state, says, beside, text, isStale]) => ({state, says, beside, text, isStale})))(
  "$state.name beside $beside.name, results $says",
  ({state, says, beside, text, isStale}) => {
    test("in .xlsx", () => {
      expect(read("a.xlsx", xlsxOf(state, says, beside))).toEqual([text, isStale === "stale"]);
    });
    test("in .xls", () => {
      const bytes = oldExcel([[state.xls, beside.xls, "x"]], says);
      expect(read("a.xls", bytes)).toEqual([text, isStale === "stale"]);
    });
  },
);

test("a formula without any result, and the range of one formula, whose other cells have results only", () => {
  const sheet = (cells: string) =>
    zipOf(workbookOf(`<worksheet><sheetData><row>${cells}</row></sheetData></worksheet>`));
  expect(read("a.xlsx", sheet(`<c>${ONE}</c><c><v>1</v></c>`))).toEqual([MISSING, false]);
  expect(read("a.xlsx", sheet(`<c>${ONE}<v></v></c><c><v>1</v></c>`))).toEqual([MISSING, false]);
  const range = '<c r="B1"><f t="array" ref="A1:B1">1</f><v>0</v></c>';
  expect(read("a.xlsx", sheet(`${range}<c r="A1"><v>0</v></c>`))).toEqual([MISSING, false]);
});
