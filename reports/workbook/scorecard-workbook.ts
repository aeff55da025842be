import {workbookBytes} from "../../pipelines/engine/write-workbook.ts";
import {allInBodyWords} from "../../schemas/body-words.ts";
import {quarterName} from "../../schemas/fiscal-time.ts";
import type {Scorecard} from "../scorecard/read-scorecard.ts";
import {scorecardTitle} from "../scorecard/scorecard-html.ts";
import {scorecardTables} from "../scorecard/scorecard-tables.ts";
import type {DocumentTable} from "../values/document-table.ts";
import {asOfText} from "../values/known-on.ts";
import {bureauYearTables} from "./bureau-year-tables.ts";
import {releaseOrigin} from "./release-origin.ts";
import {tableSheet} from "./table-sheet.ts";

/** Every table of a quarter: those of the printed scorecard, then every bureau by year. */
export function workbookTables(scorecard: Scorecard): DocumentTable[] {
  return allInBodyWords(
    [...scorecardTables(scorecard), ...bureauYearTables(scorecard)],
    scorecard.body.words,
  );
}

/**
 * The quarter as a workbook to work on in Excel: a sheet per table with number formats, frozen heads, print areas and a
 * name for its cells; figure codes as comments. No formulas, no links. Equal releases are equal bytes.
 */
export async function scorecardWorkbook(scorecard: Scorecard): Promise<Uint8Array> {
  const origin = releaseOrigin(scorecard.release);
  const tables = workbookTables(scorecard);
  const sheetNames = sheetNamesOf(tables, scorecard);
  const sheets = tables.map((table, index) => tableSheet(table, {name: sheetNames[index] ?? "", origin}));
  const names = tables.map(({id}, index) => [rangeName(id), sheets[index]?.range ?? ""] as const);
  return workbookBytes({
    title: scorecardTitle(scorecard),
    sheets: [coverSheet(scorecard, {tables, sheetNames, origin}), ...sheets.map(({sheet}) => sheet)],
    names: Object.fromEntries(names),
  });
}

const LONGEST_NAME = 31;

/** With the indicators' short names; numbered, so that cut ones stay different. */
function sheetNamesOf(tables: DocumentTable[], {indicators}: Scorecard): string[] {
  return tables.map(({caption}, index) => {
    const named = indicators.find(({kpi}) => caption.startsWith(kpi.kpi_name));
    const short = named ? caption.replace(named.kpi.kpi_name, named.kpi.short_name) : caption;
    return `${index + 1} ${short.replace(/[[\]:*?/\\']/g, "・")}`.slice(0, LONGEST_NAME);
  });
}

/** "overtime-over-480h" → "t_overtime_over_480h": never like the address of a cell. */
function rangeName(id: string): string {
  return `t_${id.replaceAll("-", "_")}`;
}

interface Contents {
  tables: DocumentTable[];
  sheetNames: string[];
  origin: string;
}

function coverSheet(scorecard: Scorecard, {tables, sheetNames, origin}: Contents) {
  const {quarter} = scorecard;
  const asOf = `${quarterName(quarter)}（${asOfText(scorecard)}）`;
  const list = tables.map((table, index) => [
    {value: sheetNames[index] ?? ""},
    {value: table.caption},
    {value: rangeName(table.id)},
  ]);
  return {
    name: "はじめに",
    rows: [
      [{value: scorecardTitle(scorecard), role: "title" as const}],
      [{value: `${asOf}　${origin}`, role: "note" as const}],
      ...NOTES.map((note) => [{value: note, role: "note" as const}]),
      [],
      ["シート", "表", "範囲の名前"].map((value) => ({value, role: "heading" as const})),
      ...list,
    ],
    columnWidths: [46, 66, 42],
    frozen: {rows: NOTES.length + 4},
    print: {
      area: `A1:C${NOTES.length + 4 + list.length}`,
      titleRows: `${NOTES.length + 4}:${NOTES.length + 4}`,
      footer: origin,
    },
  };
}

const NOTES = [
  "値は四捨五入する前の数で、表示のけた数だけを合わせています。x は人数が少ないため示さない値、－ は値がないことを表します。",
  "数値のコメントにある F-… は数値の記号です。kaikaku explain 記号 で、定義ともとのファイルまでたどれます。",
  "計算式とほかのファイルへのリンクはありません。",
];
