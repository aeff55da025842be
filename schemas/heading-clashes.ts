import {type Contract, fieldsOf} from "./contract.ts";

/**
 * Pairs of sources of which a table could be either: every column of the first has a heading that the second has, too. Then
 * nothing tells which of them a file is.
 */
export function headingClashes(contracts: readonly Contract[]): [Contract, Contract][] {
  return contracts.flatMap((one) =>
    contracts.flatMap((other): [Contract, Contract][] =>
      one !== other && isWithin(one, other) ? [[one, other]] : [],
    ),
  );
}

/** Different columns want different headings. */
function isWithin(one: Contract, other: Contract): boolean {
  const there = new Set(headed(other).flat());
  return headed(one).every((headings) => headings.some((heading) => there.has(heading)));
}

/** Headings of each column that has one; where months stand across, month and value have none. */
function headed(contract: Contract): string[][] {
  const {layout} = contract;
  const melted = layout.kind === "months_across" ? [layout.monthField, layout.valueField] : [];
  return fieldsOf(contract)
    .filter(({name}) => !melted.includes(name))
    .map(({meta}) => meta.headings);
}
