import type {Contract} from "../../schemas/contract.ts";
import type {Kpi} from "../../schemas/kpi.ts";
import {type Measure, sidesOf} from "../../schemas/measure.ts";
import {monthsOfPeriod} from "../../schemas/period-months.ts";
import {contractsOf} from "./contracts-of.ts";

/** What is wrong with a measure, in Japanese, and in which of its keys. */
export interface MeasureFault {
  path: string[];
  text: string;
}

/** Its years can be made of the periods by which the city's files come, and its months, where it tells them. */
export function periodFaults(
  city: string,
  measure: Measure,
  told: Partial<Pick<Kpi, "segment" | "pool_years">>,
): MeasureFault[] {
  return [...faultsOfYear(city, measure), ...faultsOfMonths(city, measure, told)];
}

function faultsOfYear(city: string, measure: Measure): MeasureFault[] {
  const starts = "year_starts" in measure ? measure.year_starts : 4;
  if (starts === 4) return [];
  return sidesOf(measure).flatMap(({of: {source}}) => {
    const contract = contractNamed(city, source);
    const months = contract ? monthsOfPeriod(contract) : null;
    if (months === null || (starts + 8) % months === 0) return [];
    const shorter = contract?.byMonth
      ? `にするか、月ごとのファイルにしてもらって city/sources/${source}.yaml に period: month と書い`
      : "にし";
    const text = `年の始まり（${starts}月）は、「${source}」の期間（${months}か月ごと）からは作れません。${startsOf(months)}月のどれか${shorter}てください`;
    return [{path: ["year_starts"], text}];
  });
}

/** Months are told where all files have them, and of a whole: parts of it and sums over years could be set against each other. */
function faultsOfMonths(
  city: string,
  measure: Measure,
  {segment, pool_years}: Parameters<typeof periodFaults>[2],
): MeasureFault[] {
  if (!("by_month" in measure) || !measure.by_month) return [];
  const texts = [
    ...sidesOf(measure).flatMap(({of: {source}}) => {
      const contract = contractNamed(city, source);
      return contract && monthsOfPeriod(contract) !== 1
        ? [
            `「${source}」のファイルは月ごとに届かないので、月ごとの値（by_month）は出せません。by_month を消してください`,
          ]
        : [];
    }),
    ...(segment
      ? [
          "月ごとの値（by_month）は、内訳（segments）のある指標では出せません（少人数を月ごとには守れません）。by_month を消すか、内訳のない別の指標に書いてください",
        ]
      : []),
    ...(pool_years === undefined
      ? []
      : [
          "月ごとの値（by_month）は、年度を合わせる指標（pool_years）では出せません。どちらかを消してください",
        ]),
  ];
  return texts.map((text) => ({path: ["by_month"], text}));
}

function contractNamed(city: string, source: string): Contract | undefined {
  return contractsOf(city).find((each) => each.source === source);
}

/** Months in which a year can begin that is made of periods counted from April. */
function startsOf(months: number): string {
  return Array.from({length: 12}, (_, index) => index + 1)
    .filter((month) => (month + 8) % months === 0)
    .join("、");
}
