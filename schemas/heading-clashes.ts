import {type Contract, fieldsOf, fieldsWithoutHeading, type Layout} from "./contract.ts";
import {LIKE_FIRST} from "./fields.ts";

/**
 * Pairs of sources of which a table could be either: every column that the first must have has a heading that the second has, too. Then
 * nothing tells which of them a file is.
 */
export function headingClashes(contracts: readonly Contract[]): [Contract, Contract][] {
  return contracts.flatMap((one) =>
    contracts.flatMap((other): [Contract, Contract][] =>
      one !== other && isWithin(one, other) ? [[one, other]] : [],
    ),
  );
}

function isWithin(one: Contract, other: Contract): boolean {
  return layoutsOf(one).some((layout) =>
    layoutsOf(other).some(
      (there) =>
        mayLookAlike(layout, there) &&
        areAmong(headed(one, layout, "needed"), headed(other, there, "all").flat()),
    ),
  );
}

function layoutsOf({layout, otherLayouts = []}: Contract): Layout[] {
  return [layout, ...otherLayouts];
}

/** No list has months or words of a choice as headings, without which nothing is read as a table with them across. */
function mayLookAlike(one: Layout, other: Layout): boolean {
  return one.kind === "list" || one.kind === other.kind;
}

/** Different columns want different headings. */
function areAmong(columns: string[][], headings: string[]): boolean {
  const there = new Set(headings);
  return columns.every((ours) => ours.some((heading) => there.has(heading)));
}

/**
 * Headings of each column that has one; what stands across, and the value below, have none. A name that a city without codes
 * leaves out still tells its list from one that only refers to it.
 */
function headed(contract: Contract, layout: Layout, which: "needed" | "all"): string[][] {
  const melted = fieldsWithoutHeading(layout);
  return fieldsOf(contract)
    .filter(({name, meta: {absent}}) => {
      const isNeeded = absent === null || absent.says === LIKE_FIRST;
      return !melted.includes(name) && (which === "all" || isNeeded);
    })
    .map(({meta}) => meta.headings);
}
