import {createReadStream} from "node:fs";
import {parse} from "csv-parse";

export interface CsvShape {
  csvPath: string;
  delimiter: string;
  skipLines: number;
  columnCount: number;
}

/**
 * The line on which each well-formed record of a CSV file begins, in order: blank lines, records with another number
 * of cells and line breaks inside quotes make it differ from counting. Read only when something has to be pointed at.
 */
export async function recordLines({csvPath, delimiter, skipLines, columnCount}: CsvShape): Promise<number[]> {
  const lines: number[] = [];
  const options = {
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  };
  const records = createReadStream(csvPath).pipe(parse({...options, from_line: skipLines + 1}));
  for await (const {record, info} of records as AsyncIterable<{record: string[]; info: {lines: number}}>) {
    if (record.length === columnCount) lines.push(info.lines - lineBreaks(record));
  }
  return lines;
}

function lineBreaks(record: string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}
