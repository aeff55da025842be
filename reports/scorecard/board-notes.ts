import {formatShortDate, formatValue, formatYear} from "../values/format.ts";
import {provisionalWhy} from "../values/provisional-text.ts";
import {judgedText} from "../values/target-text.ts";
import type {Indicator, Scorecard} from "./read-scorecard.ts";
import {hasRevisions} from "./revision-table.ts";

/** What a reader of page 1 has to know beside the table; a line each, and only what occurs. */
export function boardNotes(scorecard: Scorecard): string[] {
  const {indicators, emptyTasks} = scorecard;
  return [
    "目標の下の帯は、基準値から目標までの道のりのうち進んだ割合。縦の線は、最新値の年度に必要な位置（必要水準）。",
    `状況は四捨五入する前の値で判定する。順調は必要水準に達したもの（整数で数えるものの必要水準は、届かなければならない整数。やや遅れの幅は切り上げる）、やや遅れは差が${nearBand(indicators)}のもの、遅れは差がそれより大きいもの、逆行は基準値より悪いもの。`,
    indicators.some(({score}) => score.year_end_value !== null)
      ? "年度末見込みは、途中の値と前の年度（5年度まで）の進み方による。8割の幅は、100回のうち80回は収まる範囲。↗↘は前の四半期から良く・悪くなった判定。"
      : "",
    markNotes(indicators),
    joined("", indicators.flatMap(acceptedNote)),
    joined("言葉の目標を判定した人と理由：", indicators.flatMap(judgedNote)),
    indicators.some(({kpi}) => !kpi.has_road)
      ? "前年度などと比べる目標、毎年度の目標、維持する目標には途中がなく、最新値がそのまま満たすかを判定する。"
      : "",
    joined("見直し後の目標：", indicators.flatMap(revisedNote)),
    joined("推移の切れ目は数え方が変わった年度：", indicators.flatMap(breakNote)),
    errorNote(indicators),
    hasRevisions(scorecard) ? "先に公表した値から変わった数値と判定は、最後のページの「改定した数値」。" : "",
    blankNote(indicators),
    awaitedNote(indicators),
    joined(
      "指標のない課題：",
      emptyTasks.map(({task_no, task_name}) => `${task_no} ${task_name}`),
    ),
  ].filter((note) => note !== "");
}

/** Of each indicator the latest blank that a file would fill; the earlier ones stand on its page. */
export function blankNote(indicators: Indicator[]): string {
  const latest = indicators.flatMap(({kpi, blanks}) => {
    const blank = blanks.at(-1);
    return blank === undefined ? [] : [{name: kpi.short_name, blank}];
  });
  const same = [...Map.groupBy(latest, ({blank}) => blank)];
  return joined(
    "空欄のわけ：",
    same.map(([blank, members]) => `${namesOf(members.map(({name}) => name))}の${blank}`),
  );
}

function namesOf(names: string[]): string {
  return names.length <= NAMED_EACH
    ? names.join("、")
    : `${names.slice(0, NAMED_EACH).join("、")}ほか${formatValue(names.length - NAMED_EACH, 0)}指標`;
}

const NAMED_EACH = 6;

/** Indicators without a page, and what would bring them; of many only how many, as the arrivals name the files. */
function awaitedNote(indicators: Indicator[]): string {
  const waiting = indicators.filter(({awaits}) => awaits.length > 0);
  if (waiting.length <= NAMED_EACH)
    return joined(
      "ファイルがまだ届いていない指標：",
      waiting.map(({kpi, awaits}) => `${kpi.short_name}（${awaits.join("、")}）`),
    );
  return `ファイルがまだ届いていない指標は${formatValue(waiting.length, 0)}。待つものは「届いた資料」にある。`;
}

/** How far from the required level is still near: "道のり全体の10%以内". */
function nearBand(indicators: Indicator[]): string {
  const [band, ...others] = new Set(indicators.map(({kpi}) => kpi.near_band));
  if (band === undefined || others.length > 0) return "道のり全体のうち指標ごとに定めた割合以内";
  return `道のり全体の${formatValue(band * 100, 0)}%以内`;
}

