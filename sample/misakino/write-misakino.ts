import {mkdirSync} from "node:fs";
import {fiscalYearCode} from "../../schemas/fiscal-time.ts";
import {createRandom} from "../random.ts";
import {writeCsv} from "../write-csv.ts";
import type {SampleOptions} from "../write-sample.ts";
import {isThere, type Member, makeMembers, ROSTER_DAYS, SUBSECTIONS, standsIn, UNITS} from "./people.ts";

const YEARS = [2023, 2024, 2025];
const QUARTERS = [1, 2, 3, 4];

/**
 * Writes the source files of みさきの町 (見本データ): a fictional town of 170 people, April 2023 to March 2026, with rosters, leave and
 * figures that come ready but no table of overtime; the same bytes on every machine.
 */
export function writeMisakino({outDir, log}: SampleOptions): string[] {
  mkdirSync(outDir, {recursive: true});
  const members = makeMembers();
  const names = [
    writeBureaus(outDir),
    ...ROSTER_DAYS.map((day, index) => writeRoster(outDir, members, {day, before: ROSTER_DAYS[index - 1]})),
    ...YEARS.flatMap((year) => writeLeave(outDir, members, year)),
    ...YEARS.map((year) => writeParentalLeave(outDir, members, year)),
    ...YEARS.map((year) => writeDisability(outDir, members, year)),
    ...YEARS.map((year) => writeActivity(outDir, year)),
    ...YEARS.map((year) => writeSurvey(outDir, year)),
    ...[2015, ...YEARS].map((year) => writeFigures(outDir, year)),
  ];
  log(`見本データ みさきの町: ${names.length}ファイル`);
  return names;
}

function write(folder: string, name: string, [heading = "", ...lines]: string[]): string {
  return writeCsv(folder, {
    name: `見本_${name}.csv`,
    encoding: "utf8-bom",
    heading: heading.split(","),
    lines,
  });
}

/** The town's units have no codes: 部, their 課 and the 係 below. */
function writeBureaus(folder: string): string {
  const units = UNITS.flatMap(({name, group, departments}) =>
    [name, ...departments.flatMap((department) => [department, ...(SUBSECTIONS[department] ?? [])])].map(
      (unit) => `${unit},${group},2020-04-01`,
    ),
  );
  return write(folder, "局区一覧", [
    "所属,任命区分,適用開始日,表示順",
    ...units.map((unit, index) => `${unit},${index + 1}`),
  ]);
}

/** Those in service on the day, and those who left since the roster before it. */
function writeRoster(
  folder: string,
  members: Member[],
  {day, before = day}: {day: string; before: string | undefined},
): string {
  const listed = members.filter(
    ({hiredOn, leftOn}) =>
      hiredOn <= day && (leftOn === undefined || leftOn >= (before < day ? before : day)),
  );
  return write(folder, `職員名簿_${day}`, [
    "基準日,職員番号,所属,所属名,任命権者,職級,職種,性別,任用形態,週勤務時間,管理職区分,採用年月日,退職年月日",
    ...listed.map((member) =>
      [
        ...[day, member.number, standsIn(member), member.department, member.unit.authority, member.grade],
        ...[member.occupation, member.sex, member.employment, "38:45"],
        ...[member.grade === "課長級" ? "管理職" : "一般", member.hiredOn],
        member.leftOn !== undefined && member.leftOn <= day ? member.leftOn : "",
      ].join(","),
    ),
  ]);
}

function quarterStart(year: number, quarter: number): string {
  return quarter === 4 ? `${year + 1}-01-01` : `${year}-${String(quarter * 3 + 1).padStart(2, "0")}-01`;
}

interface QuarterOfLeave {
  quarter: number;
  number: string;
  days: number;
  hours: number;
}

/** By quarter in the first years and by month since. */
function writeLeave(folder: string, members: Member[], year: number): string[] {
  const taken = leaveTaken(members, year);
  const heading = (period: string) => `${period},職員番号,取得日数,取得時間`;
  const line = (period: string, {number, days, hours}: QuarterOfLeave) =>
    `${period},${number},${days},${hours}:00`;
  if (year < FIRST_BY_MONTH) {
    const lines = taken.map((each) => line(`${fiscalYearCode(year)}Q${each.quarter}`, each));
    return [write(folder, `年休_${fiscalYearCode(year)}`, [heading("期間"), ...lines])];
  }
  return QUARTERS.flatMap((quarter) => {
    const ofQuarter = taken.filter((each) => each.quarter === quarter);
    return [0, 1, 2].map((later) => {
      const [calendarYear, first] = quarterStart(year, quarter).split("-");
      const month = `${calendarYear}-${String(Number(first) + later).padStart(2, "0")}`;
      const lines = ofQuarter.map((each) => line(month, monthOf(each, later)));
      return write(folder, `年休_${month}`, [heading("年月"), ...lines]);
    });
  });
}

const FIRST_BY_MONTH = 2025;

