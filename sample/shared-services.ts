import {fiscalYearCode, fiscalYearName} from "../schemas/fiscal-time.ts";
import {
  fiscalEffectThousandYen,
  fiscalEffectWeights,
  runningCostThousandYen,
  runningCostWeights,
  sharedServiceHours,
  yenPerSavedHour,
} from "./calibration-programme.ts";
import {splitWhole} from "./largest-remainder.ts";
import type {Published} from "./published.ts";
import {writeWorkbook} from "./write-workbook.ts";

const THOUSAND_YEN_PER_OKU = 100_000;
const HEADING = ["年度", "事務", "区分", "算定方法", "単位", "数量"];

/** One line but for its year. */
type Line = readonly [task: string, measure: string, method: string, unit: string, amount: number];

/** 総務事務センター実績: one workbook a fiscal year from 令和元年度, amounts as text with separators. */
export function writeSharedServices(folder: string, published: Published): string[] {
  const costs = amounts(runningCostWeights, runningCost(published), runningCostThousandYen);
  const base = published.indicator("consolidation_saving", 2020) ?? 0;
  const effects = amounts(fiscalEffectWeights, base, fiscalEffectThousandYen);
  return Object.keys(costs).map((year) => {
    const fiscalYear = Number(year);
    const lines: Line[] = [
      ...hours(fiscalYear, published),
      ["総務事務センター全体", "運営費", "年次報告", "千円", costs[fiscalYear] ?? 0],
      ["業務集約", "財政効果", "第3期プログラム", "千円", effects[fiscalYear] ?? 0],
    ];
    return writeYear(folder, fiscalYear, lines);
  });
}

/** The published sum split over the years that it covers, then the years after it. */
function amounts(
  weights: Record<number, number>,
  sum: number,
  later: Record<number, number>,
): Record<number, number> {
  const parts = splitWhole(sum, Object.values(weights));
  const early = Object.keys(weights).map((year, index) => [year, parts[index] ?? 0]);
  return {...Object.fromEntries(early), ...later};
}

function runningCost(published: Published): number {
  const [row] = published.rows("shared-services", {measure: "running_cost"});
  return Math.round(Number(row?.value) * THOUSAND_YEN_PER_OKU);
}

function hours(fiscalYear: number, published: Published): Line[] {
  const tasks = sharedServiceHours[fiscalYear] ?? publishedHours(fiscalYear, published);
  return Object.entries(tasks).flatMap(([task, [saved, spent]]): Line[] => [
    [task, "各所属における削減時間", "年次報告", "時間", saved],
    [task, "総務事務センターにおける業務時間", "年次報告", "時間", spent],
    [task, "削減時間の効果額", "年次報告", "千円", Math.round((saved * yenPerSavedHour) / 1000)],
  ]);
}

function publishedHours(
  fiscalYear: number,
  published: Published,
): Record<string, readonly [saved: number, spent: number]> {
  const year = {first_fiscal_year: fiscalYear, last_fiscal_year: fiscalYear};
  const spent = published.rows("shared-services", {...year, measure: "spent_hours"});
  const saved = published.rows("shared-services", {...year, measure: "saved_hours"});
  return Object.fromEntries(
    saved
      .filter(({task_name}) => task_name !== "計")
      .map(({task_name, value}) => {
        const other = spent.find((row) => row.task_name === task_name);
        return [String(task_name), [Number(value), Number(other?.value)] as const];
      }),
  );
}

function writeYear(folder: string, fiscalYear: number, lines: readonly Line[]): string {
  const rows = lines.map(([task, measure, method, unit, amount]) => {
    return [fiscalYearName(fiscalYear), task, measure, method, unit, separated(amount)];
  });
  const titles = [["総務事務センター 実績報告"], []];
  return writeWorkbook(folder, `見本_総務事務センター_${fiscalYearCode(fiscalYear)}.xlsx`, [
    {name: "実績", rows: [...titles, HEADING, ...rows], merges: ["A1:F1"]},
  ]);
}

/** 42950 → "42,950". */
function separated(amount: number): string {
  return String(amount).replace(/\B(?=(?:[0-9]{3})+$)/g, ",");
}
