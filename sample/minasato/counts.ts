import {fiscalYearCode, fiscalYearName, japaneseDate} from "../../schemas/fiscal-time.ts";
import {createRandom} from "../random.ts";
import {writeCsv} from "../write-csv.ts";
import {quarterName} from "./leave.ts";
import {firstDay, quartersOf, YEARS} from "./months.ts";

const SUBJECTS = ["子育ての手続", "税の証明", "公民館の予約", "水道の開始と中止", "ごみの申込み"];
const COMPLETE_YEARS = [2022, 2023, 2024];

/** 取組の数: what nobody but this city counts. */
export function writeActivity(folder: string): string[] {
  return YEARS.map((fiscalYear) => {
    const random = createRandom(`minasato activity ${fiscalYear}`);
    const lines = quartersOf(fiscalYear).flatMap((quarter) => {
      const begun = japaneseDate(firstDay(fiscalYear, quarter * 3 - 2));
      const made = random
        .shuffled(SUBJECTS)
        .slice(0, 2)
        .map((subject) => {
          return [quarterName(fiscalYear, quarter), "来庁不要の手続", subject, begun, random.between(2, 5)];
        });
      const booked = ["市民窓口", "相談室"].map((subject) => {
        return [quarterName(fiscalYear, quarter), "窓口の相談予約", subject, "", random.between(40, 90)];
      });
      return [...made, ...booked];
    });
    return writeCsv(folder, {
      name: `見本_取組の数_${fiscalYearCode(fiscalYear)}.csv`,
      encoding: "utf8-bom",
      titles: [`取組の数（${fiscalYearName(fiscalYear)}）　※見本データ`],
      heading: ["期", "取組の種類", "内容", "始めた日", "件数"],
      lines: lines.map((cells) => cells.join(",")),
    });
  });
}

/** Of a hundred answers, by year. */
const ANSWERS: Record<number, number[]> = {
  2022: [70, 148, 120, 62, 8],
  2023: [82, 156, 110, 52, 10],
  2024: [95, 160, 98, 46, 9],
};
const OPTIONS = [
  ["満足", "よい"],
  ["どちらかといえば満足", "よい"],
  ["どちらかといえば不満", "よくない"],
  ["不満", "よくない"],
  ["答えない", "数えない"],
];

/** 職員アンケートの集計. */
export function writeSurvey(folder: string): string[] {
  return COMPLETE_YEARS.map((fiscalYear) => {
    const lines = OPTIONS.map(([option = "", kind = ""], index) =>
      [
        fiscalYearName(fiscalYear),
        "職員アンケート",
        "市の職員",
        "今の働き方に満足していますか",
        option,
        kind,
        ANSWERS[fiscalYear]?.[index] ?? 0,
        500,
      ].join(","),
    );
    return writeCsv(folder, {
      name: `見本_職員アンケート_${fiscalYearCode(fiscalYear)}.csv`,
      encoding: "utf8-bom",
      heading: ["調査年度", "調査", "答えた人", "質問", "答え", "見方", "人数", "配った数"],
      lines,
    });
  });
}

/** People due and people who had it, by year. */
const HEALTH: Record<number, [string, number, number][]> = {
  2022: [
    ["心の健康チェック", 486, 402],
    ["新人との面談", 21, 20],
  ],
  2023: [
    ["心の健康チェック", 491, 428],
    ["新人との面談", 19, 19],
  ],
  2024: [
    ["心の健康チェック", 488, 441],
    ["新人との面談", 23, 22],
  ],
};

/** 心の健康の取組. */
export function writeMentalHealth(folder: string): string[] {
  return COMPLETE_YEARS.map((fiscalYear) =>
    writeCsv(folder, {
      name: `見本_心の健康_${fiscalYearCode(fiscalYear)}.csv`,
      encoding: "cp932",
      titles: ["心の健康の取組　※見本データ（架空の市）"],
      heading: ["実施年度", "取組", "対象の人", "受けた人"],
      lines: (HEALTH[fiscalYear] ?? []).map((cells) => [fiscalYearName(fiscalYear), ...cells].join(",")),
    }),
  );
}
