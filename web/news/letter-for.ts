import {formatValue, tellingDecimals} from "../../reports/values/format.ts";
import {statusView} from "../../reports/values/status.ts";
import type {FigureMove, ReleaseDiff} from "../../schemas/explanation.ts";
import {parseFigureCode} from "../../schemas/figure-code.ts";
import {fiscalYearName} from "../../schemas/fiscal-time.ts";
import type {Subscription} from "../../schemas/window-account.ts";
import type {Letter} from "../../schemas/window-news.ts";

/** What is told of a publication, before it is known how it went. */
export type Told = Pick<Letter, "lines" | "verdicts" | "appeared">;

export interface Publication {
  diff: ReleaseDiff;
  /** Names of the files that are new in it, by the section that handed them in. */
  filesOf(section: string): string[];
  bureauName(code: string): string;
}

/** A person's own part of a publication; empty lists where nothing of it changed. */
export function letterFor(
  {subscriptions, section}: {subscriptions: Subscription[]; section: string},
  publication: Publication,
): Told {
  const {diff} = publication;
  const files = subscriptions.some(({kind}) => kind === "section") ? publication.filesOf(section) : [];
  const has = (kind: Subscription["kind"], of = "") =>
    subscriptions.some((one) => one.kind === kind && one.of === of);
  const isOwn = (kpiId: string, bureau: string | null) =>
    bureau === null ? has("all") || has("kpi", kpiId) : has("bureau", bureau);
  const isOfOwnFile = (bureau: string | null, cause: string) =>
    bureau === null && files.some((file) => cause.includes(file));
  const moved = diff.moved.filter(
    ({figure, kpi_id, bureau_code, cause}) =>
      isOfficial(figure) && (isOwn(kpi_id, bureau_code) || isOfOwnFile(bureau_code, cause)),
  );
  return {
    lines: moved.map((move) => lineOf(move, publication)),
    verdicts: diff.judged
      .filter(({kpi_id}) => isOwn(kpi_id, null))
      .map(({short_name, as_of_date, from_status, to_status, cause}) => ({
        ...{name: short_name, on: as_of_date, cause},
        ...{from: statusView(from_status).word, to: statusView(to_status).word},
      })),
    appeared: diff.appeared.filter((code) => {
      const {kpiId, bureauCode} = parseFigureCode(code);
      return isOfficial(code) && isOwn(kpiId, bureauCode);
    }),
  };
}

/** Other scopes than the official one have numbers of their own under the same name. */
function isOfficial(code: string): boolean {
  return parseFigureCode(code).scopeId === undefined;
}

function lineOf(move: FigureMove, {bureauName}: Publication): Told["lines"][number] {
  const {figure, short_name, fiscal_year, bureau_code, from_value, to_value, decimals, cause} = move;
  const shown = tellingDecimals(from_value, to_value, decimals);
  const {period} = parseFigureCode(figure);
  const name = [
    short_name,
    bureau_code === null ? "" : bureauName(bureau_code),
    `${fiscalYearName(fiscal_year)}${periodText(period)}`,
  ].filter((part) => part !== "");
  return {
    ...{code: figure, cause, name: name.join("　")},
    ...{from: formatValue(from_value, shown), to: formatValue(to_value, shown)},
  };
}

/** "Q2" as （第2四半期まで）. */
function periodText(period: string): string {
  if (period === "") return "";
  const number = Number(period.slice(1));
  return period.startsWith("Q") ? `（第${number}四半期まで）` : `（${number}月）`;
}

export function saysNothing({lines, verdicts, appeared}: Told): boolean {
  return lines.length + verdicts.length + appeared.length === 0;
}
