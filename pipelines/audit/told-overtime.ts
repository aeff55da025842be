import {z} from "zod";
import type {SaidCount} from "../../schemas/kept-readings.ts";
import {isOver480Hours} from "../../schemas/kpi-model.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {saidCounts, saidSums} from "./told-sums.ts";

const there = z.strictObject({
  has_overtime: z.boolean(),
  has_former_bureaus: z.boolean(),
  has_sums: z.boolean(),
});
type There = z.infer<typeof there>;

/** Which marts the release attached as `published` has. */
export async function martsThere(warehouse: Warehouse): Promise<There> {
  const [row] = await warehouse.rows(statement("disclosure.marts_there"));
  return there.parse(row);
}

/** Every count by bureau that the release attached as `published` tells, by whatever mart. */
export async function countsPublished(warehouse: Warehouse): Promise<SaidCount[]> {
  return counts(warehouse, {...(await martsThere(warehouse)), inPlace: (sql) => sql});
}

/** The same of the marts that are about to be published. */
export function countsHere(warehouse: Warehouse): Promise<SaidCount[]> {
  return counts(warehouse, {...ALL_THERE, inPlace: (sql) => sql.replaceAll("published.", "")});
}

const ALL_THERE: There = {has_overtime: true, has_former_bureaus: true, has_sums: true};

interface Place extends There {
  inPlace(sql: string): string;
}

async function counts(warehouse: Warehouse, place: Place): Promise<SaidCount[]> {
  const former = await formerBureaus(warehouse, place);
  const asked = [
    statement("disclosure.told"),
    ...(place.has_overtime ? [statement("disclosure.told_overtime")] : []),
  ];
  const rows: SaidCount[] = [];
  for (const sql of asked)
    for (const row of saidCounts(await warehouse.rows(place.inPlace(sql)), former)) rows.push(row);
  const sums = place.has_sums ? await warehouse.rows(place.inPlace(statement("disclosure.told_sums"))) : [];
  return [...rows, ...saidSums(sums, former)];
}

/** Indicators of people over 480 hours. */
export function over480In(city: string): string[] {
  return readKpiCatalog(city)
    .kpis.filter(({id, model}) => isOver480Hours({kpi_id: id, model}))
    .map(({id}) => id);
}

const formerBureau = z.strictObject({today_code: z.string(), former_code: z.string()});

/** Bureau of today → those of before that are counted as it. */
export async function formerBureaus(
  warehouse: Warehouse,
  place: Pick<Place, "has_former_bureaus" | "inPlace">,
): Promise<Map<string, string[]>> {
  if (!place.has_former_bureaus) return new Map();
  const rows = z
    .array(formerBureau)
    .parse(await warehouse.rows(place.inPlace(statement("disclosure.former_bureaus"))));
  const byToday = Map.groupBy(rows, ({today_code}) => today_code);
  return new Map([...byToday].map(([today, former]) => [today, former.map(({former_code}) => former_code)]));
}