function joined(title: string, parts: string[]): string {
  return parts.length === 0 ? "" : `${title}${parts.join("／")}`;
}

/** What the marks beside values and the rarer words mean: short, and in one line. */
function markNotes(indicators: Indicator[]): string {
  const isAny = (status: string) => indicators.some(({score}) => score.status === status);
  return [
    isAny("start") ? "起点：計画が始まる前の値。判定しない。" : "",
    isAny("reference") ? "参考：目標と比べて判定しない指標。" : "",
    indicators.some(({score}) => score.observation_status === "withheld")
      ? "x：人数が少ないため示さない値。"
      : "",
    provisionalNote(indicators),
  ]
    .filter((note) => note !== "")
    .join("　");
}

/** What the provisional values of the board wait for, those that wait for the same together; "" where all are settled. */
export function provisionalNote(indicators: Indicator[]): string {
  const provisional = indicators.filter(({score}) => provisionalWhy(score) !== "");
  const groups = [...Map.groupBy(provisional, ({score}) => provisionalWhy(score))];
  return joined(
    "速報のわけ：",
    groups.map(([why, members]) => (groups.length === 1 ? why : `${whoWaits(members)}は${why}`)),
  );
}

function whoWaits(members: Indicator[]): string {
  const [first, ...others] = members.map(({kpi}) => kpi.short_name);
  return others.length < 2
    ? [first, ...others].join("と")
    : `${first}など${formatValue(members.length, 0)}指標`;
}

function acceptedNote({kpi, score}: Indicator): string[] {
  if (score.status !== "accepted") return [];
  return [`容認（${kpi.short_name}）：${acceptance(score)}`];
}

/** Why a deviation is accepted, and until when. */
export function acceptance({accepted_until, accepted_reason}: Indicator["score"]): string {
  const until = accepted_until === null ? "" : `（${formatShortDate(accepted_until)}まで）`;
  return `${accepted_reason ?? ""}${until}`;
}

/** Each indicator's own stands on its page. */
function errorNote(indicators: Indicator[]): string {
  const errors = indicators
    .flatMap(({kpi, margin}) => (margin === null ? [] : [{margin: margin.margin, decimals: kpi.decimals}]))
    .sort((one, other) => one.margin - other.margin)
    .map(({margin, decimals}) => formatValue(margin, decimals));
  const [least = "", most = least] = [errors[0], errors.at(-1)];
  const span = least === most ? least : `${least}～${most}`;
  return least === ""
    ? ""
    : `アンケートの値には標本誤差（±${span}、95％の幅）があり、この範囲の差は変化と言わない。`;
}

function judgedNote({kpi, score}: Indicator): string[] {
  return score.judged_on === null ? [] : [`${kpi.short_name}（${judgedText(score)}）`];
}

function revisedNote({kpi, score}: Indicator): string[] {
  const before = kpi.target_words ?? formatValue(kpi.target_value, kpi.target_decimals);
  return isRevised({kpi, score}) ? [`${kpi.short_name}（当初 ${before}）`] : [];
}

export function isRevised({kpi, score}: Pick<Indicator, "kpi" | "score">): boolean {
  const isOtherLevel = kpi.target_words === null && score.target_value !== kpi.target_value;
  return (
    isOtherLevel ||
    score.target_words !== kpi.target_words ||
    score.target_fiscal_year !== kpi.target_fiscal_year
  );
}

/** Only breaks that the trend shows. */
function breakNote({kpi, years, breaks}: Indicator): string[] {
  const first = years[0]?.fiscal_year ?? Number.POSITIVE_INFINITY;
  const last = years.at(-1)?.fiscal_year ?? Number.NEGATIVE_INFINITY;
  return breaks
    .filter(({fiscal_year}) => first < fiscal_year && fiscal_year <= last)
    .map(({fiscal_year}) => `${kpi.short_name}（${formatYear(fiscal_year)}から）`);
}
