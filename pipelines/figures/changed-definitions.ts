import {addAll} from "../../schemas/add-all.ts";
import {CODED_SERIES} from "../../schemas/coded-series.ts";
import type {Ingredients} from "../../schemas/release-manifest.ts";
import {definitionText} from "./cause-text.ts";
import {type Change, changesBetween} from "./changes-between.ts";
import {lineageOf, lineageOfRelation} from "./lineage.ts";

/**
 * What figures are computed or judged with that differs between what two releases were made from, in words. Files of data
 * are none, nor is the program (it has a rule of its own), nor words that stand beside figures.
 */
export function changedDefinitions(before: Ingredients, after: Ingredients): string[] {
  const behind = behindFigures(after);
  const changes = changesBetween(before, after).filter((change) => isDefinition(change, behind));
  const named = changes.some(({kind}) => kind === "kpi") ? changes.filter(isNotOfIndicators) : changes;
  return [...new Set(named.flatMap(definitionText))];
}

/** Tables that are made of the indicators' entries say no more than the entries. */
function isNotOfIndicators(change: Change): boolean {
  return change.kind !== "catalog" || change.file !== "kpis.yaml";
}

function isDefinition(change: Change, behind: Set<string>): boolean {
  switch (change.kind) {
    case "model":
      return behind.has(change.relation);
    case "catalog":
      return !change.byProgram && change.relation !== "catalog.kpis" && behind.has(change.relation);
    case "kpi":
      return !change.byProgram;
    default:
      return false;
  }
}

/** Every relation that an indicator or another number with a code rests on. */
function behindFigures(ingredients: Ingredients): Set<string> {
  const lineages = [
    ...ingredients.kpis.map(({kpiId}) => lineageOf(ingredients, kpiId)),
    ...CODED_SERIES.map(({relation}) => lineageOfRelation(ingredients, relation)),
  ];
  const found: string[] = [];
  for (const {own, shared} of lineages) addAll(found, [...own, ...shared]);
  return new Set(found);
}
