import {Network} from "./flow.ts";
import {type Counts, OPEN, runsOf, type Told} from "./intervals.ts";

/** Numbers from the year's beginning to the end of each step, as they are told or would be. */
export interface Sums {
  /** units[unit][step] */
  units: number[][];
  /** Of the city, which is told at every step: not the sum of the units' where one of them waits to be corrected. */
  city: number[];
}

/**
 * A table that agrees with all that readers are told: the true one, unless a told number waits to be corrected or speaks of
 * bureaus as they were before. Which of the tables that agree it is makes no difference to what can be told from it. Null where none
 * agrees.
 */
export function readersTable({units, city}: Sums, told: Told): Counts | null {
  const [added, cityAdded] = [units.map(addedIn), addedIn(city)];
  if (isTable(added, cityAdded)) return added;
  const runs = runsOf(told).map((run) => ({...run, sum: spanOf(units[run.unit] ?? [], run)}));
  const closed = runs.filter(({node}) => node !== OPEN);
  const all = city.at(-1) ?? 0;
  const rest = all - closed.reduce((sum, run) => sum + run.sum, 0);
  if (rest < 0 || cityAdded.some((count) => count < 0) || closed.some(({sum}) => sum < 0)) return null;
  const arcs = new Network();
  for (const {node, sum} of [...closed, {node: OPEN, sum: rest}]) arcs.arc("told", node, {there: sum});
  // Of the units that are open together, the first of a step has what all have.
  const cells = new Map<string, Cell>();
  for (const {node, unit, from, to} of runs)
    for (let step = from; step <= to; step += 1)
      if (!cells.has(`${node} ${step}`)) {
        const arc = arcs.arc(node, `step ${step}`, {there: Number.POSITIVE_INFINITY});
        cells.set(`${node} ${step}`, {arc, unit, step});
      }
  for (const [step, count] of cityAdded.entries()) arcs.arc(`step ${step}`, "city", {there: count});
  if (arcs.push("told", "city") !== all) return null;
  const table = units.map((steps) => steps.map(() => 0));
  for (const {arc, unit, step} of cells.values()) {
    const line = table[unit];
    if (line) line[step] = arcs.pushedAlong(arc);
  }
  return table;
}

interface Cell {
  arc: number;
  unit: number;
  step: number;
}

function isTable(units: Counts, city: number[]): boolean {
  return city.every(
    (count, step) =>
      units.every((steps) => (steps[step] ?? 0) >= 0) &&
      units.reduce((sum, steps) => sum + (steps[step] ?? 0), 0) === count,
  );
}

/** What is added in each step. */
function addedIn(sums: number[]): number[] {
  return sums.map((sum, step) => sum - (sums[step - 1] ?? 0));
}

/** What a sum grows by from one step to another, both included. */
export function spanOf(sums: number[], {from, to}: {from: number; to: number}): number {
  return (sums[to] ?? 0) - (sums[from - 1] ?? 0);
}
