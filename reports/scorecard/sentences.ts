import {yearPhrase} from "../../schemas/year-words.ts";
import {NONE} from "../values/format.ts";
import {judgedDecimals} from "../values/judged-decimals.ts";
import {statusView} from "../values/status.ts";
import {yearEndPhrase} from "../values/year-end.ts";
import {chartSentence, standingText} from "./chart-sentence.ts";
import type {Indicator} from "./read-scorecard.ts";

/** The year before is left out where the definition changed in between. */
export function sentenceOf({kpi, score, years, breaks, margin}: Indicator): string {
  const isWithheld = score.observation_status === "withheld";
  const latest = score.value_fiscal_year ?? 0;
  if (kpi.target_form === "stated") return statedSentence(score);
  if (score.status === "none")
    return `${yearPhrase(kpi, score.value_fiscal_year)}は${kpi.none_means ?? NONE}`;
  if (isWithheld) return `${yearPhrase(kpi, score.value_fiscal_year)}は人数が少ないため示さない`;
  const isComparable = !breaks.some(({fiscal_year}) => fiscal_year === latest);
  const previous = isComparable ? years.find(({fiscal_year}) => fiscal_year === latest - 1) : undefined;
  return chartSentence({
    kpi: {...kpi, decimals: judgedDecimals({kpi, score})},
    fiscalYear: score.value_fiscal_year,
    value: score.value,
    previous: previous?.value ?? null,
    margin,
    // Nothing is behind before the programme begins.
    required:
      score.status === "start"
        ? {low: null, high: null}
        : asked(kpi, score.required_value, {low: score.required_low, high: score.required_high}),
    target: {
      ...asked(kpi, score.target_value, {low: score.target_low, high: score.target_high}),
      words: score.target_words,
    },
  });
}

interface Asked {
  low: number | null;
  high: number | null;
}

/** A release from before there were forms has the number only, and the direction says which side of it is good. */
function asked({direction}: Indicator["kpi"], value: number | null, {low, high}: Asked): Asked {
  if (low !== null || high !== null) return {low, high};
  return direction === "up" ? {low: value, high} : {low, high: value};
}

/** Of a target in words: "「差別のない採用」は達成と判定した". */
function statedSentence({target_words, status, judged_on}: Indicator["score"]): string {
  const target = `「${target_words ?? ""}」`;
  return judged_on === null
    ? `${target}をまだ判定していない`
    : `${target}を${statusView(status).word}と判定した`;
}

/** "R6年度末は516人（504～529人）の見込みで、必要水準より420人多い"; "" where there is none. */
export function yearEndSentence({kpi, score}: Pick<Indicator, "kpi" | "score">): string {
  const phrase = yearEndPhrase({kpi, score});
  if (phrase === "" || score.year_end_value === null) return "";
  const stands = standingText(
    {
      kpi,
      required: asked(kpi, score.year_end_required, {low: null, high: null}),
      target: {
        ...asked(kpi, score.target_value, {low: score.target_low, high: score.target_high}),
        words: score.target_words,
      },
    },
    score.year_end_value,
  );
  return stands === "" ? phrase : `${phrase}で、${stands}`;
}

/** The value to the same day of the year before; null where the definition changed in between. */
export function sameDayBefore({score, breaks}: Pick<Indicator, "score" | "breaks">): number | null {
  const isComparable = !breaks.some(({fiscal_year}) => fiscal_year === score.as_of_fiscal_year);
  return isComparable ? score.to_date_previous_value : null;
}
