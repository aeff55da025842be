import type {BodyWords} from "../../../schemas/body-words.ts";
import {askedColumns} from "../../../schemas/coming-by-month.ts";
import type {Contract} from "../../../schemas/contract.ts";
import type {FieldMeta} from "../../../schemas/fields.ts";
import {fiscalYearName} from "../../../schemas/fiscal-time.ts";
import {TEMPLATE_ADVICE} from "../../../schemas/template-advice.ts";
import {columnLetters} from "../../engine/column-letters.ts";
import {type SheetDescription, workbookBytes} from "../../engine/write-workbook.ts";
import {type JudgedField, judgedFields} from "../../ledger/stored-columns.ts";
import type {Proposal} from "./proposed-bureaus.ts";
import {checkSheet} from "./template-check.ts";
import {choiceLabels, type Offers, offersOf} from "./template-choices.ts";
import {guideSheet} from "./template-guide.ts";
import {type InputColumn, noteOf, ruleOf} from "./template-rules.ts";

const TITLE_ROWS = 2;

interface TemplateOptions {
  /** Heads the months of a sheet that has them across. */
  fiscalYear: number;
  words: BodyWords;
  /** Bureaus that are there in that year, code → name, to be chosen from; empty while no list of them is known. */
  bureaus: ReadonlyMap<string, string>;
  /** Stands below the headings of a list. */
  proposal?: Proposal | undefined;
}

/**
 * A workbook for a source: headings, rules of input, a sheet that says row by row what is to be mended, and a page of notes, all from
 * the contract. Filled in, it loads.
 */
export async function templateWorkbook(
  contract: Contract,
  {fiscalYear, words, bureaus, proposal}: TemplateOptions,
): Promise<Uint8Array> {
  const asked = askedColumns(contract);
  const fields = judgedFields(contract).filter(({name}) => asked.includes(name));
  const offers = offersOf(contract, {fields, bureaus});
  const input =
    contract.layout.kind === "months_across"
      ? monthsSheet(contract, fields, {fiscalYear, offers})
      : listSheet(contract, fields, offers);
  const filled = proposal ? {...input.sheet, rows: [...input.sheet.rows, ...proposal.rows]} : input.sheet;
  const guide = guideSheet(contract, {fields, offers, words});
  const further = proposal ? [proposal.evidence] : [checkSheet(contract, {...input, offers})];
  return workbookBytes({title: `${contract.title}（様式）`, sheets: [filled, guide, ...further]});
}

/** The sheet that is filled in, with where its columns and its first row are. */
interface InputSheet {
  sheet: SheetDescription;
  columns: InputColumn[];
  firstRow: number;
}

function listSheet(contract: Contract, fields: JudgedField[], offers: Offers): InputSheet {
  const columns = inputColumns(contract, fields).map((column, index) => ({
    ...column,
    letters: columnLetters(index + 1),
  }));
  const firstRow = TITLE_ROWS + 2;
  const sheet = {
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
    rules: columns.map((column) => ruleOf(column, offers, firstRow)),
  };
  return {sheet, columns, firstRow};
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
function monthsSheet(
  contract: Contract,
  fields: JudgedField[],
  {fiscalYear, offers}: {fiscalYear: number; offers: Offers},
): InputSheet {
  const {layout} = contract;
  if (layout.kind !== "months_across") throw new Error(`${contract.source} has no months across`);
  const keys = fields.filter(({name}) => name !== layout.monthField && name !== layout.valueField);
  const value = fields.find(({name}) => name === layout.valueField);
  const columns = [
    ...keys.map((field) => ({heading: headingOf(field.meta), field})),
    ...(value ? MONTHS.map((month) => ({heading: `${month}月`, field: value})) : []),
  ].map((column, index) => ({...column, letters: columnLetters(index + 1)}));
  const [top, below] = [TITLE_ROWS + 1, TITLE_ROWS + 2];
  const year = fiscalYearName(fiscalYear);
  const heading = (text: string) => ({value: text, role: "heading" as const});
  const [first, last] = [columnLetters(keys.length + 1), columnLetters(keys.length + MONTHS.length)];
  const sheet = {
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
    rules: columns.map((column) => ruleOf(column, offers, below + 1)),
  };
  return {sheet, columns, firstRow: below + 1};
}

function common({title}: Contract) {
  return {name: title, print: {landscape: true, titleRows: `${TITLE_ROWS + 1}:${TITLE_ROWS + 1}`}};
}

function titleRows({title, layout}: Contract) {
  const advice = TEMPLATE_ADVICE[layout.kind];
  return [[{value: title, role: "title" as const}], [{value: advice, role: "note" as const}]];
}

function headingOf({headings}: FieldMeta): string {
  return headings[0] ?? "";
}
