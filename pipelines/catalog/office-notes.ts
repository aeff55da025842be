import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {composedKana} from "../../schemas/composed-kana.ts";
import {UserError} from "../../schemas/errors.ts";
import type {FiscalQuarter} from "../../schemas/fiscal-time.ts";
import {printedLines} from "../../schemas/office-note.ts";
import {isPeriod, parsePeriod} from "../../schemas/typed-period.ts";
import type {RowsToInsert} from "../engine/insert-rows.ts";
import {readNamedFile} from "../installation/plain-file.ts";
import {NOT_WRITTEN} from "./city-folder.ts";
import {type Named, oneNamed} from "./one-named.ts";
import {whyNotPrintable} from "./printable.ts";

export const OFFICE_NOTE_COLUMNS = {
  kpi_id: "varchar",
  fiscal_year: "integer",
  quarter: "integer",
  note: "varchar",
};

const LARGEST_BYTES = 1_000_000;

/** What fits beside a figure: signs, and lines of the page. */
const LONGEST = 200;
const MOST_LINES = 5;

const PLACE = "city/notes";

/** A note, and the file that it stands in. */
interface PlacedNote {
  place: string;
  row: {kpi_id: string; fiscal_year: number; quarter: number; note: string};
}

/**
 * The office's own words beside a figure: notes/R6Q2/<indicator>.md, by id or by name, is printed on the indicator's page of that
 * quarter's scorecard. UserError for a folder that is no quarter, a file that is no note or of no indicator, two files for one
 * figure, and a text that cannot be printed.
 */
export function officeNotes(folder: string, indicators: Named[]): RowsToInsert["rows"] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, {withFileTypes: true}).filter(({name}) => !NOT_WRITTEN.test(name));
  const lost = entries.find((entry) => !entry.isDirectory() && entry.name !== "README.md");
  if (lost) throw new UserError(`${PLACE}/${lost.name}: ${OUTSIDE}`);
  const quarters = entries.filter((entry) => entry.isDirectory()).map(({name}) => name);
  const notes = quarters.sort().flatMap((name) => notesOf(folder, name, indicators));
  mustBeOneEach(notes);
  return notes.map(({row}) => row);
}

const OUTSIDE =
  "四半期のフォルダーの外にあります。R6Q2/指標の名前.md のように、四半期のフォルダーの中に置いてください。";

function notesOf(folder: string, name: string, indicators: Named[]): PlacedNote[] {
  const {fiscalYear, quarter} = quarterOf(name);
  const files = readdirSync(join(folder, name)).filter((file) => !NOT_WRITTEN.test(file));
  return files.sort().map((file) => {
    const place = `${PLACE}/${name}/${file}`;
    const note = noteText(join(folder, name, file), place);
    return {
      place,
      row: {kpi_id: indicatorOf(file, place, indicators), fiscal_year: fiscalYear, quarter, note},
    };
  });
}

/** R6Q2 and 令和6年度第2四半期 are one quarter: what stands in both for one indicator would be two notes for one figure. */
function mustBeOneEach(notes: PlacedNote[]): void {
  const places = Map.groupBy(notes, ({row}) => `${row.kpi_id} ${row.fiscal_year} ${row.quarter}`);
  const [first, second] = [...places.values()].find((same) => same.length > 1) ?? [];
  if (first && second)
    throw new UserError(
      `${second.place}: ${first.place} と同じ四半期の同じ指標の注記です。どちらか一つにしてください。`,
    );
}

function quarterOf(name: string): FiscalQuarter {
  const period = isPeriod(name) ? parsePeriod(name) : undefined;
  if (period?.kind === "quarter") return {fiscalYear: period.fiscalYear, quarter: period.quarter};
  throw new UserError(`${PLACE}/${name}: 「${name}」は四半期として読めません。例: R6Q2、令和6年度第2四半期`);
}

function indicatorOf(file: string, place: string, indicators: Named[]): string {
  if (!file.endsWith(".md"))
    throw new UserError(`${place}: 注記のファイルの名前は「指標の名前.md」か「指標の記号.md」です。`);
  try {
    return oneNamed(file.slice(0, -".md".length), indicators, "指標").id;
  } catch (error) {
    throw error instanceof UserError ? new UserError(`${place}: ${error.message}`) : error;
  }
}

function noteText(path: string, place: string): string {
  const text = composedKana(
    decoded(readNamedFile(path, LARGEST_BYTES), place).replaceAll("\r\n", "\n").trim(),
  );
  const fault = faultOf(text);
  if (fault) throw new UserError(`${place}: ${fault}`);
  return text;
}

function decoded(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
  } catch (cause) {
    throw new UserError(
      `${place}: UTF-8の文書として読めません。メモ帳などで文字コードを「UTF-8」にして保存し直してください。`,
      {cause},
    );
  }
}

function faultOf(text: string): string | null {
  const length = [...text.replace(/\s/gu, "")].length;
  if (length === 0) return `何も書かれていません。1字から${LONGEST}字までで書いてください。`;
  if (length > LONGEST) return `${length}字あります。1字から${LONGEST}字までで書いてください。`;
  const lines = printedLines(text);
  if (lines > MOST_LINES)
    return `印刷すると${lines}行になります。箇条書きや段落を減らして、${MOST_LINES}行までにしてください。`;
  return whyNotPrintable(text);
}
