import {fiscalYearOf, japaneseDate} from "../../schemas/fiscal-time.ts";
import type {Scored} from "./scored.ts";

const APRIL = 4;

/**
 * When an indicator that has nothing to say within a year will have: "年1回、次は令和6年12月", "次は令和7年6月1日"; of one
 * that was counted already, "令和6年12月に数え、値は年度末"; "" where its entry does not tell.
 */
export function nextTime({kpi, score}: Scored): string {
  const {rhythm, rhythm_month: month, rhythm_day: day} = kpi;
  if (month === null || (rhythm !== "month" && rhythm !== "day")) return "";
  // In April the year that has just ended is counted.
  const isOfYearBefore = month === APRIL;
  const isKnown = score.value_fiscal_year === score.as_of_fiscal_year;
  // Printed after the count: what is to come is the one after it.
  const year = Number(score.as_of_date.slice(0, 4)) + Number(isOfYearBefore && isKnown);
  const [before = "", next = ""] = [year - 1, year, year + 1]
    .map((of) => [of, month, day ?? 1].map((part) => String(part).padStart(2, "0")).join("-"))
    .filter((_, index, dates) => (dates[index + 1] ?? "9") > score.as_of_date);
  const isCounted = !isOfYearBefore && fiscalYearOf(before) === score.as_of_fiscal_year;
  if (isCounted && !isKnown) return `${named(before, rhythm)}に数え、値は年度末`;
  return `${rhythm === "month" ? "年1回、" : ""}次は${named(next, rhythm)}`;
}

function named(date: string, rhythm: "day" | "month"): string {
  const words = japaneseDate(date);
  return rhythm === "day" ? words : words.replace(/1日$/, "");
}
