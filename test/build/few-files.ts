import {BUREAUS, HEADINGS, rosterLine} from "../models/tiny-city.ts";

const YEARS = [2023, 2024];
const MONTHS = YEARS.flatMap((year) =>
  Array.from({length: 12}, (_, index) => new Date(Date.UTC(year, 3 + index, 1)).toISOString().slice(0, 7)),
);
const PEOPLE = Array.from({length: 12}, (_, index) => String(index + 1).padStart(6, "0"));

/** One small file of each kind that a city may send alone, whole in fiscal years 2023 and 2024 (kind → name → text). */
export const FEW_FILES = {
  bureaus: {"局区.csv": BUREAUS},
  staff: {
    "名簿.csv": [
      HEADINGS.staff,
      ...["2023-04-01", "2024-04-01"].flatMap((day) => PEOPLE.map((person) => rosterLine({day, person}))),
    ].join("\n"),
  },
  overtime: table(
    "時間外.csv",
    HEADINGS.overtime,
    MONTHS.flatMap((month) => PEOPLE.map((person) => `${person},${month},平日時間外,通常,41:00`)),
  ),
  overtime_corrections: table("訂正.csv", "職員番号,年月,勤務区分,事由,訂正時間数,訂正理由", [
    "000001,2024-05,平日時間外,通常,▲3:00,二重計上の取消し",
  ]),
  paper: table(
    "用紙.csv",
    "局区名,区分,用紙,年月,枚数",
    MONTHS.flatMap((month) => [
      `総務企画局,学校等以外,A4,${month},12000`,
      `財政局,学校等以外,A4,${month},23000`,
      `教育委員会,学校等以外,A4,${month},31000`,
    ]),
  ),
  telework_pc: table(
    "利用.csv",
    "利用日,機器番号",
    MONTHS.map((month) => `${month}-10,TW0001`),
  ),
  survey: table(
    "アンケート.csv",
    "年度,調査名,調査対象,設問,選択肢,判定,回答数,対象者数",
    YEARS.flatMap((year) =>
      [
        "研修やOJTの有用感",
        "市民の視点に立った行動",
        "業務改善への積極性",
        "コスト意識",
        "働き方に関する満足感",
      ].flatMap((question) => [
        `${year},職員調査,職員,${question},思う,肯定,60,120`,
        `${year},職員調査,職員,${question},思わない,否定,40,120`,
      ]),
    ),
  ),
  mental_health: table(
    "メンタル.csv",
    "年度,対策,対象者数,実施者数",
    YEARS.flatMap((year) => [
      `${year},ストレスチェック,120,110`,
      `${year},新規採用職員面接,12,12`,
      `${year},復職者の個別支援計画,3,2`,
    ]),
  ),
  overtime_pay: table(
    "手当.csv",
    "年度,会計区分,算定基礎,支給額（円）",
    YEARS.map((year) => `${year},普通会計,決算,1000000`),
  ),
} as const satisfies Record<string, Record<string, string>>;

export type Kind = keyof typeof FEW_FILES;

function table(name: string, heading: string, rows: string[]): Record<string, string> {
  return {[name]: [heading, ...rows].join("\n")};
}