/** The days of a quarter spread over its months, and the hours in the last. */
function monthOf(each: QuarterOfLeave, later: number): QuarterOfLeave {
  return {...each, days: Math.floor((each.days + later) / 3), hours: later === 2 ? each.hours : 0};
}

/** More days each year, and a few who take none. */
function leaveTaken(members: Member[], year: number): QuarterOfLeave[] {
  const random = createRandom(`misakino leave ${year}`);
  const shy = members.filter(() => random.chance(0.09 - 0.025 * (year - 2023)));
  return QUARTERS.flatMap((quarter) =>
    members
      .filter((member) => isThere(member, quarterStart(year, quarter)))
      .map((member) => {
        const days = shy.includes(member) ? random.below(2) : random.between(1, 4 + (year - 2023));
        return {quarter, number: member.number, days, hours: random.below(4)};
      }),
  );
}

/** Every other month a child is born; all mothers take leave, fathers more each year. */
function writeParentalLeave(folder: string, members: Member[], year: number): string {
  const random = createRandom(`misakino births ${year}`);
  const young = members.filter(
    (member) =>
      member.hiredOn >= "2008" && QUARTERS.every((quarter) => isThere(member, quarterStart(year, quarter))),
  );
  const parents = random.shuffled(young).slice(0, 16);
  const lines = parents.flatMap((parent, index) => {
    const quarter = (index % 4) + 1;
    const line = (event: string, day: string) =>
      [
        `${fiscalYearCode(year)}Q${quarter}`,
        parent.number,
        parent.sex,
        event,
        quarterStart(year, quarter).replace(/01$/, day),
      ].join(",");
    const isTaking = parent.sex === "女" || random.chance(0.25 + 0.2 * (year - 2023));
    return [
      line(parent.sex === "女" ? "本人の出産" : "配偶者の出産", "08"),
      ...(isTaking ? [line("育児休業（新規）", "20")] : []),
    ];
  });
  return write(folder, `育休_${fiscalYearCode(year)}`, ["期間,職員番号,性別,届出区分,発生日", ...lines]);
}

function writeDisability(folder: string, members: Member[], year: number): string {
  const day = `${year}-06-01`;
  const there = members.filter((member) => isThere(member, day) && member.unit.code !== "4010");
  const chosen = [3, 17, 40, 66].flatMap((place) => there[place] ?? []).slice(0, year === 2023 ? 3 : 4);
  return write(folder, `障害_${year}`, [
    "基準日,職員番号,障害種別,程度,週勤務時間,確認書類,交付日",
    ...chosen.map(({number}) => `${day},${number},身体,重度以外,38:45,身体障害者手帳,2015-04-01`),
  ]);
}

const MOVED: Record<number, number[]> = {2023: [0, 0, 0, 0], 2024: [0, 0, 1, 0], 2025: [0, 1, 0, 0]};

function writeActivity(folder: string, year: number): string {
  return write(folder, `活動_${fiscalYearCode(year)}`, [
    "期間,項目,件名,実施日,数量",
    ...QUARTERS.map(
      (quarter) =>
        `${fiscalYearCode(year)}Q${quarter},就業への移行,チャレンジ雇用,,${MOVED[year]?.[quarter - 1] ?? 0}`,
    ),
  ]);
}

const SATISFIED: Record<number, number> = {2023: 86, 2024: 92, 2025: 89};

function writeSurvey(folder: string, year: number): string {
  const yes = SATISFIED[year] ?? 0;
  const line = (option: string, kind: string, count: number) =>
    `${fiscalYearCode(year)},職員アンケート,職員,職場の満足度,${option},${kind},${count},160`;
  return write(folder, `アンケート_${fiscalYearCode(year)}`, [
    "年度,調査名,調査対象,設問,選択肢,判定,回答数,対象者数",
    line("そう思う", "肯定", Math.floor(yes / 3)),
    line("どちらかといえばそう思う", "肯定", yes - Math.floor(yes / 3)),
    line("そう思わない", "否定", 141 - yes),
  ]);
}

const READY: Record<string, Record<number, string>> = {
  時間外勤務の総時間: {2015: "24000,,", 2023: "20400,,", 2024: "19600,,", 2025: "18500,,"},
  月平均の時間外勤務: {2023: "11.8,,", 2024: "11.2,,", 2025: "10.6,,"},
  休日の呼出し: {2023: "60,,", 2024: "66,,", 2025: "58,,"},
  出産のときの休暇: {2023: ",8,10", 2024: ",9,9", 2025: ",11,12"},
};

function writeFigures(folder: string, year: number): string {
  const lines = Object.entries(READY).flatMap(([name, values]) =>
    values[year] === undefined ? [] : [`${fiscalYearCode(year)},${name},,,${values[year]},`],
  );
  return write(folder, `指標実績_${fiscalYearCode(year)}`, [
    "年度,指標,区分,基準日,実績値,分子,分母,備考",
    ...lines,
  ]);
}
