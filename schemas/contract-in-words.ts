import {z} from "zod";
import {type CityLayout, type Meaning, type SourceWords, saysNothing} from "./city-source.ts";
import {codePattern, hasShape} from "./code-pattern.ts";
import {comingByMonth} from "./coming-by-month.ts";
import {type Contract, fieldsOf, type Layout} from "./contract.ts";
import {type FieldMeta, fieldOf} from "./fields.ts";
import {writtenShape} from "./written-shape.ts";

/** Columns that hold codes of another one: what is said of that one holds for them. */
const CODES_OF: Record<string, string> = {successor_code: "bureau_code"};

/** The column whose pattern is the column's. */
export function codeColumn(column: string): string {
  return CODES_OF[column] ?? column;
}

/**
 * The contract as the files of a city say it: its headings, words and codes, and the layouts of its senders. What the
 * program itself knows is understood beside them. The words must fit the contract (word-faults.ts).
 */
export function contractInWords(contract: Contract, words: SourceWords): Contract {
  if (saysNothing(words)) return contract;
  const row = fieldsOf(contract).map(({name, meta}) => [name, fieldOf(fieldInWords(name, meta, words))]);
  const layouts = [
    ...words.layouts.map(layoutInWords),
    contract.layout,
    ...(contract.otherLayouts ?? []),
  ] as const;
  const [layout = contract.layout, ...otherLayouts] = layouts;
  const said = {...contract, layout, otherLayouts, row: z.strictObject(Object.fromEntries(row)), words};
  return words.period === "month" ? comingByMonth(said) : said;
}

function fieldInWords(name: string, meta: FieldMeta, words: SourceWords): FieldMeta {
  const headings = headingsIn(name, meta, words);
  const said = withCode(name, {...meta, headings}, words);
  const values = Object.entries(words.values[name] ?? {});
  const says = words.defaults?.[name];
  const units = Object.entries(words.units[name] ?? {}).map(([word, ours]) => [word, meta.units[ours] ?? 1]);
  return {
    ...withWords(said, values),
    units: {...meta.units, ...Object.fromEntries(units)},
    absent: says === undefined ? meta.absent : {says, costs: "", by: "city", isRare: false},
  };
}

/** A heading that the city has for another column is no more this one's. */
function headingsIn(name: string, {headings}: FieldMeta, words: SourceWords): string[] {
  const own = words.headings[name] ?? [];
  const taken = Object.entries(words.headings).flatMap(([column, said]) => (column === name ? [] : said));
  return [...new Set([...own, ...headings.filter((heading) => !taken.includes(heading))])];
}

function withCode(name: string, meta: FieldMeta, {patterns}: SourceWords): FieldMeta {
  const said = patterns[codeColumn(name)];
  if (said === undefined) return meta;
  if (said.pattern === FREE) return {...meta, code: null, example: said.example || meta.example};
  const shape = writtenShape(said.pattern);
  const code = codePattern(meta.kind === "staff_number" ? shape.toUpperCase() : shape);
  if (!code) throw new Error(`${said.pattern} is no pattern`);
  const example = said.example || (hasShape(code, meta.example) ? meta.example : code.example);
  return {...meta, code, example};
}

/** Instead of a pattern: anything may be a code. */
export const FREE = "自由";

function withWords(meta: FieldMeta, words: [string, Meaning][]): FieldMeta {
  if (words.length === 0) return meta;
  if (meta.kind === "text")
    return {
      ...meta,
      renames: Object.fromEntries(words.flatMap(([word, each]) => ("as" in each ? [[word, each.as]] : []))),
    };
  const own = words.flatMap(([, each]) => ("own" in each ? [each.own] : []));
  const said = words.map(([word, each]): [string, string] => [
    word,
    "own" in each ? each.own : (meta.choices[each.as] ?? ""),
  ]);
  const choices = {...Object.fromEntries(said), ...without(meta.choices, Object.fromEntries(said))};
  const [[example] = [meta.example]] = said.filter(([word]) => word !== "");
  return {...meta, choices, example, values: [...new Set([...meta.values, ...own])]};
}

function without(choices: Record<string, string>, said: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(choices).filter(([label]) => !Object.hasOwn(said, label)));
}

function layoutInWords(said: CityLayout): Layout {
  const habits = {
    sender: said.sender,
    ...(said.totals.length > 0 ? {totals: said.totals} : {}),
    ...(said.heading_rows === 1 ? {} : {headingRows: said.heading_rows as 2 | 3}),
    ...(said.hidden_rows === "leave_out" ? {hiddenRows: "leave_out" as const} : {}),
    ...(said.hidden_sheets === "read" ? {hiddenSheets: "read" as const} : {}),
  };
  if (said.kind === "list")
    return {
      kind: said.kind,
      ...habits,
      ...(said.side_by_side ? {sideBySide: true as const} : {}),
      ...(said.year_above ? {yearAbove: true as const} : {}),
    };
  const below = {...habits, valueField: said.value_field, notReported: said.not_reported};
  return said.kind === "months_across"
    ? {kind: said.kind, ...below, monthField: said.month_field}
    : {kind: said.kind, ...below, kindField: said.kind_field};
}

/** The word by which people of the city know a value: a number is a code for it, and no word. */
export function labelOf({choices}: Pick<FieldMeta, "choices">, value: string): string | undefined {
  const labels = Object.keys(choices).filter((label) => label !== "" && choices[label] === value);
  return labels.find((label) => !/^[0-9０-９]+$/.test(label)) ?? labels[0];
}
