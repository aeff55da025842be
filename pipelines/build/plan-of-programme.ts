import type {ReleaseDiff} from "../../schemas/explanation.ts";
import type {ReleasePlan} from "../../schemas/release-plan.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import {oneNamed} from "../catalog/one-named.ts";

/** A programme of the city's folder, and its indicators. */
export interface PlannedProgramme {
  name: string;
  kpiIds: Set<string>;
}

/** The one that a person means, by its name, a part of it, or its id. UserError with the nearest. */
export function plannedProgramme(city: string, typed: string): PlannedProgramme {
  const {programmes, kpis} = readKpiCatalog(city);
  const named = programmes.map(({id, name}) => ({id, title: `${name}（${id}）`, names: [name]}));
  const meant = oneNamed(typed, named, "計画");
  return {
    name: meant.names[0] ?? meant.id,
    kpiIds: new Set(kpis.filter(({programme}) => programme === meant.id).map(({id}) => id)),
  };
}

/** The plan with what moves in the programme alone. What is decided is still of the whole release: it is published whole. */
export function planOfProgramme(plan: ReleasePlan, {kpiIds}: PlannedProgramme): ReleasePlan {
  return {...plan, diff: plan.diff && diffOf(plan.diff, kpiIds)};
}

function diffOf(diff: ReleaseDiff, kpiIds: Set<string>): ReleaseDiff {
  const isOwn = ({kpi_id}: {kpi_id: string}) => kpiIds.has(kpi_id);
  // "F-paper_sheets-R5", "T-scoreboard-paper_sheets-R6Q2-status"
  const isOwnCode = (code: string) => code.split("-").some((part) => kpiIds.has(part));
  const {moved, appeared, gone} = diff.series;
  return {
    ...diff,
    moved: diff.moved.filter(isOwn),
    judged: diff.judged.filter(isOwn),
    appeared: diff.appeared.filter(isOwnCode),
    gone: diff.gone.filter(isOwnCode),
    series: {
      moved: moved.filter(({figure}) => isOwnCode(figure)),
      appeared: appeared.filter(isOwnCode),
      gone: gone.filter(isOwnCode),
    },
  };
}
