/**
 * Inventions of the sample city, all in one place: values of years for which nothing was published, and the shares that
 * shape files. What was published is in city/published and never repeated here.
 */

/** Women among section chiefs on 1 April after the year, %. */
export const femaleSectionChiefPercent: Record<number, number> = {
  2015: 22.1,
  2016: 22.6,
  2017: 23.2,
  2018: 23.9,
};

/** Share of non-teaching women by occupation, %. */
export const womenPercent: Record<string, number> = {
  事務: 44,
  技術: 16,
  技能: 9,
  福祉: 62,
  保育士: 95,
  保健師: 96,
  医師: 27,
  看護師: 92,
  医療技術: 58,
  消防吏員: 4,
  自動車運転手: 3,
  教員: 57,
};

export const staffing = {
  /** Teachers whose appointment moved from the prefecture on 1 April 2017 (県費負担教職員の移管). */
  teachersBefore2017: 290,
  teachersAfter2017: 5700,
  schoolHeads: 350,
  fiscalYearAppointees: 450,
  /** Yearly shares, %. */
  leavingPercent: 1.9,
  midYearLeavingPercent: 0.5,
  transferPercentApril: 24,
  transferPercentOctober: 3,
};

/** Posts added or left vacant on 1 April, in bureaus of the mayor with over a hundred staff. */
export const postsAdded: Record<number, number> = {
  2017: -34,
  2018: -21,
  2019: 12,
  2020: 26,
  2021: 47,
  2022: 38,
  2023: 9,
  2024: 17,
};

/** Mean yearly overtime with all causes, hours per person. R2 and R3 differ by the published 16.7 h and 11.8 %. */
export const meanHours: Record<number, number> = {
  2016: 166.3,
  2017: 150.8,
  2018: 143.6,
  2019: 149.9,
  2020: 141.5,
  2021: 158.2,
  2022: 156.4,
  2023: 151.7,
  2024: 148.6,
};

/** The same without disaster and election work, for years without a published value. */
export const meanHoursWithoutDisasterElection: Record<number, number> = {
  2016: 164.4,
  2017: 146.9,
  2018: 142.8,
  2019: 143.2,
  2022: 154.1,
  2023: 149.0,
  2024: 144.9,
};

/** Disaster and election work: fiscal month (April = 0) and share of the year's such hours, ‰. */
export const extraordinaryWork: Record<
  number,
  {month: number; cause: "災害対応" | "選挙事務"; perMille: number}[]
> = {
  2016: [
    {month: 3, cause: "選挙事務", perMille: 860},
    {month: 4, cause: "災害対応", perMille: 140},
  ],
  2017: [
    {month: 6, cause: "選挙事務", perMille: 900},
    {month: 6, cause: "災害対応", perMille: 100},
  ],
  2018: [
    {month: 5, cause: "災害対応", perMille: 450},
    {month: 11, cause: "選挙事務", perMille: 550},
  ],
  2019: [
    {month: 0, cause: "選挙事務", perMille: 260},
    {month: 3, cause: "選挙事務", perMille: 250},
    {month: 6, cause: "災害対応", perMille: 430},
    {month: 7, cause: "災害対応", perMille: 60},
  ],
  2020: [
    {month: 3, cause: "災害対応", perMille: 600},
    {month: 5, cause: "災害対応", perMille: 400},
  ],
  2021: [
    {month: 3, cause: "災害対応", perMille: 50},
    {month: 5, cause: "選挙事務", perMille: 60},
    {month: 6, cause: "選挙事務", perMille: 820},
    {month: 7, cause: "選挙事務", perMille: 70},
  ],
  2022: [
    {month: 3, cause: "選挙事務", perMille: 920},
    {month: 5, cause: "災害対応", perMille: 80},
  ],
  2023: [
    {month: 0, cause: "選挙事務", perMille: 870},
    {month: 2, cause: "災害対応", perMille: 80},
    {month: 9, cause: "災害対応", perMille: 50},
  ],
  2024: [
    {month: 3, cause: "選挙事務", perMille: 60},
    {month: 4, cause: "災害対応", perMille: 120},
    {month: 5, cause: "選挙事務", perMille: 100},
    {month: 6, cause: "選挙事務", perMille: 720},
  ],
};

