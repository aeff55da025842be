import {fiscalYearCode, japaneseDate} from "../schemas/fiscal-time.ts";
import {countedActivities} from "./activity-counts.ts";
import {punctualLeave} from "./activity-punctual.ts";
import {processReform} from "./activity-reform.ts";
import type {Activity} from "./activity-row.ts";
import {trainings} from "./activity-training.ts";
import {coveredMonths, fiscalYears, quarterName, shortJapaneseDate} from "./calendar.ts";
import type {Published} from "./published.ts";
import {writeCsv} from "./write-csv.ts";

const FIRST_FISCAL_YEAR = 2018;

/** 活動実績: one file a fiscal year from 平成30年度, when the support of process reform began. */
export function writeActivity(folder: string, published: Published): string[] {
  const activities = [
    ...countedActivities(published),
    ...processReform(published),
    ...punctualLeave(published),
    ...trainings(published),
  ].filter(({fiscalYear, quarter}) => quarter * 3 <= coveredMonths(fiscalYear));
  return fiscalYears
    .filter((fiscalYear) => fiscalYear >= FIRST_FISCAL_YEAR)
    .map((fiscalYear) =>
      writeYear(
        folder,
        fiscalYear,
        activities.filter((activity) => activity.fiscalYear === fiscalYear),
      ),
    );
}

function writeYear(folder: string, fiscalYear: number, activities: readonly Activity[]): string {
  const ordered = [...activities].sort((one, two) => one.quarter - two.quarter);
  const lines = ordered.map(({quarter, item, subject, heldOn, amount}, index) => {
    const date = index % 11 === 4 ? shortJapaneseDate : japaneseDate;
    return [quarterName(fiscalYear, quarter), item, subject, heldOn ? date(heldOn) : "", amount].join(",");
  });
  return writeCsv(folder, {
    name: `見本_活動実績_${fiscalYearCode(fiscalYear)}.csv`,
    encoding: "cp932",
    titles: ["働き方・仕事の進め方改革 活動実績（四半期ごとの増分）", ""],
    heading: ["期間", "項目", "件名", "実施日", "数量"],
    lines,
  });
}
