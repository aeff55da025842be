import {type CityLayout, NO_WORDS, type SourceWords} from "../../../schemas/city-source.ts";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {findTable} from "../read/find-table.ts";
import {monthHeading} from "../read/month-heading.ts";
import {comesByMonth} from "./guess-months.ts";
import {type Guess, layoutsOf, type Pair} from "./guess-source.ts";

/** Headings and units that the contract does not know yet. */
export function headingWords(guess: Guess): SourceWords {
  const {contract, pairs} = guess;
  const headings: SourceWords["headings"] = {};
  const units: SourceWords["units"] = {};
  for (const {name: field, meta} of fieldsOf(contract)) {
    const column = pairs.find((pair) => pair.field === field)?.column;
    if (!column || isKnown(meta.headings, meta.units, column)) continue;
    const unit = unitMeant(meta.units, column.unit);
    const isUnit = unit !== undefined || column.unit in meta.units;
    const heading = isUnit ? column.name : column.heading;
    if (!meta.headings.includes(heading)) headings[field] = [heading];
    if (unit !== undefined) units[field] = {[column.unit]: unit};
  }
  return {...NO_WORDS, headings, units, ...(comesByMonth(guess) ? {period: "month" as const} : {})};
}

function isKnown(
  headings: string[],
  units: Record<string, number>,
  {heading, name, unit}: Pair["column"],
): boolean {
  return headings.includes(heading) || (headings.includes(name) && unit in units);
}

/** 千 is 千枚 where sheets are counted; undefined for a unit that is known, and for one of which nothing can be said. */
function unitMeant(units: Record<string, number>, unit: string): string | undefined {
  if (unit === "" || unit in units) return undefined;
  const base = Object.keys(units).find((label) => units[label] === 1) ?? "";
  return base !== "" && `${unit}${base}` in units ? `${unit}${base}` : undefined;
}

/** A unit in a heading that the column does not know, where only a person can say what it is. */
export function unknownUnits({contract, pairs}: Guess): {heading: string; unit: string; known: string[]}[] {
  const fields = new Map(fieldsOf(contract).map(({name, meta}) => [name, meta]));
  return pairs.flatMap(({field, column}) => {
    const units = fields.get(field)?.units ?? {};
    const isOpen = Object.keys(units).length > 0 && column.unit !== "" && !(column.unit in units);
    if (!isOpen || unitMeant(units, column.unit) !== undefined) return [];
    return [{heading: column.heading, unit: column.unit, known: Object.keys(units)}];
  });
}

/** The layout that a table needs beside those that the contract knows; undefined where it is read without. */
export function layoutNeeded(guess: Guess, contract: Contract, senders: string[]): CityLayout | undefined {
  if (isRead(guess, contract)) return undefined;
  const used = (contract.words?.layouts ?? []).map(({sender, kind}) => `${kind} ${sender}`);
  const kind = kindOf(guess);
  const sender = senders.find((name) => !used.includes(`${kind} ${name}`)) ?? `${senders.at(-1)}の別の表`;
  const rows = guess.headed.depth;
  const habits = {
    sender,
    heading_rows: rows,
    hidden_rows: layoutsOf(contract).some(({hiddenRows}) => hiddenRows)
      ? ("leave_out" as const)
      : ("read" as const),
    hidden_sheets: guess.grid.isHidden ? ("read" as const) : ("leave_out" as const),
  };
  if (guess.months) {
    const {monthField, valueField} = guess.months;
    const months = {month_field: monthField, value_field: valueField, not_reported: []};
    return {kind: "months_across", ...habits, totals: [valueField], ...months};
  }
  if (guess.kinds) {
    const [kindField, valueField] = guess.kinds.fields;
    const kinds = {kind_field: kindField, value_field: valueField, not_reported: []};
    return {kind: "kinds_across", ...habits, totals: [valueField], ...kinds};
  }
  const totals = layoutsOf(contract).find(({kind: each}) => each === "list")?.totals ?? [];
  return {
    kind: "list",
    ...habits,
    totals,
    side_by_side: guess.headed.isSideBySide,
    year_above: hasBareMonths(guess),
  };
}

function kindOf({months, kinds}: Guess): CityLayout["kind"] {
  if (months) return "months_across";
  return kinds ? "kinds_across" : "list";
}

/** Two columns that claim to be one field are a table that is not read. */
function isRead(guess: Guess, contract: Contract): boolean {
  const {grid, headed} = guess;
  try {
    const match = findTable(grid, [contract]);
    if (match === undefined) return false;
    return match.layout.kind === kindOf(guess) && (!headed.isSideBySide || match.blocks.length > 1);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

function hasBareMonths({contract, pairs}: Guess): boolean {
  const months = new Set(fieldsOf(contract).flatMap(({name, meta}) => (meta.kind === "month" ? [name] : [])));
  return pairs.some(
    ({field, column}) =>
      months.has(field) &&
      [...column.texts.keys()].some((text) => typeof monthHeading(text)?.month === "number"),
  );
}
