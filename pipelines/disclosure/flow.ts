import {smallest} from "../../schemas/extremes.ts";

/** A network of nodes with names, in which something can be pushed along arcs as far as they have room. */
export class Network {
  readonly #nodes = new Map<string, number>();
  /** Of each node the arc that was added last; of each arc the one before it from the same node. */
  readonly #last: number[] = [];
  readonly #before: number[] = [];
  /** Arcs come in pairs, there (even) and back (odd). */
  readonly #to: number[] = [];
  readonly #rooms: number[] = [];
  /** What was changed since each trial began, to be taken back. */
  readonly #undo: {arc: number; room: number}[] = [];

  /** How much can be pushed from one node to another, and how much back; the arc's number. */
  arc(from: string, to: string, {there, back = 0}: {there: number; back?: number}): number {
    const number = this.#to.length;
    const [start, end] = [this.#node(from), this.#node(to)];
    this.#add(start, {to: end, room: there});
    this.#add(end, {to: start, room: back});
    return number;
  }

  /** What can still be pushed back along an arc: what was pushed there. */
  pushedAlong(arc: number): number {
    return this.#rooms[arc + 1] ?? 0;
  }

  /** Takes room from an arc, there and back. */
  narrow(arc: number, {there, back}: {there: number; back: number}): void {
    this.#set(arc, there);
    this.#set(arc + 1, back);
  }

  /** Does something and leaves the network as it was. */
  trial<Result>(work: () => Result): Result {
    const [arcs, changes] = [this.#to.length, this.#undo.length];
    try {
      return work();
    } finally {
      while (this.#undo.length > changes) {
        const {arc, room} = this.#undo.pop() as {arc: number; room: number};
        this.#rooms[arc] = room;
      }
      while (this.#to.length > arcs) this.#removePair();
    }
  }

  /** The greatest flow between two nodes, or so much of it as is wanted, by shortest augmenting paths (Edmonds, Karp 1972). */
  push(from: string, to: string, most = Number.POSITIVE_INFINITY): number {
    let pushed = 0;
    while (pushed < most) {
      const path = this.#shortestPath(this.#node(from), this.#node(to));
      if (path === null) break;
      const room = smallest(path.map((arc) => this.#rooms[arc] ?? 0));
      if (room === Number.POSITIVE_INFINITY) return room;
      for (const arc of path) {
        this.#set(arc, (this.#rooms[arc] ?? 0) - room);
        this.#set(arc ^ 1, (this.#rooms[arc ^ 1] ?? 0) + room);
      }
      pushed += room;
    }
    return pushed;
  }

  #node(name: string): number {
    const known = this.#nodes.get(name);
    if (known !== undefined) return known;
    this.#nodes.set(name, this.#nodes.size);
    this.#last.push(-1);
    return this.#nodes.size - 1;
  }

  #add(from: number, {to, room}: {to: number; room: number}): void {
    this.#before.push(this.#last[from] ?? -1);
    this.#last[from] = this.#to.length;
    this.#to.push(to);
    this.#rooms.push(room);
  }

  #removePair(): void {
    const end = this.#to.at(-2) ?? 0;
    const start = this.#to.at(-1) ?? 0;
    for (const from of [end, start]) {
      this.#last[from] = this.#before.pop() ?? -1;
      this.#rooms.pop();
      this.#to.pop();
    }
  }

  #set(arc: number, room: number): void {
    this.#undo.push({arc, room: this.#rooms[arc] ?? 0});
    this.#rooms[arc] = room;
  }

  #shortestPath(from: number, to: number): number[] | null {
    const cameBy = new Int32Array(this.#last.length).fill(-1);
    const waiting = [from];
    for (let next = 0; next < waiting.length; next += 1)
      for (let arc = this.#last[waiting[next] ?? 0] ?? -1; arc !== -1; arc = this.#before[arc] ?? -1) {
        const node = this.#to[arc] ?? 0;
        if ((this.#rooms[arc] ?? 0) <= 0 || node === from || cameBy[node] !== -1) continue;
        cameBy[node] = arc;
        if (node === to) return this.#pathTo(cameBy, {from, to});
        waiting.push(node);
      }
    return null;
  }

  #pathTo(cameBy: Int32Array, {from, to}: {from: number; to: number}): number[] {
    const path: number[] = [];
    for (let node = to; node !== from; ) {
      const arc = cameBy[node] ?? 0;
      path.push(arc);
      node = this.#to[arc ^ 1] ?? 0;
    }
    return path;
  }
}
