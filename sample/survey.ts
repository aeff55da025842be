import {fiscalYearCode, fiscalYearName} from "../schemas/fiscal-time.ts";
import {surveyPercent} from "./calibration-programme.ts";
import {countForRate} from "./count-for-rate.ts";
import {splitWhole} from "./largest-remainder.ts";
import type {Published} from "./published.ts";
import {createRandom, type Random} from "./random.ts";
import {writeWorkbook} from "./write-workbook.ts";

interface Question {
  kpiId: string;
  question: string;
  survey: Survey;
  /** Positive answers from the strongest, then negative ones, then neither. */
  options: readonly [string, string, string, string, ...string[]];
}

interface Survey {
  name: string;
  population: "職員" | "市民";
  asked: number;
  /** Positive and negative answers to a question. */
  judging: number;
}

const FISCAL_YEARS = [2021, 2022, 2023];
const WORK_STYLE: Survey = {
  name: "働き方についてのアンケート調査",
  population: "職員",
  asked: 14_020,
  judging: 9_080,
};
const STAFF: Survey = {name: "職員アンケート", population: "職員", asked: 13_960, judging: 8_740};
const CITIZENS: Survey = {name: "市民アンケート調査", population: "市民", asked: 3_000, judging: 690};
const AGREE = [
  "そう思う",
  "どちらかといえばそう思う",
  "どちらかといえばそう思わない",
  "そう思わない",
] as const;
const QUESTIONS: readonly Question[] = [
  {
    kpiId: "training_usefulness",
    question: "研修やOJTの有用感",
    survey: WORK_STYLE,
    options: [...AGREE, "無回答"],
  },
  {
    kpiId: "improvement_engagement",
    question: "業務改善への積極性",
    survey: WORK_STYLE,
    options: [...AGREE, "無回答"],
  },
  {kpiId: "cost_awareness", question: "コスト意識", survey: WORK_STYLE, options: [...AGREE, "無回答"]},
  {
    kpiId: "job_satisfaction",
    question: "働き方に関する満足感",
    survey: STAFF,
    options: ["満足している", "どちらかといえば満足している", "どちらかといえば不満である", "不満である"],
  },
  {
    kpiId: "citizen_orientation",
    question: "市民の視点に立った行動",
    survey: CITIZENS,
    options: [
      "感じた",
      "どちらかといえば感じた",
      "どちらかといえば感じなかった",
      "感じなかった",
      "職員に接する機会がなかった",
      "無回答",
    ],
  },
];
const KINDS = ["肯定", "肯定", "否定", "否定"];
const HEADING = ["年度", "調査名", "調査対象", "設問", "選択肢", "判定", "回答数", "対象者数"];

/** アンケート集計: one workbook a fiscal year from 令和3年度. */
export function writeSurvey(folder: string, published: Published): string[] {
  return FISCAL_YEARS.map((fiscalYear) => {
    const random = createRandom(`survey ${fiscalYear}`);
    const rows = QUESTIONS.flatMap((question) => {
      const percent =
        published.indicator(question.kpiId, fiscalYear) ?? surveyPercent[question.kpiId]?.[fiscalYear] ?? 0;
      return questionRows(question, {fiscalYear, percent, random});
    });
    const titles = [["アンケート集計（選択肢別）"], []];
    return writeWorkbook(folder, `見本_アンケート_${fiscalYearCode(fiscalYear)}.xlsx`, [
      {name: "集計", rows: [...titles, HEADING, ...rows], merges: ["A1:H1"]},
    ]);
  });
}

interface Wave {
  fiscalYear: number;
  percent: number;
  random: Random;
}

/** One row for each option. */
function questionRows(
  {question, survey, options}: Question,
  {fiscalYear, percent, random}: Wave,
): (string | number)[][] {
  const judged = countForRate({percent, about: survey.judging + random.below(240)});
  const positive = splitWhole(judged.part, [30 + random.below(10), 65]);
  const negative = splitWhole(judged.whole - judged.part, [70 + random.below(10), 26]);
  const neither = options.slice(4).map((option) => neitherCount(option, random));
  return options.map((option, index) => [
    fiscalYearName(fiscalYear),
    survey.name,
    survey.population,
    question,
    option,
    KINDS[index] ?? "対象外",
    [...positive, ...negative, ...neither][index] ?? 0,
    survey.asked,
  ]);
}

function neitherCount(option: string, random: Random): number {
  return option === "無回答" ? 12 + random.below(30) : 720 + random.below(60);
}
