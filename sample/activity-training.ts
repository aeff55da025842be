import type {Activity} from "./activity-row.ts";
import {fiscalYears, quarterOf} from "./calendar.ts";
import {limitTrainingSessions} from "./calibration-programme.ts";
import {splitWhole} from "./largest-remainder.ts";
import {daysOfMonth, isOpeningDay} from "./opening-days.ts";
import type {Published} from "./published.ts";
import {createRandom, type Random} from "./random.ts";

const PRINTED_FISCAL_YEAR = 2021;
const LIMIT_TRAININGS = [
  "36協定等の勤務時間制度 eラーニング",
  "新任課長研修（勤務時間管理）",
  "新任係長研修（勤務時間管理）",
  "所属長向け時間外勤務の縮減研修",
];

/** 36協定等研修 from 令和元年度 (one line a session) and 研修の受講者 from 令和3年度 (one line a session, people). */
export function trainings(published: Published): Activity[] {
  return fiscalYears.flatMap((fiscalYear) => {
    const random = createRandom(`training ${fiscalYear}`);
    return [
      ...limitTrainings(fiscalYear, published, random),
      ...(fiscalYear >= PRINTED_FISCAL_YEAR ? attendance(fiscalYear, published, random) : []),
    ];
  });
}

function limitTrainings(fiscalYear: number, published: Published, random: Random): Activity[] {
  const count =
    published.indicator("limit_training_sessions", fiscalYear) ?? limitTrainingSessions[fiscalYear] ?? 0;
  return sessionDays(fiscalYear, count, random).map((heldOn, index) => {
    const subject = LIMIT_TRAININGS[index % LIMIT_TRAININGS.length] ?? "";
    return {fiscalYear, quarter: quarterOf(heldOn), item: "36協定等研修", subject, heldOn, amount: 1};
  });
}

/** The printed numbers in their year; a little more or less of the same trainings in later ones. */
function attendance(fiscalYear: number, published: Published, random: Random): Activity[] {
  const printed = published.rows("trainings", {measure: "attendance"});
  return printed.flatMap((row) => {
    const subject = String(row.training_name);
    const [held] = published
      .rows("trainings", {training_name: subject})
      .filter(({measure}) => measure === "sessions");
    const share = fiscalYear === PRINTED_FISCAL_YEAR ? 100 : 92 + random.below(17);
    const days = sessionDays(fiscalYear, Number(held?.value ?? 1), random);
    const counts = splitWhole(
      Math.round((Number(row.value) * share) / 100),
      days.map(() => 90 + random.below(21)),
    );
    return days.map((heldOn, index) => {
      const amount = counts[index] ?? 0;
      return {fiscalYear, quarter: quarterOf(heldOn), item: "研修の受講者", subject, heldOn, amount};
    });
  });
}

/** Opening days of the year, one in each of so many equal stretches of it. */
function sessionDays(fiscalYear: number, count: number, random: Random): string[] {
  const open = Array.from({length: 12}, (_, month) => daysOfMonth(fiscalYear, month))
    .flat()
    .filter(isOpeningDay);
  const stretch = Math.floor(open.length / count) || 1;
  return Array.from({length: count}, (_, index) => open[index * stretch + random.below(stretch)] ?? "");
}
