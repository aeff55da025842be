import {createReadStream} from "node:fs";
import {parse} from "csv-parse";
import type {TextPart} from "./decode.ts";

export interface CsvShape {
  parts: () => Iterable<TextPart>;
  delimiter: string;
  skipLines: number;
  columnCount: number;
}

/**
 * The line on which each well-formed record of a CSV file begins, in order: blank lines, records with another number
 * of cells and line breaks inside quotes make it differ from counting. Read only when something has to be pointed at.
 */
export async function recordLines({parts, delimiter, skipLines, columnCount}: CsvShape): Promise<number[]> {
  const lines: number[] = [];
  const options = {
    delimiter,
    info: true,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  };
  for (const {path, firstLine} of parts()) {
    const from_line = firstLine === 1 ? skipLines + 1 : 1;
    const records = createReadStream(path).pipe(parse({...options, from_line}));
    for await (const {record, info} of records as AsyncIterable<{record: string[]; info: {lines: number}}>)
      if (record.length === columnCount) lines.push(firstLine - 1 + info.lines - lineBreaks(record));
  }
  return lines;
}

function lineBreaks(record: string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}
