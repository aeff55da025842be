import {KEY_SEPARATOR} from "../../schemas/changed-keys.ts";
import type {MartName} from "../../schemas/marts.ts";
import type {BatchInForce, Ingredients, Program} from "../../schemas/release-manifest.ts";
import {TOLD_BY_BUREAU} from "../../schemas/told-by-bureau.ts";
import {filesOfTable, KPI_FILE} from "../catalog/table-files.ts";
import {
  type ChangedDecision,
  changedDecisions,
  isOf,
  isOfOne,
  keysOfFigures,
  keysOfLines,
  ofOne,
} from "./changed-decisions.ts";
import {
  bearsOn,
  type FigurePeriod,
  isCumulative,
  type Lineage,
  lineageOf,
  lineageOfCell,
  lineageOfJudging,
  type SeriesPeriod,
  spanOfCell,
} from "./lineage.ts";

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

/** Finds the changes that bear on a figure, the likely ones only when there are any. */
export type ChangesBehind = (figure: FigurePeriod) => Change[];

/** Compares what two releases made figures from, once for all of them; by what they are judged bears on none. */
export function compareIngredients(before: Ingredients, after: Ingredients): ChangesBehind {
  const all = countedWith(changesBetween(before, after));
  const lineages = new Map(after.kpis.map(({kpiId}) => [kpiId, lineageOf(after, kpiId)]));
  return (figure) => {
    const lineage = lineages.get(figure.kpi_id);
    if (!lineage) return [];
    const span = {...figure, isCumulative: isCumulative(after, figure.kpi_id)};
    return behind(underRuleOf(domainOf(after, figure.kpi_id), all), lineage, span);
  };
}

/** The same for numbers and words of published relations; of an indicator's judgement, for the part that it is. */
export function compareSeries(
  before: Ingredients,
  after: Ingredients,
): (cell: SeriesPeriod, part?: "figure" | "line") => Change[] {
  const all = changesBetween(before, after);
  const counted = countedWith(all);
  const judging = compareJudging(before, after);
  return (cell, part) => {
    const kpi_id = cell.kpiId ?? "";
    const span = {...spanOfCell(cell), kpi_id};
    if (part === "line") return judging(span);
    const domain = domainOf(after, kpi_id, cell.series.relation);
    return part === "figure"
      ? behind(underRuleOf(domain, counted), lineageOf(after, kpi_id), span)
      : behind(underRuleOf(domain, all), lineageOfCell(after, cell), span);
  };
}

/**
 * Compares what two releases judge an indicator with: lines, decisions, the scoreboard's models. Where none of them changed,
 * files of any year up to the figure's did: the base and the values between are levels, too.
 */
export function compareJudging(before: Ingredients, after: Ingredients): ChangesBehind {
  const all = changesBetween(before, after);
  const relations = lineageOfJudging(after);
  return (figure) => {
    const {kpi_id} = figure;
    const changes = underRuleOf(domainOf(after, kpi_id), all);
    const {own} = lineageOf(after, kpi_id);
    const definitions = changes.filter(({kind}) => kind !== "batch");
    const lines = definitions.filter((change) => isIn(relations, change, kpi_id));
    const files = changes.filter(
      (change) =>
        change.kind === "batch" &&
        isIn(own, change, kpi_id) &&
        isTimely(change, {...figure, isCumulative: true}),
    );
    const isOfFiles = lines.length === 0 && !isProgramChanged(changes);
    return withProgram(definitions, isOfFiles ? files : lines).map((change) =>
      judgedWith(narrowedTo(kpi_id, change)),
    );
  };
}

function behind(changes: Change[], lineage: Lineage, span: Span): Change[] {
  return withProgram(changes, specificChanges(changes, lineage, span)).map((change) =>
    narrowedTo(span.kpi_id, change),
  );
}

/** Of what an entry of kpis.yaml says, by what figures are judged. */
function judgedWith(change: Change): Change {
  if (change.kind === "kpi") return {...change, keys: keysOfLines(change.keys)};
  if (change.kind !== "catalog") return change;
  const decisions = change.decisions.map((decision) =>
    decision.file === KPI_FILE ? {...decision, keys: keysOfLines(decision.keys)} : decision,
  );
  return {...change, decisions};
}

