import type {KpiCatalog} from "../../schemas/kpi.ts";
import type {Named} from "./one-named.ts";

interface Indicator {
  kpi_id: string;
  kpi_name: string;
  short_name: string;
  /** The indicator whose values it takes, in another programme; an earlier program had none. */
  counted_as?: string | null;
}

interface Listing {
  kpi_id: string;
  task_no: string;
  indicator_label: string;
}

/**
 * Indicators by their names and by the places of the programme in which they are listed. A name that one in another programme has
 * from the indicator whose values it takes is that indicator's.
 */
export function indicatorNames(indicators: Indicator[], listings: Listing[]): Named[] {
  return indicators.map(({kpi_id, kpi_name, short_name, counted_as}) => {
    const taken = indicators
      .filter((other) => other.kpi_id === counted_as)
      .flatMap((other) => [other.short_name, other.kpi_name]);
    const places = listings
      .filter((listing) => listing.kpi_id === kpi_id)
      .map(({task_no, indicator_label}) => `${task_no} ${indicator_label}`);
    return {
      id: kpi_id,
      title: `${[short_name, ...places.slice(0, 1)].join(" ")}（${kpi_id}）`,
      names: [...[short_name, kpi_name].filter((name) => !taken.includes(name)), ...places],
    };
  });
}

/** Those of the city's catalog. */
export function namesOfIndicators({kpis}: Pick<KpiCatalog, "kpis">): Named[] {
  const indicators = kpis.map(({id, name, short_name, counted_as = null}) => ({
    ...{kpi_id: id, kpi_name: name, short_name, counted_as},
  }));
  const listings = kpis.flatMap(({id, listed}) =>
    listed.map(({task, label}) => ({kpi_id: id, task_no: task, indicator_label: label})),
  );
  return indicatorNames(indicators, listings);
}
