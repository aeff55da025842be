import {fiscalYearCode, fiscalYearName} from "../../schemas/fiscal-time.ts";
import {createRandom, type Random} from "../random.ts";
import {clock} from "../write-csv.ts";
import {writeWorkbook} from "../write-workbook.ts";
import {firstDay, monthName, monthsOf, YEARS} from "./months.ts";
import {type Clerk, isManagerOn, isThere} from "./people.ts";

/** April and March are the busiest. */
const SEASON = [1.35, 1.1, 1, 0.95, 0.8, 0.95, 1, 1, 1.05, 1, 1.15, 1.3];
/** What the programme has brought down. */
const SHARE: Record<number, number> = {2022: 1, 2023: 0.96, 2024: 0.9, 2025: 0.86};
/** Fiscal year and month of elections, which bureau 102 holds. */
const ELECTIONS = new Set(["2022-3", "2023-0", "2025-3"]);
const ALL_MONTHS = Array.from({length: 12}, (_, month) => month);

type Minutes = (number | undefined)[];

/** 残業の月別の表: a workbook a fiscal year, months across; the months to come are blank. */
export function writeOvertime(folder: string, people: readonly Clerk[]): string[] {
  return YEARS.map((fiscalYear) => {
    const random = createRandom(`minasato overtime ${fiscalYear}`);
    const lines = people
      .filter(({employment}) => employment !== "パートタイム")
      .flatMap((clerk) => linesOf(clerk, fiscalYear, random));
    const rows = [
      [`残業の月別の表　${fiscalYearName(fiscalYear)}`],
      ["※見本データ（架空の市）。時間は「時:分」。まだ締めていない月は空けておく。"],
      [],
      ["職員コード", "区分", "理由", ...ALL_MONTHS.map(monthName)],
      ...lines,
    ];
    return writeWorkbook(folder, `見本_残業_${fiscalYearCode(fiscalYear)}.xlsx`, [
      {name: "月別", rows},
      {name: "記入のしかた", rows: [["記入のしかた"], ["１ 休日は国民の祝日の勤務。週休日は週休に入れる。"]]},
    ]);
  });
}

function linesOf(clerk: Clerk, fiscalYear: number, random: Random): (string | null)[][] {
  const usual: Minutes = monthsOf(fiscalYear).map((month) => {
    const day = firstDay(fiscalYear, month);
    if (!isThere(clerk, day) || isManagerOn(clerk, day)) return undefined;
    const hours = clerk.pace * (SEASON[month] ?? 1) * (SHARE[fiscalYear] ?? 1) * (0.8 + random.unit() * 0.4);
    return Math.round(hours * 4) * 15;
  });
  const share = (part: number) => usual.map((minutes) => minutes && Math.round((minutes * part) / 15) * 15);
  const elections = usual.map((minutes, month) =>
    minutes && clerk.bureau.code === "102" && ELECTIONS.has(`${fiscalYear}-${month}`) ? 600 : undefined,
  );
  return [
    row(clerk, ["平日", "ふだん"], share(0.85)),
    row(clerk, ["週休", "ふだん"], clerk.pace > 12 ? share(0.15) : []),
    row(clerk, ["休日", "ふだん"], clerk.pace > 17 ? share(0.05) : []),
    row(clerk, ["週休", "選挙"], elections),
  ].filter((cells) => cells.some((cell, index) => index > 2 && cell !== null));
}

function row({number}: Clerk, kind: string[], minutes: Minutes): (string | null)[] {
  return [number, ...kind, ...ALL_MONTHS.map((month) => (minutes[month] ? clock(minutes[month]) : null))];
}
