import {largest} from "../schemas/extremes.ts";
import type {Activity} from "./activity-row.ts";
import {coachingByQuarter, disabilityHires, rpaProcesses} from "./calibration-programme.ts";
import {bureaus} from "./city.ts";
import {splitWhole} from "./largest-remainder.ts";
import type {Published} from "./published.ts";

const BASE_FISCAL_YEAR = 2020;

/** Coaching, RPA and hires of the shared services; their sums to 令和2年度 are the published bases. */
export function countedActivities(published: Published): Activity[] {
  return [...coaching(published), ...rpa(published), ...hires(published)];
}

/** One line for each workplace. */
function coaching(published: Published): Activity[] {
  const workplaces = departments();
  const base = published.indicator("coaching_sessions", BASE_FISCAL_YEAR) ?? 0;
  return Object.entries(coachingByQuarter).flatMap(([year, quarters]) => {
    const fiscalYear = Number(year);
    const counts = fiscalYear === BASE_FISCAL_YEAR ? splitWhole(base, quarters) : quarters;
    return counts.flatMap((count, index) =>
      workplaces
        .splice(0, count)
        .map((subject) => ({fiscalYear, quarter: index + 1, item: "紙文書コーチング", subject, amount: 1})),
    );
  });
}

/** The mayor's workplaces, in an order in which neighbours belong to different bureaus. */
function departments(): string[] {
  const mayors = bureaus.filter(({group}) => group === "市長事務部局");
  const depth = largest(mayors.map(({departments: names}) => names.length));
  return Array.from({length: depth}, (_, index) =>
    mayors.flatMap(({name, departments: names}) => (names[index] ? [`${name} ${names[index]}`] : [])),
  ).flat();
}

function rpa(published: Published): Activity[] {
  const base = published.indicator("rpa_process_kinds", BASE_FISCAL_YEAR) ?? 0;
  const first = ["児童手当認定", "旅費認定の照合"].slice(0, base).map((subject, index) => {
    return {fiscalYear: BASE_FISCAL_YEAR, quarter: index + 2, item: "RPA業務処理の追加", subject, amount: 1};
  });
  const later = rpaProcesses.map(({quarter, subject}) => {
    return {...parsed(quarter), item: "RPA業務処理の追加", subject, amount: 1};
  });
  return [...first, ...later];
}

function hires(published: Published): Activity[] {
  const base = published.indicator("shared_services_disability_staff", BASE_FISCAL_YEAR) ?? 0;
  return Object.entries({"2020Q1": base, ...disabilityHires}).map(([quarter, amount]) => {
    return {...parsed(quarter), item: "総務事務での障害者雇用", subject: "総務事務センター", amount};
  });
}

/** "2022Q1" → its parts. */
function parsed(quarter: string): Pick<Activity, "fiscalYear" | "quarter"> {
  return {fiscalYear: Number(quarter.slice(0, 4)), quarter: Number(quarter.slice(5))};
}
