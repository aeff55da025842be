import type {Named} from "./one-named.ts";

interface Indicator {
  kpi_id: string;
  kpi_name: string;
  short_name: string;
}

interface Listing {
  kpi_id: string;
  task_no: string;
  indicator_label: string;
}

/** Indicators by their names and by the places of the programme in which they are listed. */
export function indicatorNames(indicators: Indicator[], listings: Listing[]): Named[] {
  return indicators.map(({kpi_id, kpi_name, short_name}) => {
    const places = listings
      .filter((listing) => listing.kpi_id === kpi_id)
      .map(({task_no, indicator_label}) => `${task_no} ${indicator_label}`);
    return {
      id: kpi_id,
      title: `${[short_name, ...places.slice(0, 1)].join(" ")}（${kpi_id}）`,
      names: [short_name, kpi_name, ...places],
    };
  });
}
