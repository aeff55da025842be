import {UserError} from "../../schemas/errors.ts";
import type {Kpi, kpiCatalog, Placed} from "../../schemas/kpi.ts";
import {nearest} from "../../schemas/nearest.ts";
import {unknownSegment} from "../../schemas/segments.ts";
import type {Level, Target} from "../../schemas/targets/target.ts";
import {targetWords} from "../../schemas/targets/words.ts";
import {placeOfKpi} from "./kpi-place.ts";
import {standardsOf} from "./standards.ts";

type ReadKpi = ReturnType<typeof kpiCatalog.parse>["kpis"][number];

interface Folder {
  city: string;
  /** Of the programme: so long a target holds that names no year. */
  lastYear: number;
}

/** Targets with their years, and their words with the names of what they are compared with. UserError with file and line. */
export function placedTargets(kpis: ReadKpi[], {city, lastYear}: Folder): Kpi[] {
  const standards = standardsOf(city);
  const names = {
    indicator: new Map(kpis.map(({id, short_name}) => [id, short_name])),
    standard: new Map(standards.map(({id, name}) => [id, name])),
    previous: new Map([["", ""]]),
  };
  const faults = kpis.flatMap((kpi, index) =>
    comparedFaults(kpi, names).map(
      (text) => `${placeOfKpi(city, [index, "target", "against"])}: ${kpi.id}: ${text}`,
    ),
  );
  if (faults.length > 0) throw new UserError(faults.join("\n"));
  return kpis.map((kpi) => {
    const name = nameOfCompared(kpi, {kpis, names});
    const place = <Read extends Level>(level: Read): Placed<Read> => ({
      ...level,
      fiscal_year: level.fiscal_year ?? lastYear,
      words: targetWords(level, kpi, name),
    });
    return {
      ...kpi,
      target: place(kpi.target),
      milestones: kpi.milestones.map(place),
      target_revisions: kpi.target_revisions.map(place),
    };
  });
}

/** Beside a segment of the same entry its label is enough. */
function nameOfCompared(
  {target: {compared}, segment}: ReadKpi,
  {kpis, names}: {kpis: ReadKpi[]; names: Names},
) {
  if (!compared) return "";
  const other = compared.with === "indicator" ? kpis.find(({id}) => id === compared.id)?.segment : undefined;
  if (segment && other?.of === segment.of) return other.label;
  return names[compared.with].get(compared.id) ?? "";
}

type Names = Record<NonNullable<Target["compared"]>["with"], Map<string, string>>;

function comparedFaults({id, segment, target: {compared}}: ReadKpi, names: Names): string[] {
  if (!compared) return [];
  if (compared.with === "indicator" && compared.id === id)
    return ["目標が自分と比べています。against にはほかの指標の id か previous（前年度）を書いてください。"];
  const known = [...names[compared.with].keys()];
  if (known.includes(compared.id)) return [];
  const segmentFault = unknownSegment(compared.id, segment?.of, known);
  if (segmentFault !== undefined) return [segmentFault];
  const near = nearest(compared.id, known).join("、");
  return compared.with === "standard"
    ? [
        `従う基準「${compared.id}」がありません。近いもの: ${near}。市の基準は city/standards.csv に書きます。`,
      ]
    : [`比べる指標「${compared.id}」がありません。近いもの: ${near}`];
}
