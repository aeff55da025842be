import type {BatchInForce, Ingredients} from "../../schemas/release-manifest.ts";
import {bearsOn, type FigurePeriod, isCumulative, type Lineage, lineageOf} from "./lineage.ts";

/** One thing that differs between what two releases were made from. */
export type Change =
  | {kind: "batch"; source: string; period: string; before?: BatchInForce; after?: BatchInForce}
  | {kind: "model"; relation: string}
  | {kind: "catalog"; relation: string; file: string | null}
  | {kind: "kpi"; kpiId: string};

/** Finds the changes that bear on a figure, the likely ones only when there are any. */
export type ChangesBehind = (figure: FigurePeriod) => Change[];

/** Compares what two releases were made from, once for all figures. */
export function compareIngredients(before: Ingredients, after: Ingredients): ChangesBehind {
  const changes = [
    ...batchChanges(before, after),
    ...modelChanges(before, after),
    ...catalogChanges(before, after),
    ...kpiChanges(before, after),
  ];
  const lineages = new Map(after.kpis.map(({kpiId}) => [kpiId, lineageOf(after, kpiId)]));
  return (figure) => {
    const lineage = lineages.get(figure.kpi_id);
    if (changes.length === 0 || !lineage) return [];
    const mine = changes.filter((change) => isIn(lineage.own, change, figure));
    const span = {...figure, isCumulative: isCumulative(after, figure.kpi_id)};
    const likely = mine.filter((change) => isTimely(change, span));
    return [likely, mine, sharedChanges(changes, lineage)].find((found) => found.length > 0) ?? [];
  };
}

function isIn(relations: Set<string>, change: Change, {kpi_id}: FigurePeriod): boolean {
  switch (change.kind) {
    case "batch":
      return relations.has(`raw.${change.source}`);
    case "model":
      return relations.has(change.relation);
    case "catalog":
      return change.relation !== "catalog.kpis" && relations.has(change.relation);
    case "kpi":
      return change.kpiId === kpi_id;
    default:
      return change satisfies never;
  }
}

function isTimely(change: Change, span: FigurePeriod & {isCumulative: boolean}): boolean {
  if (change.kind !== "batch") return true;
  const batch = change.after ?? change.before;
  return batch !== undefined && bearsOn(batch, change.period, span);
}

function sharedChanges(changes: Change[], {shared}: Lineage): Change[] {
  return changes.filter(
    (change) => (change.kind === "model" || change.kind === "catalog") && shared.has(change.relation),
  );
}

function batchChanges(before: Ingredients, after: Ingredients): Change[] {
  const [old, young] = [byPeriod(before), byPeriod(after)];
  return [...new Set([...old.keys(), ...young.keys()])].sort().flatMap((key): Change[] => {
    const [source = "", period = ""] = key.split(" ");
    const [replaced, replacing] = [old.get(key), young.get(key)];
    if (replaced?.sha256 === replacing?.sha256) return [];
    const batches = {...(replaced && {before: replaced}), ...(replacing && {after: replacing})};
    return [{kind: "batch", source, period, ...batches}];
  });
}

function byPeriod({batches}: Ingredients): Map<string, BatchInForce> {
  return new Map(
    batches.flatMap((batch) =>
      batch.periods.map((period): [string, BatchInForce] => [`${batch.source} ${period}`, batch]),
    ),
  );
}

function modelChanges(before: Ingredients, after: Ingredients): Change[] {
  const old = new Map(before.models.map(({name, sha256}) => [name, sha256]));
  return after.models
    .filter(({name, sha256}) => old.get(name) !== sha256)
    .map(({name}) => ({kind: "model", relation: name}));
}

function catalogChanges(before: Ingredients, after: Ingredients): Change[] {
  const old = new Map(before.catalog.map(({table, sha256}) => [table, sha256]));
  return after.catalog
    .filter(({table, sha256}) => old.get(table) !== sha256)
    .map(({table, file}) => ({kind: "catalog", relation: `catalog.${table}`, file}));
}

function kpiChanges(before: Ingredients, after: Ingredients): Change[] {
  const old = new Map(before.kpis.map(({kpiId, sha256}) => [kpiId, sha256]));
  return after.kpis
    .filter(({kpiId, sha256}) => old.get(kpiId) !== sha256)
    .map(({kpiId}) => ({kind: "kpi", kpiId}));
}
