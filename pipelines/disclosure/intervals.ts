import {Network} from "./flow.ts";

/**
 * What a reader can work out of a table of counts by unit, some of whose sums are told: between which numbers a hidden one lies.
 * A unit adds a count in each step of a year (a quarter); told are sums of a unit from the year's beginning to the end of a
 * step, and those of all units at every step. The counts that a reader cannot tell apart from the true ones are the flows of a
 * network (told runs of steps of a unit on one side, steps of the city on the other), so that the bounds are found exactly by
 * pushing as much as can be pushed from the true ones: no solver is needed.
 */

/** counts[unit][step]: what the unit adds in the step; nothing is below zero. */
export type Counts = number[][];

/** told[unit][step]: whether the unit's sum to the end of the step is known to readers. */
export type Told = boolean[][];

/** What a unit adds from one step to another, both included. */
export interface Target {
  unit: number;
  from: number;
  to: number;
}

export interface Interval {
  low: number;
  high: number;
}

/** The least and the greatest that the target can be for all that is told. */
export function intervalOf(counts: Counts, told: Told, target: Target): Interval {
  const runs = runsOf(told);
  const run = runs.find(({unit, from, to}) => unit === target.unit && from <= target.to && target.to <= to);
  const known = sumOf(counts, {...target, to: (run?.from ?? 0) - 1});
  const inside = {...target, from: Math.max(target.from, run?.from ?? 0)};
  const value = sumOf(counts, inside);
  if (!run || isWhole(run, inside)) return {low: known + value, high: known + value};
  const less = network(counts, runs, inside).push(run.node, "moved");
  const more = network(counts, runs, inside).push("moved", run.node);
  return {low: known + value - less, high: known + value + more};
}

/**
 * A width that the interval has at least, found without pushing: units whose run is open can give to each other and take from each
 * other in a step as much as they have in it.
 */
export function surelyWide(counts: Counts, told: Told, {unit, from, to}: Target): number {
  const isOpen = (other: number, step: number) => !(told[other] ?? []).includes(true, step);
  let width = 0;
  for (let step = from; step <= to; step += 1) {
    const open = counts.map((_, other) => other).filter((other) => isOpen(other, step));
    if (!open.includes(unit) || open.length < 2) continue;
    width += open.reduce((sum, other) => sum + (counts[other]?.[step] ?? 0), 0);
  }
  return width;
}

export function sumOf(counts: Counts, {unit, from, to}: Target): number {
  return (counts[unit] ?? []).slice(from, to + 1).reduce((sum, count) => sum + count, 0);
}

/** Steps of a unit between two told sums; `OPEN` is the one node of all that come after a unit's last told sum. */
export interface Run extends Target {
  node: string;
}

export const OPEN = "open";

export function runsOf(told: Told): Run[] {
  return told.flatMap((steps, unit) => {
    const runs: Run[] = [];
    let from = 0;
    for (const [to, isTold] of steps.entries())
      if (isTold) {
        runs.push({unit, from, to, node: `${unit}:${to}`});
        from = to + 1;
      }
    if (from < steps.length) runs.push({unit, from, to: steps.length - 1, node: OPEN});
    return runs;
  });
}

function isWhole(run: Run, {from, to}: Target): boolean {
  return run.node !== OPEN && run.from === from && run.to === to;
}

/**
 * A count can grow without end and shrink to nothing, as long as the sums of its run and of its step stay: an arc from the run to
 * the step and one back. Those of the target lie between the run and the node "moved": what is pushed out of or into it is
 * by how much the target can differ.
 */
function network(counts: Counts, runs: Run[], target: Target): Network {
  const arcs = new Network();
  for (const run of runs)
    for (let step = run.from; step <= run.to; step += 1) {
      const count = counts[run.unit]?.[step] ?? 0;
      const isTarget = run.unit === target.unit && target.from <= step && step <= target.to;
      const node = isTarget ? "moved" : run.node;
      arcs.arc(node, `step ${step}`, {there: Number.POSITIVE_INFINITY, back: count});
    }
  return arcs;
}
