/**
 * Inventions for the programme's activities, surveys, health measures and money: years for which nothing was published.
 * Lists by fiscal quarter begin with April – June; 2024 (令和6年度) has two quarters. What was published is in
 * city/published and never repeated here.
 */

/** 36協定等研修, sessions; 2020 is published. */
export const limitTrainingSessions: Record<number, number> = {
  2019: 8,
  2021: 11,
  2022: 12,
  2023: 12,
  2024: 12,
};

/** 紙文書コーチング, workplaces by quarter after the published 31 of 2020. */
export const coachingByQuarter: Record<number, readonly number[]> = {
  2020: [0, 4, 14, 13],
  2021: [0, 2, 2, 2],
  2022: [1, 1, 2, 2],
  2023: [2, 2, 2, 2],
  2024: [2, 2],
};

/** 業務プロセス改革の支援手続 by quarter; the first three years add up to the published 19. */
export const reformedProceduresByQuarter: Record<number, readonly number[]> = {
  2018: [0, 1, 2, 2],
  2019: [1, 1, 2, 2],
  2020: [1, 2, 2, 3],
  2021: [2, 2, 2, 3],
  2022: [3, 3, 3, 3],
  2023: [3, 3, 3, 4],
  2024: [3, 4],
};
/** Hours saved in procedures that were reformed in the year, % of the hours before. */
export const reformSavedPercent: Record<number, number> = {2021: 8.4, 2022: 10.9, 2023: 14.1, 2024: 15.2};

/** RPA業務処理の追加 after the published two. */
export const rpaProcesses: readonly {quarter: string; subject: string}[] = [
  {quarter: "2021Q2", subject: "被服認定"},
  {quarter: "2023Q3", subject: "通勤届の確認"},
];

/** 総務事務での障害者雇用 after the published two, people by quarter. */
export const disabilityHires: Record<string, number> = {"2022Q1": 4, "2022Q2": 12, "2023Q1": 3, "2024Q1": 3};

/** 定時退庁日 after the published ones: day and rate, %. */
export const punctualLeaveDays: readonly (readonly [day: string, percent: number])[] = [
  ["2022-08-03", 95.8],
  ["2022-11-11", 94.6],
  ["2022-12-23", 95.7],
  ["2023-01-27", 92.8],
  ["2023-08-02", 96.1],
  ["2023-11-10", 95.3],
  ["2023-12-22", 96.0],
  ["2024-01-26", 93.9],
  ["2024-07-05", 95.6],
  ["2024-08-07", 96.4],
];

/** Positive answers, % of positive and negative ones; 2021 is published. */
export const surveyPercent: Record<string, Record<number, number>> = {
  training_usefulness: {2022: 68.9, 2023: 71.4},
  citizen_orientation: {2022: 50.9, 2023: 52.3},
  improvement_engagement: {2022: 67.2, 2023: 68.8},
  cost_awareness: {2022: 75.1, 2023: 75.8},
  job_satisfaction: {2022: 78.4, 2023: 79.6},
};

/** Health measures: rate, %. 2020 is published, for the stress check 2019 too. */
export const mentalHealthPercent: Record<string, Record<number, number>> = {
  stress_check_rate: {2016: 84.6, 2017: 85.9, 2018: 87.7, 2021: 93.9, 2022: 94.1, 2023: 94.3},
  new_hire_interview_rate: {
    2016: 95.1,
    2017: 96.0,
    2018: 96.6,
    2019: 97.3,
    2021: 98.8,
    2022: 99.0,
    2023: 99.2,
  },
  return_plan_rate: {2016: 61.5, 2017: 66.7, 2018: 70.9, 2019: 74.6, 2021: 82.4, 2022: 84.9, 2023: 87.1},
};

/** 精神及び行動の障害による長期療養者, % of staff; 2020 has a published head count. */
export const mentalLeavePercent: Record<number, number> = {
  2016: 1.58,
  2017: 1.61,
  2018: 1.66,
  2019: 1.72,
  2021: 1.84,
  2022: 1.9,
  2023: 1.95,
};
/** Share of those among everyone on long-term leave, %; 66 in the published year. */
export const mentalShareOfLeavePercent = 66;

/** Hours of the shared services after the published years: saved in the bureaus and spent in the centre. */
export const sharedServiceHours: Record<number, Record<string, readonly [saved: number, spent: number]>> = {
  2022: {旅費認定: [26_140, 16_720], 会計年度任用職員関連事務: [9_870, 4_205]},
  2023: {旅費認定: [27_385, 15_960], 会計年度任用職員関連事務: [10_210, 4_190]},
};
/** 運営費, thousand yen: weights of the published three years' cost, then amounts. */
export const runningCostWeights: Record<number, number> = {2019: 47, 2020: 71, 2021: 72};
export const runningCostThousandYen: Record<number, number> = {2022: 74_130, 2023: 75_480};
/** Value of an hour saved, yen: what the published 5.02 億円 are for 98,611 hours. */
export const yenPerSavedHour = 5091;
/** 財政効果（第3期プログラム）: weights of the two years of the published base, then thousand yen. */
export const fiscalEffectWeights: Record<number, number> = {2019: 41, 2020: 74};
export const fiscalEffectThousandYen: Record<number, number> = {2021: 18_900, 2022: 19_400, 2023: 17_700};

/**
 * Yen beyond the printed millions, so that rounding gives what was printed: in 2019 ordinary accounts rose by 49
 * although 3,869 − 3,819 is 50.
 */
export const paidYenBeyondMillions: Record<number, readonly [ordinary: number, enterprise: number]> = {
  2016: [412_607, -61_203],
  2017: [287_415, 38_916],
  2018: [198_340, 92_471],
  2019: [-381_264, 47_358],
  2020: [104_918, 22_046],
};
/** Yen paid in years without printed accounts; 2021 adds up to the printed 6,255 million. */
export const paidYen: Record<number, readonly [ordinary: number, enterprise: number]> = {
  2021: [4_012_736_482, 2_242_563_917],
  2022: [3_957_640_218, 2_224_871_530],
  2023: [3_842_115_964, 2_170_408_327],
};
