import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import fc from "fast-check";
import iconv from "iconv-lite";
import {describe, expect, test} from "vitest";
import type {CellSource} from "../../pipelines/intake/read/cell-blocks.ts";
import {type CsvFile, csvCells} from "../../pipelines/intake/read/csv-cells.ts";
import {threadedCells} from "../../pipelines/intake/read/threaded-cells.ts";
import {temporaryFolder} from "../temporary-folder.ts";

type Encoding = CsvFile["encoding"];

const COLUMNS = 3;

function fileOf(bytes: Buffer, encoding: Encoding): CsvFile {
  const path = join(temporaryFolder(), "cells.csv");
  writeFileSync(path, bytes);
  const fieldOf = Int32Array.from({length: COLUMNS}, (_, column) => column);
  return {path, encoding, delimiter: ",", skipRecords: 0, fieldOf, fieldCount: COLUMNS};
}

function encoded(text: string, encoding: Encoding): Buffer {
  return encoding === "UTF-8" ? Buffer.from(text) : iconv.encode(text, "cp932");
}

async function readAll({texts, blocks}: CellSource) {
  const rows: string[][] = [];
  const lines: number[] = [];
  const broken: number[] = [];
  for await (const block of blocks) {
    for (let row = 0; row < block.rowCount; row += 1) {
      rows.push(block.cells.map((numbers, field) => texts[field]?.textAt(numbers[row] ?? -1) ?? ""));
      lines.push(block.lines[row] ?? 0);
    }
    broken.push(...block.broken.map(({firstLine}) => firstLine));
  }
  return {rows, lines, broken};
}

const sign = fc.constantFrom(...'表ソ能ｱﾞ①ab1,"\n\r 　');
const cell = fc.string({unit: sign, maxLength: 6});
const anyTable = fc.record({
  rows: fc.array(fc.tuple(cell, cell, cell), {maxLength: 12}),
  lineEnd: fc.constantFrom("\n", "\r\n"),
  quotesAll: fc.boolean(),
  endsWithLine: fc.boolean(),
  encoding: fc.constantFrom<Encoding>("UTF-8", "CP932"),
});

function written(cells: string[], quotesAll: boolean): string {
  return cells
    .map((text) => (quotesAll || /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
    .join(",");
}

/** Between its quotes stands what may be other rows: as many delimiters as they would have. */
function holdsRows(text: string): boolean {
  const breaks = text.match(/\r\n|\n|\r/g)?.length ?? 0;
  return breaks > 0 && text.split(",").length - 1 >= breaks * (COLUMNS - 1);
}

describe("the cells of a CSV file", () => {
  test("are what a CSV library reads, and what was written", async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async ({rows, lineEnd, quotesAll, endsWithLine, encoding}) => {
        const text =
          rows.map((cells) => written(cells, quotesAll)).join(lineEnd) + (endsWithLine ? lineEnd : "");
        const read = await readAll(csvCells(fileOf(encoded(text, encoding), encoding)));
        const parsed = parse(text, {skip_empty_lines: true, record_delimiter: ["\r\n", "\n"]}) as string[][];
        expect(parsed).toEqual(rows);
        expect(read.rows).toEqual(rows.filter((cells) => !cells.some(holdsRows)));
        expect(new Set(read.broken).size).toBe(rows.filter((cells) => cells.some(holdsRows)).length);
      }),
      {numRuns: 300},
    );
  });

  test("are the same from the reading thread, across many pieces, with the line of each row", async () => {
    const text = Array.from({length: 200_000}, (_, row) => `表${row},"二\n行",${row % 7}\r\n`).join("");
    const file = fileOf(encoded(text, "CP932"), "CP932");
    const [here, there] = [await readAll(csvCells(file)), await readAll(threadedCells(file))];
    expect(here.rows.length).toBe(200_000);
    expect(here.rows.every(([first], row) => first === `表${row}`)).toBe(true);
    expect(here.lines.every((line, row) => line === 1 + row * 2)).toBe(true);
    expect(JSON.stringify(there) === JSON.stringify(here)).toBe(true);
  });

  test("leave blank lines out and keep count of lines; an empty cell too many is no fault, a full one is", async () => {
    const text = 'a,b,c\n\n"x\ny",2,3,\nshort,1\n1,2,3,4\n"un"closed,2,3\n7,8,9';
    const {rows, lines, broken} = await readAll(csvCells(fileOf(Buffer.from(text), "UTF-8")));
    expect(rows).toEqual([
      ["a", "b", "c"],
      ["x\ny", "2", "3"],
      ["7", "8", "9"],
    ]);
    expect(lines).toEqual([1, 3, 8]);
    expect(broken).toEqual([5, 6, 7]);
  });

  test.each([
    ["a byte of no encoding", Buffer.from([0x61, 0xff, 0x0a]), /60001行目（先頭から4,920,002バイト目）/],
    ["NUL", Buffer.from([0x61, 0x2c, 0x00]), /60001行目（先頭から4,920,003バイト目）に、文字でないもの/],
    ["half a character at the end", Buffer.from([0x61, 0x95]), /60001行目（先頭から4,920,002バイト目）/],
  ])("%s in a later piece is refused with line and offset", async (_, wrong, message) => {
    const line = `${"表".repeat(39)},,\r\n`;
    const file = fileOf(Buffer.concat([encoded(line.repeat(60_000), "CP932"), wrong]), "CP932");
    await expect(readAll(csvCells(file))).rejects.toThrow(message);
    await expect(readAll(threadedCells(file))).rejects.toThrow(message);
  });

  test("a row without end does not fill the memory but refuses the file", async () => {
    const endless = Buffer.concat([Buffer.from('a,b,c\n1,"'), Buffer.alloc(20 * 1024 * 1024, "x,\n")]);
    await expect(readAll(csvCells(fileOf(endless, "UTF-8")))).rejects.toThrow(
      /2行目から始まる1行が4MBを超えています/,
    );
  });
});
