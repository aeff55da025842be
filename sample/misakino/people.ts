import {addAll} from "../../schemas/add-all.ts";
import {createRandom, type Random} from "../random.ts";

/** One member of staff of みさきの町. Days are ISO texts. */
export interface Member {
  number: string;
  unit: Unit;
  department: string;
  grade: string;
  occupation: string;
  sex: "男" | "女";
  employment: "正規" | "会計年度任用";
  hiredOn: string;
  /** Last day in service. */
  leftOn?: string;
}

/** A 部 of the town, with who appoints its staff; its 課 are the departments. */
export interface Unit {
  code: string;
  name: string;
  group: string;
  authority: string;
  departments: readonly string[];
  headCount: number;
  /** How many in a hundred are women. */
  women: number;
}

const MAYOR = {group: "町長部局", authority: "町長"} as const;

export const UNITS: readonly Unit[] = [
  {code: "1010", name: "総務部", ...MAYOR, departments: ["総務課"], headCount: 22, women: 36},
  {code: "1020", name: "住民部", ...MAYOR, departments: ["住民課", "岬支所"], headCount: 38, women: 48},
  {code: "1030", name: "建設部", ...MAYOR, departments: ["建設課"], headCount: 24, women: 16},
  {
    ...{code: "2010", name: "教育委員会事務局", group: "教育委員会", authority: "教育委員会"},
    ...{departments: ["教育総務課", "公民館"], headCount: 30, women: 42},
  },
  {
    ...{code: "4010", name: "消防本部", group: "消防", authority: "消防長"},
    ...{departments: ["消防署"], headCount: 46, women: 7},
  },
];

/** Below some of the 課. */
export const SUBSECTIONS: Record<string, readonly string[]> = {
  総務課: ["行政係", "人事係"],
  住民課: ["窓口係", "福祉係"],
  建設課: ["土木係", "管理係"],
  教育総務課: ["学校教育係", "社会教育係"],
  消防署: ["警防第一係", "警防第二係", "予防係"],
};

/** The unit that a roster names: the 係 where there are any, but 課 for those who lead it. */
export function standsIn({number, department, grade}: Member): string {
  const below = grade === "課長級" ? [] : (SUBSECTIONS[department] ?? []);
  return below[Number(number) % below.length] ?? department;
}

/** Days of record: no roster of 1 June 2025 came. */
export const ROSTER_DAYS = [
  ...["2023-04-01", "2024-03-31", "2024-04-01", "2024-06-01", "2025-03-31", "2025-04-01", "2026-03-31"],
];

/** Everybody who is or was there from April 2023 to April 2026; those who leave are followed by others. */
export function makeMembers(): Member[] {
  const random = createRandom("misakino people");
  const members = UNITS.flatMap((unit) =>
    Array.from({length: unit.headCount}, (_, index) => firstMember(unit, index, random)),
  );
  for (const year of [2023, 2024, 2025]) addAll(members, followers(members, year, random));
  return members.map((member, index) => ({...member, number: String(700_101 + index)}));
}

export function isThere({hiredOn, leftOn}: Member, day: string): boolean {
  return hiredOn <= day && (leftOn === undefined || leftOn >= day);
}

function firstMember(unit: Unit, index: number, random: Random): Member {
  const isAppointee = index > unit.headCount * 0.88 && unit.code !== "4010";
  return {
    ...newMember(unit, random),
    grade: gradeAt(index, unit),
    employment: isAppointee ? "会計年度任用" : "正規",
    hiredOn: `${index < 9 ? random.between(1990, 2003) : random.between(2000, 2022)}-04-01`,
  };
}

function newMember(unit: Unit, random: Random): Member {
  return {
    ...{number: "", unit, department: random.pick(unit.departments), grade: "一般"},
    occupation:
      unit.code === "4010" ? "消防吏員" : random.chance(unit.code === "1030" ? 0.6 : 0.1) ? "技術" : "事務",
    sex: random.below(100) < unit.women ? "女" : "男",
    employment: "正規",
    hiredOn: "",
  };
}

const GRADES = [
  "課長級",
  "課長級",
  "課長級",
  "課長補佐級",
  "課長補佐級",
  "係長級",
  "係長級",
  "係長級",
  "係長級",
];
const FIRE_GRADES = ["課長級", "消防司令", "消防司令", "消防司令", "係長級", "係長級", "係長級"];

function gradeAt(index: number, {code}: Unit): string {
  return (code === "4010" ? FIRE_GRADES : GRADES)[index] ?? "一般";
}

/** Each year five leave on its last day and one soon after being hired; six come on the next 1 April, one in May. */
function followers(members: Member[], year: number, random: Random): Member[] {
  const leaving = random.shuffled(members.filter((member) => isThere(member, `${year}-06-01`))).slice(0, 5);
  for (const member of leaving) member.leftOn = `${year + 1}-03-31`;
  const places = leaving.map(({unit, grade}) => ({unit, grade}));
  const came = [...places, {unit: UNITS[1] as Unit, grade: "一般"}].map(({unit, grade}) => ({
    ...newMember(unit, random),
    ...{grade, hiredOn: `${year + 1}-04-01`},
  }));
  const [short] = came.slice(-1);
  if (short && year === 2024) [short.occupation, short.leftOn] = ["事務", "2025-12-28"];
  const inMay = {...newMember(UNITS[2] as Unit, random), occupation: "技術", hiredOn: `${year + 1}-05-16`};
  return year < 2025 ? [...came, inMay] : came;
}
