import {formatValue, shownDifference, tellingDecimals} from "../../reports/values/format.ts";
import {formatSaid} from "../../reports/values/said.ts";
import {type StatusView, statusView} from "../../reports/values/status.ts";
import type {ReleaseDiff} from "../../schemas/explanation.ts";

/** What moves between two releases: for each cause, which figures from what to what. */
export interface ChangesView {
  summary: string;
  definitions: string[];
  causes: {cause: string; moves: MoveRow[]; more: string}[];
  judged: {name: string; on: string; from: StatusView; to: StatusView; cause: string}[];
}

interface MoveRow {
  name: string;
  figure: string;
  from: string;
  to: string;
  difference: string;
}

const SHOWN = 60;

export function changesView(diff: ReleaseDiff): ChangesView {
  const {moved, series, judged, appeared, gone, withheld_count, definitions} = diff;
  const count = (value: number) => formatValue(value, 0);
  const rows = [
    ...moved.map(({figure, short_name, from_value, to_value, decimals, cause}) => {
      const shown = tellingDecimals(from_value, to_value, decimals);
      return {
        ...{cause, figure, name: short_name},
        ...{from: formatValue(from_value, shown), to: formatValue(to_value, shown)},
        difference: formatValue(shownDifference(to_value, from_value, shown), shown),
      };
    }),
    ...series.moved.map(({figure, series_title, from_value, to_value, decimals, cause}) => ({
      ...{cause, figure, name: series_title, difference: ""},
      ...{from: formatSaid(from_value, decimals), to: formatSaid(to_value, decimals)},
    })),
  ];
  return {
    summary: [
      `値の変わる数値 ${count(rows.length)}件（うち指標のほかの数値 ${count(series.moved.length)}件）`,
      `加わる数値 ${count(appeared.length + series.appeared.length)}件、なくなる数値 ${count(gone.length + series.gone.length)}件`,
      `秘匿のため比べない数値 ${count(withheld_count)}件`,
    ].join("　"),
    definitions,
    causes: [...Map.groupBy(rows, ({cause}) => cause)].map(([cause, own]) => ({
      cause,
      moves: own.slice(0, SHOWN),
      more: own.length > SHOWN ? `ほか${count(own.length - SHOWN)}件` : "",
    })),
    judged: judged.map(({short_name, as_of_date, from_status, to_status, cause}) => ({
      ...{name: short_name, on: as_of_date, cause},
      ...{from: statusView(from_status), to: statusView(to_status)},
    })),
  };
}
