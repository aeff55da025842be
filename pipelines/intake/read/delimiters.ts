import {CsvError, parse} from "csv-parse/sync";
import type {Contract} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {HEADING_ROWS} from "./headings.ts";
import {fitOf} from "./headings-error.ts";

export const DELIMITERS = [",", "\t"];
/** What other programs part cells with; such a file is not read, but told. */
export const OTHER_DELIMITERS = [";", "|"];

/** The sign that makes the most headings of the first lines; of none, a comma. */
export function likeliestDelimiter(head: string, contracts: Contract[]): string {
  const fitsOf = (text: string) => {
    const fits: {delimiter: string; fit: number}[] = [];
    for (const delimiter of [...DELIMITERS, ...OTHER_DELIMITERS]) {
      const fit = fitOf(parseHead(text, delimiter), contracts);
      fits.push({delimiter, fit});
      // None makes more than all headings.
      if (fit === 1) break;
    }
    return fits;
  };
  const fits = fitsOf(head);
  // A quote that is never closed makes one cell of all headings.
  const clear = fits.some(({fit}) => fit > 0) ? fits : fitsOf(head.replaceAll('"', ""));
  return clear.toSorted((one, other) => other.fit - one.fit)[0]?.delimiter ?? ",";
}

/** UserError for a file whose cells are parted by another sign. */
export function otherDelimiter(sign: string): UserError {
  return new UserError(
    `区切りが「${sign}」で、読めません。カンマ（,）かタブで区切って出し直すか、Excelで開いて「CSV UTF-8（コンマ区切り）」で保存し直してもらってください。`,
  );
}

/** The rows among which headings are looked for; a quote that is not closed ends them with the row before it. */
export function parseHead(head: string, delimiter: string): string[][] {
  const lines = head.split(/\r?\n/, HEADING_ROWS);
  const options = {delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false};
  for (let count = lines.length; count > 0; count -= 1)
    try {
      return parse(lines.slice(0, count).join("\n"), options);
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
    }
  return [];
}
