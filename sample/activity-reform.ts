import type {Activity} from "./activity-row.ts";
import {reformedProceduresByQuarter, reformSavedPercent} from "./calibration-programme.ts";
import {bureaus} from "./city.ts";
import {splitWhole} from "./largest-remainder.ts";
import type {Published} from "./published.ts";
import {createRandom} from "./random.ts";

const LAST_BASE_FISCAL_YEAR = 2020;
/** Hours are known for procedures supported from 令和3年度 on; the published base is "—". */
const FIRST_MEASURED_FISCAL_YEAR = 2021;
/** One procedure in so many was supported but not reformed. */
const UNREFORMED = 7;
const PROCEDURES = [
  "補助金交付申請",
  "使用料減免申請",
  "施設利用予約",
  "占用許可申請",
  "証明書交付",
  "講座受講申込",
  "事業者登録",
  "手当認定請求",
  "医療費助成申請",
  "保育所入所申込",
  "変更届",
  "廃止届",
  "実績報告",
  "口座振替依頼",
  "工事検査依頼",
  "健診申込",
  "相談予約",
  "督促状送付",
  "予算要求照会",
  "統計調査回答",
];

interface Procedure {
  fiscalYear: number;
  quarter: number;
  subject: string;
  isReformed: boolean;
}

/** 業務プロセス改革: procedures in the quarter in which the office supported them, and their yearly hours before and after. */
export function processReform(published: Published): Activity[] {
  const procedures = supported(published);
  const support = procedures.map(({fiscalYear, quarter, subject}) => {
    return {fiscalYear, quarter, item: "業務プロセス改革の支援手続", subject, amount: 1};
  });
  const years = Object.groupBy(
    procedures.filter(({fiscalYear, isReformed}) => isReformed && fiscalYear >= FIRST_MEASURED_FISCAL_YEAR),
    ({fiscalYear}) => fiscalYear,
  );
  return [...support, ...Object.entries(years).flatMap(([year, ofYear = []]) => hours(Number(year), ofYear))];
}

function supported(published: Published): Procedure[] {
  const cells = Object.entries(reformedProceduresByQuarter).flatMap(([year, quarters]) =>
    quarters.map((count, index) => ({fiscalYear: Number(year), quarter: index + 1, count})),
  );
  const early = cells.filter(({fiscalYear}) => fiscalYear <= LAST_BASE_FISCAL_YEAR);
  const base = splitWhole(
    published.indicator("bpr_procedures", LAST_BASE_FISCAL_YEAR) ?? 0,
    early.map(({count}) => count),
  );
  return cells
    .flatMap((cell, index) => Array.from({length: base[index] ?? cell.count}, () => cell))
    .map(({fiscalYear, quarter}, index) => {
      return {fiscalYear, quarter, subject: subjectOf(index), isReformed: index % UNREFORMED !== 3};
    });
}

/** Nineteen bureaus and twenty procedures: no pair comes twice before the 380th. */
function subjectOf(index: number): string {
  const offices = bureaus.filter(({name}) => name !== "市民オンブズマン事務局").slice(0, 19);
  return `${offices[index % offices.length]?.name} ${PROCEDURES[index % PROCEDURES.length]}`;
}

/** Hours a year before and after; what the year's procedures save together is the calibrated share. */
function hours(fiscalYear: number, procedures: readonly Procedure[]): Activity[] {
  const random = createRandom(`process reform ${fiscalYear}`);
  const before = procedures.map(() => 120 + random.below(1680));
  const total = before.reduce((sum, each) => sum + each, 0);
  const saved = splitWhole(
    Math.round((total * (reformSavedPercent[fiscalYear] ?? 0)) / 100),
    before.map((each) => each * (20 + random.below(160))),
  );
  return procedures.flatMap(({quarter, subject}, index) => {
    const amount = before[index] ?? 0;
    return [
      {fiscalYear, quarter, item: "業務プロセス改革前の時間", subject, amount},
      {fiscalYear, quarter, item: "業務プロセス改革後の時間", subject, amount: amount - (saved[index] ?? 0)},
    ];
  });
}
