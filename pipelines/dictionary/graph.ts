import {addAll} from "../../schemas/add-all.ts";
import type {
  DictionaryDocument,
  DictionaryLayer,
  DictionaryRelation,
  Graph,
  GraphNode,
} from "../../schemas/dictionary.ts";

/** All relations and documents with every edge between them. */
export function wholeGraph(relations: DictionaryRelation[], documents: DictionaryDocument[]): Graph {
  const nodes: GraphNode[] = [
    ...relations.map(({name, layer, title}) => ({id: name, layer, title})),
    ...documents.map(({command, title}) => ({id: documentId(command), layer: "documents" as const, title})),
  ];
  const edges: Graph["edges"] = [
    ...relations.flatMap(({name, dependsOn}) =>
      dependsOn.map((upstream): [string, string] => [upstream, name]),
    ),
    ...documents.flatMap(({command, marts}) =>
      marts.map((mart): [string, string] => [mart, documentId(command)]),
    ),
  ];
  return {nodes, edges};
}

function documentId(command: string): string {
  return `documents.${command}`;
}

/** Lists of what is loaded: they say which rows are in force and would lead an edge to nearly everything. */
const BOOKKEEPING = ["raw.current_periods", "raw.current_files", "raw.current_batches", "raw.missing_units"];

/** The graph by layer, without the tables of rules: those stand beside the models that read them. */
export function overviewOf(whole: Graph): Graph {
  return contracted(
    whole,
    ({id, layer}) => layer !== "catalog" && layer !== "disclosure" && !BOOKKEEPING.includes(id),
  );
}

/** Every figure goes through these after its own model. */
const SHARED_WAY = [
  "metrics.kpi_values",
  "metrics.kpi_values_shown",
  "marts.fct_kpi_values",
  "metrics.scoreboard",
  "marts.fct_scoreboard",
];

/** From an indicator's files and rules through its models to the documents that show it. */
export function lineageGraph(whole: Graph, model: string): Graph {
  const behind = ancestorsOf(whole, model);
  const shown = new Set(
    whole.edges
      .filter(([from, to]) => SHARED_WAY.includes(from) && to.startsWith("documents."))
      .map(([, to]) => to),
  );
  const keeps = ({id}: GraphNode) =>
    (behind.has(id) && !BOOKKEEPING.includes(id)) || SHARED_WAY.includes(id) || shown.has(id);
  const {nodes, edges} = contracted(whole, keeps);
  // The shared way also rests on all other indicators; here it starts at this one's model.
  return {
    nodes,
    edges: edges.filter(([from, to]) => behind.has(to) || !behind.has(from) || from === model),
  };
}

export function ancestorsOf({edges}: Pick<Graph, "edges">, id: string): Set<string> {
  const upstreams = Map.groupBy(edges, ([, to]) => to);
  const found = new Set<string>();
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    addAll(
      waiting,
      (upstreams.get(next) ?? []).map(([from]) => from),
    );
  }
  return found;
}

/** Only some nodes; where a way leads through left-out ones, an edge stands for it, unless another kept way says the same. */
function contracted({nodes, edges}: Graph, keeps: (node: GraphNode) => boolean): Graph {
  const kept = new Set(nodes.filter(keeps).map(({id}) => id));
  const downstreams = new Map(
    [...Map.groupBy(edges, ([from]) => from)].map(([from, list]) => [from, list.map(([, to]) => to)]),
  );
  const next = new Map([...kept].map((id) => [id, nextKept(id, kept, downstreams)]));
  const direct = [...next].flatMap(([from, targets]) =>
    [...targets].map((to): [string, string] => [from, to]),
  );
  const isReal = new Set(edges.map(([from, to]) => `${from} ${to}`));
  return {
    nodes: nodes.filter(({id}) => kept.has(id)),
    edges: direct.filter(([from, to]) => isReal.has(`${from} ${to}`) || !hasDetour(from, to, next)),
  };
}

function nextKept(id: string, kept: Set<string>, downstreams: Map<string, string[]>): Set<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const waiting = [...(downstreams.get(id) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (kept.has(next)) found.add(next);
    else addAll(waiting, downstreams.get(next) ?? []);
  }
  return found;
}

/** Whether `to` is reached from `from` by way of another kept node. */
function hasDetour(from: string, to: string, next: Map<string, Set<string>>): boolean {
  const seen = new Set<string>();
  const waiting = [...(next.get(from) ?? [])].filter((id) => id !== to);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    addAll(waiting, next.get(id) ?? []);
  }
  return false;
}

export function layerOf(name: string): DictionaryLayer {
  return name.split(".")[0] as DictionaryLayer;
}
