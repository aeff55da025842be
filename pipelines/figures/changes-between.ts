import type {BatchInForce, Ingredients, Program} from "../../schemas/release-manifest.ts";
import {filesOfTable, KPI_FILE} from "../catalog/table-files.ts";
import {type ChangedDecision, changedDecisions, isOf} from "./changed-decisions.ts";

/** One thing that differs between what two releases were made from. */
export type Change =
  | {kind: "batch"; source: string; period: string; before?: BatchInForce; after?: BatchInForce}
  /** `file`: null where it was not noted. */
  | {kind: "model"; relation: string; file: string | null}
  /** `byProgram`: the rows differ, although nothing that the city wrote (`file`: null where they are computed) does. */
  | {kind: "catalog"; relation: string; file: string | null; byProgram: boolean; decisions: ChangedDecision[]}
  | {kind: "kpi"; kpiId: string; byProgram: boolean; keys: string[]}
  | {kind: "program"; before: Program; after: Program}
  /** How files are read; it bears on files that were loaded since. */
  | {kind: "reading"; before: Program; after: Program}
  /** Nothing else is found, and the earlier release does not say with which program it was made. */
  | {kind: "unrecorded"};

/** Everything that differs between what two releases were made from. */
export function changesBetween(before: Ingredients, after: Ingredients): Change[] {
  return [
    ...batchChanges(before, after),
    ...modelChanges(before, after),
    ...catalogChanges(before, after),
    ...kpiChanges(before, after),
    ...programChanges(before, after),
  ];
}

function batchChanges(before: Ingredients, after: Ingredients): Change[] {
  const [old, young] = [byPeriod(before), byPeriod(after)];
  return [...new Set([...old.keys(), ...young.keys()])].sort().flatMap((key): Change[] => {
    const [source = "", period = ""] = key.split(" ");
    const [earlier, later] = [old.get(key) ?? [], young.get(key) ?? []];
    return pairsOf(notAmong(earlier, later), notAmong(later, earlier)).map((batches) => ({
      kind: "batch",
      source,
      period,
      ...batches,
    }));
  });
}

function notAmong(batches: BatchInForce[], others: BatchInForce[]): BatchInForce[] {
  return batches.filter(({sha256, words}) =>
    others.every((other) => other.sha256 !== sha256 || other.words !== words),
  );
}

/** Where one file came in the place of one, that is a single change. */
function pairsOf(
  gone: BatchInForce[],
  come: BatchInForce[],
): {before?: BatchInForce; after?: BatchInForce}[] {
  const [before, after] = [gone[0], come[0]];
  if (before && after && gone.length === 1 && come.length === 1) return [{before, after}];
  return [...gone.map((batch) => ({before: batch})), ...come.map((batch) => ({after: batch}))];
}

/** Several files may make one period. */
function byPeriod({batches}: Ingredients): Map<string, BatchInForce[]> {
  const periods = batches.flatMap((batch) =>
    batch.periods.map((period) => ({key: `${batch.source} ${period}`, batch})),
  );
  return new Map(
    [...Map.groupBy(periods, ({key}) => key)].map(([key, found]) => [key, found.map(({batch}) => batch)]),
  );
}

function modelChanges(before: Ingredients, after: Ingredients): Change[] {
  const old = new Map(before.models.map(({name, sha256}) => [name, sha256]));
  return after.models
    .filter(({name, sha256}) => old.get(name) !== sha256)
    .map(({name, file}) => ({kind: "model", relation: name, file}));
}

function catalogChanges(before: Ingredients, after: Ingredients): Change[] {
  const old = new Map(before.catalog.map(({table, sha256}) => [table, sha256]));
  const isFile = (name: string) => after.files.some(({file}) => file === name);
  return after.catalog
    .filter(({table, sha256}) => old.get(table) !== sha256)
    .map(({table, file}) => {
      const decisions = filesOfTable(table, isFile).flatMap((name) => changedDecisions(name, before, after));
      const byProgram = decisions.every(({by}) => by === "program");
      return {kind: "catalog", relation: `catalog.${table}`, file, byProgram, decisions};
    });
}

function kpiChanges(before: Ingredients, after: Ingredients): Change[] {
  const old = new Map(before.kpis.map(({kpiId, sha256}) => [kpiId, sha256]));
  const decisions = changedDecisions(KPI_FILE, before, after);
  return after.kpis
    .filter(({kpiId, sha256}) => old.get(kpiId) !== sha256)
    .map(({kpiId}) => {
      const keys = decisions.flatMap((decision) => decision.keys).filter((key) => isOf(kpiId, key));
      return {kind: "kpi", kpiId, byProgram: decisions.length === 0, keys};
    });
}

function programChanges({program: before}: Ingredients, {program: after}: Ingredients): Change[] {
  if (before === null) return [{kind: "unrecorded"}];
  if (after === null) return [];
  const isComputing = before.calculation !== after.calculation || before.engine !== after.engine;
  return [
    ...(isComputing ? [{kind: "program" as const, before, after}] : []),
    ...(before.reading === after.reading ? [] : [{kind: "reading" as const, before, after}]),
  ];
}
