import {UserError} from "../../schemas/errors.ts";
import {type Levels, rangeFaults} from "../../schemas/targets/range-faults.ts";
import {placeOfKpi} from "./kpi-place.ts";

/** No base, target or other level is one that no value of its indicator can have. UserError with file and line. */
export function mustBePossible(city: string, kpis: (Levels & {id: string})[]): void {
  const faults = kpis.flatMap((kpi, index) =>
    rangeFaults(kpi).map(
      ({path, message}) =>
        `${placeOfKpi(city, [index, ...path])}: 指標「${kpi.id}」の ${path.join(".")} が${message}`,
    ),
  );
  if (faults.length > 0) throw new UserError(faults.join("\n"));
}
