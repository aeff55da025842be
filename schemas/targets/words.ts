import {fiscalYearCode, japaneseDate} from "../fiscal-time.ts";
import {numberText} from "../number-text.ts";
import type {Direction, Level, Target} from "./target.ts";

/** What the words of a target rest on besides its numbers. */
export interface Worded {
  unit: string;
  direction: Direction;
  base: {fiscal_year: number; on?: string | null};
  target: Target;
}

/**
 * The printed words of a target or of a milestone in its form, the only place where they are made: "概ね50%（±2）", "3割削減（H27年度比）",
 * "毎年度100%を維持". Null where the number with 以上, 以下, 超 or 未満 says it all. `name` is that of the standard or indicator compared with.
 */
export function targetWords(level: Level, worded: Worded, name: string): string | null {
  const {target} = worded;
  if (level.own_words !== null) return level.own_words;
  const words = formWords(level, worded, name);
  // What compares with the year before says so already.
  if (!target.each_year || target.compared?.with === "previous") return words;
  return `毎年度${words ?? `${numberIn(level.value ?? 0, worded)}${COMPARATORS[target.form] ?? ""}`}`;
}

const COMPARATORS: Partial<Record<Target["form"], string>> = {
  at_least: "以上",
  at_most: "以下",
  above: "超",
  below: "未満",
};

function formWords(level: Level, worded: Worded, name: string): string | null {
  const {target, unit, direction} = worded;
  const number = (value: number | null) => numberIn(value ?? 0, worded);
  switch (target.form) {
    case "at_least":
    case "at_most":
    case "above":
    case "below":
      return null;
    case "zero":
      return "ゼロ";
    case "all":
      return "全員";
    case "keep":
      return `${number(level.value)}${spread(worded)}を維持`;
    case "about":
      return `概ね${number(level.value)}${spread(worded)}`;
    case "between":
      return `${plain(level.low, worded)}～${plain(level.high, worded)}${unit}`;
    case "reduce_by":
      return `${amountWords(level, worded)}削減（${comparedName(worded)}）`;
    case "increase_by":
      return `${amountWords(level, worded)}増（${comparedName(worded)}）`;
    case "better_than_previous":
      return "前年度より改善";
    case "not_worse_than":
      return `${target.compared?.with === "previous" ? "前年度" : name}を${direction === "down" ? "上" : "下"}回らない`;
    case "follows":
      return direction === "within"
        ? `${name}どおり${spread(worded)}`
        : `${name}${direction === "up" ? "以上" : "以下"}`;
    case "stated":
      return target.text;
    default:
      return target.form satisfies never;
  }
}

/** As many decimals as the plan writes, unless it says how many. */
function plain(value: number | null, {target}: Worded): string {
  if (target.decimals !== undefined) return numberText(value ?? 0, target.decimals);
  const [, fraction = ""] = String(value ?? 0).split(".");
  return numberText(value ?? 0, Math.min(fraction.length, MOST_DECIMALS));
}

const MOST_DECIMALS = 3;

function numberIn(value: number, worded: Worded): string {
  return `${plain(value, worded)}${worded.unit}`;
}

function spread({target: {tolerance}}: Worded): string {
  return tolerance === 0 ? "" : `（±${tolerance}）`;
}

/** "3割" as the plan writes it, "123人" with the unit. */
function amountWords({amount}: Level, worded: Worded): string {
  return typeof amount === "number"
    ? `${plain(amount, worded)}${worded.unit === "%" ? "ポイント" : worded.unit}`
    : (amount ?? "");
}

function comparedName({target, base}: Worded): string {
  if (target.compared) return "前年度比";
  return base.on ? `${japaneseDate(base.on)}比` : `${fiscalYearCode(base.fiscal_year)}年度比`;
}