/** Without what says in entries of kpis.yaml by what figures are judged; what names no keys may say more. */
function countedWith(changes: Change[]): Change[] {
  return changes.flatMap((change) => {
    if (change.kind !== "kpi" || change.keys.length === 0) return [change];
    const keys = keysOfFigures(change.keys);
    return keys.length === 0 ? [] : [{...change, keys}];
  });
}

/** Whether any of the changes is one of the program, which no file and no decision of the office explains. */
export function isByProgram(changes: Change[]): boolean {
  return changes.some(
    (change) => change.kind === "program" || change.kind === "reading" || isComputed(change),
  );
}

function isComputed(change: Change): boolean {
  return (change.kind === "catalog" || change.kind === "kpi") && change.byProgram;
}

export function changesBetween(before: Ingredients, after: Ingredients): Change[] {
  return [
    ...batchChanges(before, after),
    ...modelChanges(before, after),
    ...catalogChanges(before, after),
    ...kpiChanges(before, after),
    ...programChanges(before, after),
  ];
}

type Span = FigurePeriod & {isCumulative: boolean};

/** A program may bear on any figure: where it changed, files of other years are not looked for. */
function specificChanges(changes: Change[], lineage: Lineage, span: Span): Change[] {
  const mine = changes.filter((change) => isIn(lineage.own, change, span.kpi_id));
  const likely = mine.filter((change) => isTimely(change, span));
  const choices = [likely, ...(isProgramChanged(changes) ? [] : [mine]), sharedChanges(changes, lineage)];
  return choices.find((found) => found.length > 0) ?? [];
}

function isProgramChanged(changes: Change[]): boolean {
  return changes.some(({kind}) => kind === "program");
}

/** What the program computed otherwise in a table says more than that the program changed. */
function withProgram(changes: Change[], specific: Change[]): Change[] {
  const general = specific.some(isComputed) ? [] : changes.filter(({kind}) => kind === "program");
  const found = [...specific, ...general];
  return found.length > 0 ? found : changes.filter(({kind}) => kind === "reading" || kind === "unrecorded");
}

function isIn(relations: Set<string>, change: Change, kpiId: string): boolean {
  switch (change.kind) {
    case "batch":
      return relations.has(`raw.${change.source}`);
    case "model":
      return relations.has(change.relation);
    case "catalog":
      return change.relation !== "catalog.kpis" && relations.has(change.relation) && isSaidOf(kpiId, change);
    case "kpi":
      return change.kpiId === kpiId;
    case "program":
    case "reading":
    case "unrecorded":
      return false;
    default:
      return change satisfies never;
  }
}

/** What the city wrote of other indicators alone bears on none but them. */
function isSaidOf(kpiId: string, {decisions}: Extract<Change, {kind: "catalog"}>): boolean {
  return kpiId === "" || decisions.length === 0 || decisions.some((decision) => isOfOne(kpiId, decision));
}

/** The domain of privacy.csv that says what is told: the relation's, where one tells the whole of it, else the indicator's. Null: any may bear on it. */
function domainOf({kpis}: Ingredients, kpiId: string, relation?: string): string | null {
  const rule = TOLD_BY_BUREAU[relation as MartName];
  return rule === "overtime" ? rule : (kpis.find((kpi) => kpi.kpiId === kpiId)?.privacy ?? null);
}

/** Of the rules of privacy only those of the domain. */
function underRuleOf(domain: string | null, changes: Change[]): Change[] {
  if (domain === null) return changes;
  return changes.flatMap((change) => {
    const isPrivacy = change.kind === "catalog" && change.relation === PRIVACY;
    if (!isPrivacy || change.decisions.length === 0) return [change];
    const decisions = change.decisions.flatMap((decision) => {
      const keys = decision.keys.filter(
        (key) => key === domain || key.startsWith(`${domain}${KEY_SEPARATOR}`),
      );
      return decision.keys.length > 0 && keys.length === 0 ? [] : [{...decision, keys}];
    });
    return decisions.length === 0 ? [] : [{...change, decisions}];
  });
}

const PRIVACY = "catalog.privacy";

/** Of the indicators' file, what is said of the one. */
function narrowedTo(kpiId: string, change: Change): Change {
  if (change.kind !== "catalog") return change;
  return {...change, decisions: change.decisions.map((decision) => ofOne(kpiId, decision))};
}

function isTimely(change: Change, span: Span): boolean {
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
