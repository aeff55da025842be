import {describe, expect, test} from "vitest";
import {
  type Cell,
  columnCount,
  type DocumentTable,
  evenTables,
  heading,
  label,
  numberCell,
  type TableRow,
  textCell,
} from "../../reports/values/document-table.ts";

describe("cells of a document's table", () => {
  test("a number keeps its value beside the text that is printed", () => {
    expect(numberCell(1234.56, {decimals: 1, unit: "時間", figureCode: "F-x-R3"})).toEqual({
      kind: "number",
      text: "1,234.6時間",
      value: 1234.56,
      decimals: 1,
      unit: "時間",
      figureCode: "F-x-R3",
    });
  });

  test("nothing measured is a dash without a unit, withheld is x without a value", () => {
    expect(numberCell(null, {unit: "人"})).toMatchObject({text: "－", value: null});
    expect(numberCell(3, {unit: "人", isWithheld: true})).toMatchObject({text: "x", value: null});
  });

  test("headings that span columns count as many", () => {
    const head = [[heading("局区"), heading("人数", {columns: 2, isNumber: true})]];
    expect(columnCount({head, rows: []})).toBe(3);
    const cells: Cell[] = [label("総務企画局"), textCell("確定")];
    const rows: TableRow[] = [{kind: "row", cells}];
    expect(columnCount({head: [], rows})).toBe(2);
  });
});

test("a row that is not as wide as its table is told by the table's id and the row's label", () => {
  const pay: DocumentTable = {
    id: "overtime-pay",
    caption: "支給額",
    head: [[heading("会計"), heading("支給額", {isNumber: true})]],
    rows: [
      {kind: "band", cells: [label("令和3年度")]},
      {kind: "row", cells: [label("普通会計"), numberCell(3)]},
    ],
    notes: [],
  };
  expect(evenTables([pay])).toEqual([pay]);
  const short: TableRow = {kind: "total", cells: [label("合計")]};
  expect(() => evenTables([{...pay, rows: [...pay.rows, short]}])).toThrow(
    'table "overtime-pay" has 2 columns, but a row of 1 cells: 合計',
  );
});
