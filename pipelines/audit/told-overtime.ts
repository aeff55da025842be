import {z} from "zod";
import {isOver480Hours} from "../../schemas/kpi-model.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {type ToldRow, toldRows} from "./told-sums.ts";

const there = z.strictObject({has_overtime: z.boolean(), has_former_bureaus: z.boolean()});
type There = z.infer<typeof there>;

/** Which marts the release attached as `published` has. */
export async function martsThere(warehouse: Warehouse): Promise<There> {
  const [row] = await warehouse.rows(statement("disclosure.marts_there"));
  return there.parse(row);
}

/** Everything that the release attached as `published` tells of the indicators' counts by bureau, by whatever mart. */
export async function toldByPublished(warehouse: Warehouse, city: string): Promise<ToldRow[]> {
  return told(warehouse, {...(await martsThere(warehouse)), city, inPlace: (sql) => sql});
}

/** The same of the marts that are about to be published. */
export function toldHere(warehouse: Warehouse, city: string): Promise<ToldRow[]> {
  return told(warehouse, {...ALL_THERE, city, inPlace: (sql) => sql.replaceAll("published.", "")});
}

const ALL_THERE: There = {has_overtime: true, has_former_bureaus: true};

interface Place extends There {
  city: string;
  inPlace(sql: string): string;
}

async function told(warehouse: Warehouse, place: Place): Promise<ToldRow[]> {
  const {city, inPlace} = place;
  const former = await formerBureaus(warehouse, place);
  const rows = toldRows(await warehouse.rows(inPlace(statement("disclosure.told"))), former);
  const over480 = readKpiCatalog(city).kpis.filter(({id, model}) => isOver480Hours({kpi_id: id, model}));
  if (!place.has_overtime || over480.length === 0) return rows;
  const others = await warehouse.rows(inPlace(statement("disclosure.told_overtime")));
  return [
    ...rows,
    ...over480.flatMap(({id}) =>
      toldRows(
        others.map((row) => ({kpi_id: id, ...row})),
        former,
      ),
    ),
  ];
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
