import {formatValue, shownDifference, tellingDecimals} from "../../reports/values/format.ts";
import {formatSaid} from "../../reports/values/said.ts";
import {type StatusView, statusView} from "../../reports/values/status.ts";
import type {ReleaseDiff, StatusMove} from "../../schemas/explanation.ts";
import {japaneseDate} from "../../schemas/fiscal-time.ts";

/** What moves between two releases: for each cause, which figures from what to what. */
export interface ChangesView {
  summary: string;
  definitions: string[];
  causes: {cause: string; moves: MoveRow[]; more: string}[];
  judged: {cause: string; rows: JudgedRow[]}[];
}

interface JudgedRow {
  name: string;
  on: string;
  from: StatusView;
  to: StatusView;
  /** "74,329 → 74,863"; one number where it stays. */
  required: string;
  target: string;
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
    judged: [...Map.groupBy(judged, ({cause}) => cause)].map(([cause, moves]) => ({
      cause,
      rows: moves.map(judgedRow),
    })),
  };
}

function judgedRow({short_name, as_of_date, decimals, ...move}: StatusMove): JudgedRow {
  return {
    ...{name: short_name, on: japaneseDate(as_of_date)},
    ...{from: statusView(move.from_status), to: statusView(move.to_status)},
    required: fromTo(move.from_required, move.to_required, decimals),
    target: fromTo(move.from_target, move.to_target, decimals),
  };
}

function fromTo(from: number | null, to: number | null, decimals: number): string {
  const shown = tellingDecimals(from, to, decimals);
  const [before, after] = [formatValue(from, shown), formatValue(to, shown)];
  return before === after ? after : `${before} → ${after}`;
}
