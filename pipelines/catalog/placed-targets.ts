import {UserError} from "../../schemas/errors.ts";
import {quarterEnd} from "../../schemas/fiscal-time.ts";
import type {Kpi, Placed, ReadCatalog} from "../../schemas/kpi.ts";
import {nearest} from "../../schemas/nearest.ts";
import type {Programme} from "../../schemas/programme.ts";
import {unknownSegment} from "../../schemas/segments.ts";
import type {Level, Target} from "../../schemas/targets/target.ts";
import {targetWords} from "../../schemas/targets/words.ts";
import {placeOfKpi} from "./kpi-place.ts";
import {standardsOf} from "./standards.ts";

type ReadKpi = ReadCatalog["kpis"][number];

interface Folder {
  city: string;
  /** So long as its programme lasts a target holds that names no year. */
  programmes: Pick<Programme, "id" | "last_fiscal_year" | "ends_on">[];
}

/** Targets with their years, and their words with the names of what they are compared with. UserError with file and line. */
export function placedTargets(kpis: ReadKpi[], {city, programmes}: Folder): Kpi[] {
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
    const programme = programmes.find(({id}) => id === kpi.programme);
    const place = <Read extends Level>(level: Read): Placed<Read> => ({
      ...level,
      ...endOf(level, programme),
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

/** A target that names no year holds to the programme's end: a day, where that is not the end of a fiscal year. */
function endOf(
  {fiscal_year, by}: Level,
  programme: Pick<Programme, "last_fiscal_year" | "ends_on"> | undefined,
): {fiscal_year: number; by: string | null} {
  if (fiscal_year !== null) return {fiscal_year, by};
  if (!programme) throw new Error("an indicator of no programme");
  const {last_fiscal_year: last, ends_on: end} = programme;
  return {fiscal_year: last, by: end === quarterEnd({fiscalYear: last, quarter: 4}) ? null : end};
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