/** People over 480 hours by bureau in years of which only the total was published (R4, R5) or nothing (R6): relative sizes. */
export const over480Shape: Record<string, number> = {
  総務企画局: 78,
  財政局: 18,
  市民文化局: 19,
  経済労働局: 8,
  環境局: 6,
  健康福祉局: 74,
  子ども未来局: 84,
  まちづくり局: 33,
  建設緑政局: 7,
  港湾局: 2,
  臨海部国際戦略本部: 4,
  川崎区役所: 27,
  幸区役所: 18,
  中原区役所: 24,
  高津区役所: 17,
  宮前区役所: 16,
  多摩区役所: 18,
  麻生区役所: 14,
  上下水道局: 4,
  交通局: 92,
  病院局: 98,
  消防局: 4,
  教育委員会: 86,
  選挙管理委員会事務局: 4,
  人事委員会事務局: 1,
  議会局: 3,
};
export const over480Total: Record<number, number> = {2024: 690};
export const over1000Total: Record<number, number> = {2024: 22};

/** Of a year's people over 1000 hours, the share that the mayor's bureaus have where only the total is known, %. */
export const over1000MayorPercent = 48;
/** Of the people over 480 hours, the share over 720 hours where nothing is published, %. */
export const over720Percent = 38;
/**
 * Of the people over 480 hours of a bureau (code), the share in the occupations that the programme leaves out, ‰.
 * In R2 they are 100 of 111 and 80 of 99, which makes the published 484 of 664.
 */
export const excludedPerMille: Record<string, number> = {2020: 900, 2030: 810};

/** Weights of the months April … March. */
export const monthWeights: readonly number[] = [112, 84, 78, 82, 70, 78, 88, 80, 74, 76, 82, 104];

/** 感染症対応: share of ordinary hours by fiscal year, %, of the people who had such work. */
export const epidemicPercent: Record<number, number> = {2020: 35, 2021: 45, 2022: 40};

/** Sheets of paper outside schools, thousands. */
export const paperThousands: Record<number, number> = {
  2016: 118_902,
  2017: 116_377,
  2018: 113_846,
  2019: 110_958,
  2021: 99_786,
  2022: 93_412,
  2023: 88_075,
  2024: 82_840,
};

/** Use of telework PCs, % of device-days; 2021 is published, R6 is to September. */
export const teleworkPercent: Record<number, number> = {2022: 24.2, 2023: 28.1, 2024: 31.3};

/** Annual leave, days per person; 2024 is a whole year's level of which half is written. */
export const leaveDays: Record<number, number> = {
  2016: 12.8,
  2017: 13.0,
  2018: 13.2,
  2019: 13.6,
  2021: 13.9,
  2022: 14.3,
  2023: 14.8,
  2024: 15.2,
};

/** Men's parental leave rate, %; 2024 is April to September. */
export const parentalLeavePercent: Record<number, number> = {
  2016: 3.9,
  2017: 5.6,
  2018: 8.1,
  2021: 26.2,
  2024: 66.4,
};
/** Men whose spouse gave birth, per year (half of it in 2024). The number of the year moves a little to meet the rate. */
export const spouseBirths: Record<number, number> = {
  2016: 214,
  2017: 338,
  2018: 335,
  2019: 331,
  2020: 325,
  2021: 321,
  2022: 316,
  2023: 310,
  2024: 152,
};

/** Disability employment rate on 1 June, %. */
export const disabilityPercent: Record<number, number> = {
  2016: 2.21,
  2017: 2.25,
  2018: 2.3,
  2021: 2.58,
  2022: 2.63,
  2023: 2.68,
  2024: 2.74,
};
