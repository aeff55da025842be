import {fiscalYearCode, fiscalYearName, japaneseDate} from "../../schemas/fiscal-time.ts";
import {createRandom, type Random} from "../random.ts";
import {clock, writeCsv} from "../write-csv.ts";
import {writeWorkbook} from "../write-workbook.ts";
import {firstDay, quartersOf, YEARS} from "./months.ts";
import {type Clerk, isThere} from "./people.ts";

const LEAVE_HEADING = ["期", "職員コード", "日", "時間分"];
/** Most days a quarter, by year. */
const MOST_DAYS: Record<number, number> = {2022: 4, 2023: 5, 2024: 5, 2025: 6};
/** Fathers who take leave, by year. */
const TAKING: Record<number, number> = {2022: 0.25, 2023: 0.45, 2024: 0.6, 2025: 0.75};

/** 年休の表: one workbook a fiscal year, two blocks side by side. */
export function writeLeave(folder: string, people: readonly Clerk[]): string[] {
  return YEARS.map((fiscalYear) => {
    const random = createRandom(`minasato leave ${fiscalYear}`);
    const cells = quartersOf(fiscalYear).flatMap((quarter) =>
      people
        .filter((clerk) => isThere(clerk, firstDay(fiscalYear, quarter * 3 - 1)))
        .map(({number}) => [
          quarterName(fiscalYear, quarter),
          number,
          random.between(1, MOST_DAYS[fiscalYear] ?? 4),
          clock(60 * random.below(6)),
        ]),
    );
    const half = Math.ceil(cells.length / 2);
    const rows = [
      [`年休の表　${fiscalYearName(fiscalYear)}　※見本データ（架空の市）`],
      [...LEAVE_HEADING, null, ...LEAVE_HEADING],
      ...cells.slice(0, half).map((left, index) => [...left, null, ...(cells[half + index] ?? [])]),
    ];
    return writeWorkbook(folder, `見本_年休_${fiscalYearCode(fiscalYear)}.xlsx`, [{name: "年休", rows}]);
  });
}

/** 子の出生と育休の届: births and first take-ups; a father in two takes leave two months after the birth. */
export function writeParentalLeave(folder: string, people: readonly Clerk[]): string[] {
  return YEARS.map((fiscalYear) => {
    const random = createRandom(`minasato parental ${fiscalYear}`);
    const parents = people.filter((clerk) => isYoung(clerk) && isThereAllYear(clerk, fiscalYear));
    const lines = quartersOf(fiscalYear).flatMap((quarter) =>
      Array.from({length: 6}, () => random.pick(parents)).flatMap((clerk) =>
        events(clerk, {fiscalYear, quarter, random}),
      ),
    );
    return writeCsv(folder, {
      name: `見本_育休_${fiscalYearCode(fiscalYear)}.csv`,
      encoding: "cp932",
      titles: [`子の出生と育休の届（${fiscalYearName(fiscalYear)}）　※見本データ`],
      heading: ["期", "職員コード", "男女", "届の種類", "届の日"],
      lines: [...new Set(lines)],
    });
  });
}

interface When {
  fiscalYear: number;
  quarter: number;
  random: Random;
}

function events(clerk: Clerk, {fiscalYear, quarter, random}: When): string[] {
  const month = quarter * 3 - 3;
  const line = (kind: string, monthAfter: number) =>
    [
      quarterName(fiscalYear, quarter),
      clerk.number,
      clerk.sex,
      kind,
      japaneseDate(firstDay(fiscalYear, month + monthAfter)),
    ].join(",");
  if (clerk.sex === "女性") return [line("出産", 0)];
  const birth = line("配偶者出産", 0);
  return random.chance(TAKING[fiscalYear] ?? 0) ? [birth, line("育休を初めて取得", 1)] : [birth];
}

function isYoung({hiredOn, employment}: Clerk): boolean {
  return hiredOn >= "2008" && employment === "常勤";
}

function isThereAllYear(clerk: Clerk, fiscalYear: number): boolean {
  return isThere(clerk, firstDay(fiscalYear, 0)) && isThere(clerk, firstDay(fiscalYear, 11));
}

/** "令和5年度第1四半期". */
export function quarterName(fiscalYear: number, quarter: number): string {
  return `${fiscalYearName(fiscalYear)}第${quarter}四半期`;
}
