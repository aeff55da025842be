import {smallest} from "../../schemas/extremes.ts";

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
  const less = mostPushed(network(counts, runs, inside), {from: run.node, to: "moved"});
  const more = mostPushed(network(counts, runs, inside), {from: "moved", to: run.node});
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
interface Run extends Target {
  node: string;
}

const OPEN = "open";

function runsOf(told: Told): Run[] {
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

/** How much can still be pushed from a node to another. */
type Network = Map<string, Map<string, number>>;

/**
 * A count can grow without end and shrink to nothing, as long as the sums of its run and of its step stay: an arc from the run to
 * the step and one back. Those of the target lie between the run and the node "moved": what is pushed out of or into it is
 * by how much the target can differ.
 */
function network(counts: Counts, runs: Run[], target: Target): Network {
  const arcs: Network = new Map();
  for (const run of runs)
    for (let step = run.from; step <= run.to; step += 1) {
      const count = counts[run.unit]?.[step] ?? 0;
      const isTarget = run.unit === target.unit && target.from <= step && step <= target.to;
      const node = isTarget ? "moved" : run.node;
      addArc(arcs, {from: `step ${step}`, to: node, room: count});
      addArc(arcs, {from: node, to: `step ${step}`, room: Number.POSITIVE_INFINITY});
    }
  return arcs;
}

function addArc(arcs: Network, {from, to, room}: {from: string; to: string; room: number}): void {
  const out = arcs.get(from) ?? new Map<string, number>();
  out.set(to, (out.get(to) ?? 0) + room);
  arcs.set(from, out);
}

/** The greatest flow between two nodes, by shortest augmenting paths (Edmonds, Karp 1972). Leaves the network used up. */
function mostPushed(arcs: Network, {from, to}: {from: string; to: string}): number {
  let pushed = 0;
  for (let path = shortestPath(arcs, from, to); path !== undefined; path = shortestPath(arcs, from, to)) {
    const room = smallest(path.map(([start, end]) => arcs.get(start)?.get(end) ?? 0));
    if (room === Number.POSITIVE_INFINITY) return room;
    for (const [start, end] of path) {
      addArc(arcs, {from: start, to: end, room: -room});
      addArc(arcs, {from: end, to: start, room});
    }
    pushed += room;
  }
  return pushed;
}

function shortestPath(arcs: Network, from: string, to: string): [string, string][] | undefined {
  const cameFrom = new Map([[from, ""]]);
  const waiting = [from];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift())
    for (const [next, room] of arcs.get(node) ?? []) {
      if (room <= 0 || cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      if (next === to) return pathTo(cameFrom, to);
      waiting.push(next);
    }
  return undefined;
}

function pathTo(cameFrom: Map<string, string>, end: string): [string, string][] {
  const path: [string, string][] = [];
  for (let node = end, before = cameFrom.get(node); before; node = before, before = cameFrom.get(node))
    path.unshift([before, node]);
  return path;
}
