import {arguedLabel} from "../../../schemas/argued-label.ts";
import type {fieldsOf} from "../../../schemas/contract.ts";
import {largest} from "../../../schemas/extremes.ts";
import type {FieldMeta} from "../../../schemas/fields.ts";
import {plainCode} from "../../../schemas/read-value.ts";
import type {UsualWords} from "../../../schemas/usual-words.ts";
import {alikeness, core} from "../read/alike-headings.ts";
import {monthHeading} from "../read/month-heading.ts";
import type {FileColumn} from "./file-columns.ts";

type Field = ReturnType<typeof fieldsOf>[number];

/** Why a column of a file may be one of a contract; "" for nothing to be said. */
export type HeadingReason = "exact" | "usual" | "near" | "";

export interface ColumnScore {
  /** From 0 to 1. */
  score: number;
  heading: HeadingReason;
  /** Share of the values that are of the field's kind. */
  values: number;
}

const NOTHING: ColumnScore = {score: 0, heading: "", values: 0};
/** Below that two headings have a letter in common, and no more. */
const ALIKE = 0.5;
/** Values of the right kind under any heading, and values of another kind under a heading that is only alike. */
const [TELLING, FOREIGN] = [0.8, 0.2];
const [ANY_TEXT, LESS_WANTED] = [0.75, 0.95];

/** What was found out already: the same heading and the same value are met in every row that may be headings. */
export interface Judgements {
  usual: UsualWords;
  /** A heading in the pieces in which it is compared. */
  pieces: Map<string, string>;
  headings: Map<string, {heading: HeadingReason; weight: number}>;
  values: Map<string, Map<string, boolean>>;
}

export function noJudgements(usual: UsualWords): Judgements {
  return {usual, pieces: new Map(), headings: new Map(), values: new Map()};
}

/** How likely a column is a field: by its heading, and by the kind of its values. */
export function columnScore(
  source: string,
  field: Field,
  column: FileColumn,
  known: Judgements,
): ColumnScore {
  const key = `${source} ${field.name}`;
  const {heading, weight} = remembered(known.headings, `${key} ${column.heading}`, () =>
    headingScore(field, column, known),
  );
  if (heading === "" && !isTelling(field.meta)) return NOTHING;
  const kind = remembered(known.values, isOfOneKind(field.meta) ? field.meta.kind : key, () => new Map());
  const values = column.filled === 0 ? 1 : shareOfKind(kindTest(field, known.usual), column, kind);
  if (heading === "")
    return isTelling(field.meta) && column.filled > 0 && values >= TELLING
      ? {score: 0.4 * values, heading, values}
      : NOTHING;
  if (heading === "near" && values < FOREIGN) return NOTHING;
  // Any text is a text; and a column that must be there wants its heading more than one that may be absent.
  const kindly = field.meta.kind === "text" && field.meta.code === null ? values * ANY_TEXT : values;
  const wanted = field.meta.absent === null || heading === "exact" ? 1 : LESS_WANTED;
  return {score: weight * wanted * (0.6 + 0.4 * kindly), heading, values};
}

function remembered<Value>(known: Map<string, Value>, key: string, find: () => Value): Value {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}

/** Whether all columns of the kind take the same texts. */
function isOfOneKind({kind, code}: FieldMeta): boolean {
  return (
    ["day", "month", "quarter", "fiscal_year", "staff_number"].includes(kind) || (kind === "text" && !code)
  );
}

function headingScore(
  {name, meta}: Field,
  {heading, name: plain}: FileColumn,
  {usual: {headings, pieces}, pieces: known}: Judgements,
): {heading: HeadingReason; weight: number} {
  if (meta.headings.includes(heading) || meta.headings.includes(plain)) return {heading: "exact", weight: 1};
  const same = (text: string) => remembered(known, text, () => core(inPieces(text, pieces)));
  const usual = (headings[name] ?? []).map(same);
  if ([heading, plain].some((each) => usual.includes(same(each)))) return {heading: "usual", weight: 0.9};
  const likeness = largest(
    [...meta.headings, ...(headings[name] ?? [])].map((each) => alikeness(same(each), same(heading))),
  );
  return likeness < ALIKE ? {heading: "", weight: 0} : {heading: "near", weight: 0.75 * likeness};
}

function inPieces(heading: string, pieces: UsualWords["pieces"]): string {
  const said = Object.entries(pieces).reduce(
    (text, [piece, other]) => text.replaceAll(piece, other),
    heading,
  );
  return said.replaceAll("の", "");
}

/** Kinds whose values are seldom met by chance. */
function isTelling({kind}: FieldMeta): boolean {
  return ["choice", "day", "month", "quarter", "fiscal_year", "duration"].includes(kind);
}

function shareOfKind(
  isOfKind: (text: string) => boolean,
  {texts}: FileColumn,
  known: Map<string, boolean>,
): number {
  let [of, all] = [0, 0];
  for (const [text, count] of texts) {
    all += count;
    if (remembered(known, text, () => isOfKind(text))) of += count;
  }
  return all === 0 ? 0 : of / all;
}

const CODE = /^[0-9A-Z_-]{1,14}$/;
const NUMBER = /^[-0-9０-９.,:：/]+$/;

function kindTest({name, meta, schema}: Field, usual: UsualWords): (text: string) => boolean {
  const isGood = (text: string) => schema.safeParse(text).success;
  switch (meta.kind) {
    case "choice":
      return (text) => isGood(text) || arguedLabel({name, meta}, text, usual) !== undefined;
    case "month":
      return (text) => isGood(text) || monthHeading(text) !== undefined;
    case "staff_number":
      return (text) => CODE.test(plainCode(text)) && /[0-9０-９]/.test(text);
    case "integer":
      return (text) => isGood(text) || /^[0-9０-９]+[.．][0-9０-９]+$/.test(text);
    case "duration":
      return (text) =>
        isGood(text) && (/[:：時]/.test(text) || !Number.isInteger(Number(text)) || Number(text) < 1000);
    case "text":
      return meta.code ? (text) => CODE.test(plainCode(text)) : (text) => !NUMBER.test(text);
    default:
      return isGood;
  }
}
