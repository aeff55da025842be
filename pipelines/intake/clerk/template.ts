import type {BodyWords} from "../../../schemas/body-words.ts";
import {askedColumns} from "../../../schemas/coming-by-month.ts";
import type {Contract} from "../../../schemas/contract.ts";
import type {FieldMeta} from "../../../schemas/fields.ts";
import {fiscalYearName} from "../../../schemas/fiscal-time.ts";
import {columnLetters} from "../../engine/column-letters.ts";
import type {InputRule} from "../../engine/workbook-rules.ts";
import {type SheetDescription, workbookBytes} from "../../engine/write-workbook.ts";
import {type JudgedField, judgedFields} from "../../ledger/stored-columns.ts";
import type {Proposal} from "./proposed-bureaus.ts";
import {choiceLabels, choicesRange, guideSheet} from "./template-guide.ts";

/** Rows for which the rules of input hold. */
const RULED_ROWS = 2_000;
const TITLE_ROWS = 2;

/**
 * A workbook for a source: headings, rules of input and a page of notes, all from the contract. Filled in, it loads.
 * `fiscalYear` heads the months of a sheet that has them across; a proposal stands below the headings of a list.
 */
export async function templateWorkbook(
  contract: Contract,
  {fiscalYear, words, proposal}: {fiscalYear: number; words: BodyWords; proposal?: Proposal | undefined},
): Promise<Uint8Array> {
  const asked = askedColumns(contract);
  const fields = judgedFields(contract).filter(({name}) => asked.includes(name));
  const input =
    contract.layout.kind === "months_across"
      ? monthsSheet(contract, fields, fiscalYear)
      : listSheet(contract, fields);
  const filled = proposal ? {...input, rows: [...input.rows, ...proposal.rows]} : input;
  const sheets = [filled, guideSheet(contract, fields, words), ...(proposal ? [proposal.evidence] : [])];
  return workbookBytes({title: `${contract.title}（様式）`, sheets});
}

function listSheet(contract: Contract, fields: JudgedField[]): SheetDescription {
  const columns = inputColumns(contract, fields);
  return {
    ...common(contract),
    rows: [
      ...titleRows(contract),
      columns.map(({heading, field}) => ({
        value: heading,
        role: "heading" as const,
        note: noteOf(field.meta),
      })),
    ],
    columnFormats: columns.map(({field}) => (field.meta.kind === "integer" ? undefined : "@")),
    columnWidths: columns.map(({heading}) => Math.max(14, heading.length * 2 + 4)),
    frozen: {rows: TITLE_ROWS + 1},
    rules: columns.map(({field}, column) => ruleOf(field, fields, columnLetters(column + 1), TITLE_ROWS + 2)),
  };
}

/** Where kinds stand across, a column for each of them instead of one for the kind and one for the value. */
function inputColumns({layout}: Contract, fields: JudgedField[]): {heading: string; field: JudgedField}[] {
  if (layout.kind !== "kinds_across") return fields.map((field) => ({heading: headingOf(field.meta), field}));
  const kind = fields.find(({name}) => name === layout.kindField);
  return fields.flatMap((field) => {
    if (field === kind) return [];
    if (field.name !== layout.valueField || !kind) return [{heading: headingOf(field.meta), field}];
    return choiceLabels(kind.meta).map((heading) => ({heading, field}));
  });
}

const MONTHS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3];

/** Key columns, then a column a month below the fiscal year. */
function monthsSheet(contract: Contract, fields: JudgedField[], fiscalYear: number): SheetDescription {
  const {layout} = contract;
  if (layout.kind !== "months_across") throw new Error(`${contract.source} has no months across`);
  const keys = fields.filter(({name}) => name !== layout.monthField && name !== layout.valueField);
  const value = fields.find(({name}) => name === layout.valueField);
  const [top, below] = [TITLE_ROWS + 1, TITLE_ROWS + 2];
  const year = fiscalYearName(fiscalYear);
  const heading = (text: string) => ({value: text, role: "heading" as const});
  const [first, last] = [columnLetters(keys.length + 1), columnLetters(keys.length + MONTHS.length)];
  return {
    ...common(contract),
    rows: [
      ...titleRows(contract),
      [
        ...keys.map(({meta}) => heading(headingOf(meta))),
        ...MONTHS.map((_, index) => heading(index === 0 ? year : "")),
      ],
      [...keys.map(() => heading("")), ...MONTHS.map((month) => heading(`${month}月`))],
    ],
    merges: [
      `${first}${top}:${last}${top}`,
      ...keys.map((_, column) => `${columnLetters(column + 1)}${top}:${columnLetters(column + 1)}${below}`),
    ],
    columnFormats: keys.map(() => "@"),
    columnWidths: [...keys.map(() => 20), ...MONTHS.map(() => 10)],
    frozen: {rows: below, columns: keys.length},
    rules: [
      ...keys.map((field, column) => ruleOf(field, fields, columnLetters(column + 1), below + 1)),
      ...(value
        ? MONTHS.map((_, index) => ruleOf(value, fields, columnLetters(keys.length + index + 1), below + 1))
        : []),
    ],
  };
}

function common({title}: Contract) {
  return {name: title, print: {landscape: true, titleRows: `${TITLE_ROWS + 1}:${TITLE_ROWS + 1}`}};
}

const ADVICE: Record<Contract["layout"]["kind"], string> = {
  list: "見出しの下に1件1行で入れてください。入れ方と例は次のシートにあります。列の順番は変えて構いません。",
  months_across:
    "左の列を1行に1とおり入れ、その右の各月の下に数を入れてください。入れ方と例は次のシートにあります。月の上の年度が正しいか確かめてください。",
  kinds_across:
    "1行に1件分を入れ、区分ごとの列に数を入れてください。実績のない区分は空欄のままにします。入れ方と例は次のシートにあります。",
};

function titleRows({title, layout}: Contract) {
  const advice = ADVICE[layout.kind];
  return [[{value: title, role: "title" as const}], [{value: advice, role: "note" as const}]];
}

function headingOf({headings}: FieldMeta): string {
  return headings[0] ?? "";
}

function noteOf({example, optional, absent}: FieldMeta): string {
  const mayLack = absent === null ? "" : "（任意の列です。なければ、列ごと消して構いません）";
  return `例: ${example}${optional ? "（空欄でも構いません）" : ""}${mayLack}`;
}

function ruleOf(field: JudgedField, fields: JudgedField[], column: string, firstRow: number): InputRule {
  const {meta, limits} = field;
  const range = `${column}${firstRow}:${column}${firstRow + RULED_ROWS}`;
  const base = {
    range,
    prompt: noteOf(meta),
    error: `${headingOf(meta)}に入れられない値です。${noteOf(meta)}`,
  };
  if (meta.kind === "choice")
    return {
      ...base,
      kind: "list",
      from: choicesRange(fields, field),
      isStrict: true,
      error: "一覧から選んでください。",
    };
  if (meta.kind === "staff_number" && meta.code)
    return {...base, kind: "length", ...meta.code.lengths, isStrict: true};
  if (meta.kind === "integer" && limits.minimum !== undefined && limits.maximum !== undefined)
    return {...base, kind: "whole", min: limits.minimum, max: limits.maximum, isStrict: !meta.dashIsZero};
  return {...base, kind: "any", isStrict: false};
}
