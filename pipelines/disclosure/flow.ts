import {smallest} from "../../schemas/extremes.ts";

/** How much can still be pushed from a node to another. */
export type Network = Map<string, Map<string, number>>;

export function addArc(arcs: Network, {from, to, room}: {from: string; to: string; room: number}): void {
  const out = arcs.get(from) ?? new Map<string, number>();
  out.set(to, (out.get(to) ?? 0) + room);
  arcs.set(from, out);
}

/** The greatest flow between two nodes, by shortest augmenting paths (Edmonds, Karp 1972). Leaves the network used up. */
export function mostPushed(arcs: Network, {from, to}: {from: string; to: string}): number {
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
