import {fiscalYearCode, fiscalYearName} from "../schemas/fiscal-time.ts";
import {coveredMonths, fiscalYears} from "./calendar.ts";
import {mentalHealthPercent} from "./calibration-programme.ts";
import {countForRate} from "./count-for-rate.ts";
import type {Published} from "./published.ts";
import {createRandom} from "./random.ts";
import {fullWidth, writeCsv} from "./write-csv.ts";

/** People due a year: about this many and up to `spread` more. */
const MEASURES = [
  {kpiId: "stress_check_rate", measure: "ストレスチェック", about: 13_380, spread: 260},
  {kpiId: "new_hire_interview_rate", measure: "新規採用職員面接", about: 590, spread: 50},
  {kpiId: "return_plan_rate", measure: "復職者の個別支援計画", about: 128, spread: 30},
];
/** The clerk of this year typed with full-width digits. */
const FULL_WIDTH_YEAR = 2018;

/** メンタルヘルス対策実施状況: one file for each whole fiscal year. */
export function writeMentalHealth(folder: string, published: Published): string[] {
  return fiscalYears
    .filter((fiscalYear) => coveredMonths(fiscalYear) === 12)
    .map((fiscalYear) => {
      const random = createRandom(`mental health ${fiscalYear}`);
      const lines = MEASURES.map(({kpiId, measure, about, spread}) => {
        const percent =
          published.indicator(kpiId, fiscalYear) ?? mentalHealthPercent[kpiId]?.[fiscalYear] ?? 0;
        const {whole, part} = countForRate({percent, about: about + random.below(spread)});
        return [fiscalYearName(fiscalYear), measure, whole, part].join(",");
      });
      return writeCsv(folder, {
        name: `見本_メンタルヘルス対策_${fiscalYearCode(fiscalYear)}.csv`,
        encoding: "utf8-bom",
        heading: ["年度", "対策", "対象者数", "実施者数"],
        lines: fiscalYear === FULL_WIDTH_YEAR ? lines.map(fullWidth) : lines,
      });
    });
}
