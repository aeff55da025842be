import type {Contract} from "../../../schemas/contract.ts";
import {inSheet, type SheetDescription} from "../../engine/write-workbook.ts";
import type {Offers} from "./template-choices.ts";
import {choicesRange} from "./template-guide.ts";
import {type InputColumn, RULED_ROWS} from "./template-rules.ts";

const CHECK = "点検";
/** Title, note, and three lines of what was found; then the heading of the list. */
const LIST_HEADING_ROW = 7;
const [ROWS, FAULTS] = ["A", "B"].map((column) => {
  const first = LIST_HEADING_ROW + 1;
  return `$${column}$${first}:$${column}$${first + RULED_ROWS - 1}`;
}) as [string, string];

/**
 * A sheet whose formulas say, row by row of the input sheet, what is to be mended before it is sent: blank cells, words and codes that
 * the rules of input refuse (also pasted ones, which Excel lets in), and rows that are there twice. Formulas of single cells,
 * which every spreadsheet program computes; what a column that was taken out would say is left out.
 */
export function checkSheet(
  contract: Contract,
  {columns, firstRow, offers}: {columns: InputColumn[]; firstRow: number; offers: Offers},
): SheetDescription {
  const cell = (value: string) => ({value, role: "heading" as const});
  const lines = Array.from({length: RULED_ROWS}, (_, index) => {
    const row = firstRow + index;
    const place = inSheet(contract.title, `$${columns[0]?.letters}${row}`);
    return [
      {formula: `IFERROR(IF(${isUsed(contract, columns, row)},ROW(${place}),""),"")`, value: ""},
      {formula: faultsOf(contract, {columns, firstRow, offers}, row), value: "", role: "wrapped" as const},
    ];
  });
  const below = inSheet(contract.title, `$A$${firstRow + RULED_ROWS}:$A$${LAST_ROW}`);
  return {
    name: CHECK,
    rows: [
      [{value: `${contract.title}の点検`, role: "title"}],
      [{value: NOTE, role: "note"}],
      [cell("入れた行"), {formula: `COUNT(${ROWS})`, value: 0, role: "total"}],
      [cell("直す行"), {formula: `COUNTIF(${FAULTS},"?*")`, value: 0, role: "total"}],
      [cell("まとめ"), {formula: SUMMARY, value: "", role: "total"}],
      [
        cell("この点検の外"),
        {formula: `IF(COUNTA(${below})>0,"${firstRow + RULED_ROWS}行目から下は見ていません","")`, value: ""},
      ],
      ["行", "直すこと"].map(cell),
      ...lines,
    ],
    columnWidths: [14, 90],
    frozen: {rows: LIST_HEADING_ROW},
    filter: `A${LIST_HEADING_ROW}:B${LIST_HEADING_ROW + RULED_ROWS}`,
    // Two thousand lines that say nothing would be forty pages of paper.
    print: {landscape: true, area: `A1:B${LIST_HEADING_ROW + PRINTED_ROWS}`},
  };
}

const PRINTED_ROWS = 60;
const LAST_ROW = 1_048_576;

const NOTE =
  "入力のシートに入れると、直すことがここに出ます（「直すこと」の絞り込みで空白を外すと、直す行だけになります）。受け付けるときには、名簿との突き合わせなど、ほかの点検もあります。";

const SUMMARY = `IF($B$3=0,"",IF($B$4=0,"この点検で直すことはありません",$B$4&"行に直すことがあります。初めは"&INDEX(${ROWS},MATCH("?*",${FAULTS},0))&"行目です"))`;

/** Whether anything stands in the columns that every file has. */
function isUsed(contract: Contract, columns: InputColumn[], row: number): string {
  const certain = columns.filter(({field}) => field.meta.absent === null);
  return `LEN(${certain.map(({letters}) => inSheet(contract.title, `$${letters}${row}`)).join("&")})>0`;
}

interface Input {
  columns: InputColumn[];
  firstRow: number;
  offers: Offers;
}

/** What a row has to have mended, as one text; empty for a row that is blank or good. */
function faultsOf(contract: Contract, input: Input, row: number): string {
  const {columns, offers} = input;
  const faults = columns.flatMap((column) => {
    const place = inSheet(contract.title, `$${column.letters}${row}`);
    return faultOf(contract, {column, place, offers});
  });
  const said = [...faults, ...repeated(contract, input, row)].map((fault) => `IFERROR(${fault},"")`);
  return `IFERROR(IF(${isUsed(contract, columns, row)},${said.join("&")},""),"")`;
}

/** A formula that says what is wrong with one cell; none where everything is right. */
function faultOf(
  contract: Contract,
  {column, place, offers}: {column: InputColumn; place: string; offers: Offers},
): string[] {
  const {heading, field} = column;
  const mayBeBlank = field.meta.optional || isAcross(contract, field.name);
  const blank = mayBeBlank ? `""` : text(`${heading}が空欄`);
  const unfit = unfitIf({column, place, offers});
  if (unfit === undefined) return mayBeBlank ? [] : [`IF(LEN(${place})=0,${blank},"")`];
  return [`IF(LEN(${place})=0,${blank},IF(${unfit.test},${text(`${heading}${unfit.says}`)},""))`];
}

function unfitIf({
  column,
  place,
  offers,
}: {
  column: InputColumn;
  place: string;
  offers: Offers;
}): {test: string; says: string} | undefined {
  const {name, meta, limits} = column.field;
  if (offers.has(name))
    return {test: `ISNA(MATCH(${place}&"",${choicesRange(offers, name)},0))`, says: "が一覧にない"};
  if (meta.code) {
    const {lengths, digits} = meta.code;
    const isDigits = digits === null ? "" : `,ISERROR(-${place})`;
    return {
      test: `OR(LEN(${place})<${lengths.min},LEN(${place})>${lengths.max}${isDigits})`,
      says: `が${meta.code.name}でない`,
    };
  }
  const {minimum, maximum} = limits;
  if (meta.kind !== "integer" || minimum === undefined || maximum === undefined) return undefined;
  const isIn = `IFERROR(AND(VALUE(${place})>=${minimum},VALUE(${place})<=${maximum}),FALSE)`;
  const isDash = meta.dashIsZero ? `,${place}="－",${place}="-"` : "";
  return {
    test: `NOT(OR(${isIn}${isDash}))`,
    says: `が${minimum.toLocaleString("ja-JP")}～${maximum.toLocaleString("ja-JP")}の数でない`,
  };
}

/** The same key in another row. */
function repeated(contract: Contract, {columns, firstRow}: Input, row: number): string[] {
  const keys = columns.filter(
    ({field}) => contract.grain.includes(field.name) && !isAcross(contract, field.name),
  );
  if (keys.length === 0) return [];
  const last = firstRow + RULED_ROWS - 1;
  const pairs = keys.map(({letters}) => {
    const all = inSheet(contract.title, `$${letters}$${firstRow}:$${letters}$${last}`);
    return `${all},${inSheet(contract.title, `$${letters}${row}`)}`;
  });
  const says = text(`${keys.map(({heading}) => heading).join("・")}が同じ行がほかにもある`);
  return [`IF(COUNTIFS(${pairs.join(",")})>1,${says},"")`];
}

/** Whether the field's values stand in several columns, of which some may be blank. */
function isAcross({layout}: Contract, name: string): boolean {
  return layout.kind !== "list" && name === layout.valueField;
}

function text(said: string): string {
  return `"${said.replaceAll('"', '""')}。"`;
}
