import {fstatSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {openPlainFile} from "../../pipelines/installation/plain-file.ts";
import {closeTracked, openNow, tracked} from "../../pipelines/intake/read/open-files.ts";
import {readWorkbook} from "../../pipelines/intake/read/read-workbook.ts";
import {withinTime} from "../../pipelines/intake/read/within-time.ts";
import {UserError} from "../../schemas/errors.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {type Part, part, relation, relationsXml, sheetOf, workbookOf, zipOf} from "./workbook-parts.ts";

/* Small files over which a reader sits for hours, or until the memory is full. */

const ROWS = [["職員番号"], ["012345"]];

function reading(parts: Part[]): () => unknown {
  const path = join(temporaryFolder(), "a.xlsx");
  writeFileSync(path, zipOf(parts));
  return () => readWorkbook(path);
}

function withTail(tail: string): Part[] {
  return workbookOf(sheetOf(ROWS).replace("</worksheet>", `${tail}</worksheet>`));
}

test("a million brackets in quotes are passed over once", () => {
  const read = reading(withTail(`<x a="${">".repeat(1_000_000)}" b='"'/>`));
  expect(read()).toMatchObject([{rows: ROWS}]);
});

test("beginnings of tags within a tag are none", () => {
  const read = reading(withTail(`<x ${"<dataValidation ".repeat(500_000)}/>`));
  expect(read()).toMatchObject([{rows: ROWS}]);
});

test("one text is not longer than thirty full cells", () => {
  expect(reading(workbookOf(sheetOf([["&amp;".repeat(300_000)]])))).toThrow(
    "文字が1,000,000個を超えています",
  );
});

function withFormat(code: string): Part[] {
  const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>`;
  const relations = relationsXml(
    relation("worksheet", "worksheets/sheet1.xml"),
    relation("styles", "styles.xml", "rId2"),
  );
  const others = [part("xl/styles.xml", styles), part("xl/_rels/workbook.xml.rels", relations)];
  return [...workbookOf(sheetOf(ROWS)).filter(({name}) => name !== others[1]?.name), ...others];
}

test("a format of a number is as long as Excel lets it be", () => {
  expect(reading(withFormat("0".repeat(255)))()).toMatchObject([{rows: ROWS}]);
  expect(reading(withFormat("[$".repeat(128)))).toThrow("開けません");
});

test("a range that covers a sheet without end is not filled", () => {
  const corners = `<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="ALL1"><v>1</v></c></row><row r="1000000"><c r="A1000000"><v>1</v></c></row></sheetData>`;
  const merged = `<mergeCells><mergeCell ref="A1:ALL1000000"/></mergeCells>`;
  const sheet = sheetOf([]).replace("<sheetData></sheetData>", corners + merged);
  expect(reading(workbookOf(sheet))).toThrow("開けません");
});

test("cells count in rows within rows, too", () => {
  const rows = Array.from(
    {length: 26_000},
    (_, row) => `<row r="${row + 1}"><c r="ALK${row + 1}"><v>1</v></c>`,
  );
  const nested = `${rows.join("")}<row r="30000"><c r="A30000"><v>1</v></c></row>${"</row>".repeat(26_000)}`;
  const sheet = sheetOf([]).replace("</sheetData>", `${nested}</sheetData>`);
  expect(reading(workbookOf(sheet))).toThrow("セルが25,000,000個を超えています");
});

test("a link over all places of a sheet makes no cells in the reader that is asked where a part is damaged", () => {
  const link = `<hyperlinks><hyperlink ref="A1:XFD1048576" display="x"/></hyperlinks>`;
  const damaged = sheetOf(ROWS)
    .replace("<sheetData>", `<sheetData><row r="0"/>`)
    .replace("</worksheet>", link);
  expect(reading(workbookOf(damaged))()).toMatchObject([{rows: ROWS}]);
});

test("what does not come to an end is ended, wherever it stands, and the next is not", () => {
  const endless = () => {
    try {
      for (;;);
    } finally {
      for (;;);
    }
  };
  expect(() => withinTime(0, endless, 50)).toThrow(UserError);
  expect(() => withinTime(0, () => /^(a+)+$/.test(`${"a".repeat(60)}b`), 50)).toThrow("読むのをやめました");
  expect(() => withinTime(0, () => withinTime(0, endless, 60_000), 50)).toThrow("読むのをやめました");
  expect(withinTime(0, () => withinTime(0, () => 1, 50) + 1, 50)).toBe(2);
});

test("what is ended has no file open any more, and who called it keeps his", () => {
  const file = join(temporaryFolder(), "a.csv");
  writeFileSync(file, "a,b\n");
  const opened = () => tracked(openPlainFile(file));
  const mine = opened();
  let theirs = mine;
  const endless = () => {
    try {
      for (theirs = opened(); ; );
    } finally {
      closeTracked(theirs);
    }
  };
  expect(() => withinTime(0, endless, 50)).toThrow(UserError);
  expect(() => fstatSync(theirs)).toThrow("EBADF");
  expect([...openNow()]).toEqual([mine]);
  closeTracked(mine);
});

test("an error is told as it is", () => {
  const said = new UserError("壊れています");
  const failing = () => {
    throw said;
  };
  expect(() => withinTime(0, failing)).toThrow(said);
});
