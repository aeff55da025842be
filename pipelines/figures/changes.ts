import {KEY_SEPARATOR} from "../../schemas/changed-keys.ts";
import type {MartName} from "../../schemas/marts.ts";
import type {Ingredients} from "../../schemas/release-manifest.ts";
import {TOLD_BY_BUREAU} from "../../schemas/told-by-bureau.ts";
import {KPI_FILE} from "../catalog/table-files.ts";
import {isOfOne, keysOfFigures, keysOfLines, ofOne} from "./changed-decisions.ts";
import {type Change, changesBetween} from "./changes-between.ts";
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
