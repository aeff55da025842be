import {formatShortDate, formatValue, formatYear} from "../values/format.ts";
import type {Scorecard} from "./read-scorecard.ts";

type Period = Scorecard["sourcePeriods"][number];

const NAMED = 4;

/**
 * Up to when each source is in, those of the same day together, and which bureaus have still to send:
 * "届いた資料：R6.9まで 時間外勤務実績、年次休暇取得状況／R5年度まで アンケート集計". Two lines at most of a usual city.
 */
export function arrivalNotes({sourcePeriods}: Pick<Scorecard, "sourcePeriods">): string[] {
  const latest = [...Map.groupBy(sourcePeriods, ({source}) => source).values()].flatMap(
    (own) => own.at(-1) ?? [],
  );
  const groups = [...Map.groupBy(latest, upTo)].sort(([, [one]], [, [other]]) =>
    (other?.period_end ?? "").localeCompare(one?.period_end ?? ""),
  );
  const came = groups.map(([text, own]) => `${text} ${own.map(({source_title}) => source_title).join("、")}`);
  const missing = sourcePeriods.flatMap((period) =>
    period.missing_bureaus === null
      ? []
      : [`${period.source_title} ${upTo(period).replace("まで", "")}（${fewNames(period.missing_bureaus)}）`],
  );
  return [
    came.length === 0 ? "" : `届いた資料：${came.join("／")}`,
    missing.length === 0 ? "" : `まだの局区：${missing.join("／")}`,
  ];
}

function upTo({period_months, period_end}: Period): string {
  if (period_months === null) return `${formatShortDate(period_end)}現在`;
  // A fiscal year ends in March of the next calendar year.
  if (period_months === 12) return `${formatYear(Number(period_end.slice(0, 4)) - 1)}年度まで`;
  return `${formatShortDate(period_end).split(".").slice(0, 2).join(".")}まで`;
}

function fewNames(names: string): string {
  const all = names.split("、");
  const more = all.length - NAMED;
  return more <= 0 ? names : `${all.slice(0, NAMED).join("、")}ほか${formatValue(more, 0)}`;
}
