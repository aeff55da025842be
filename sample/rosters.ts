import {japaneseDate} from "../schemas/fiscal-time.ts";
import {rosterDays, shortJapaneseDate} from "./calendar.ts";
import {bureaus} from "./city.ts";
import {bureauOn, formerBureau} from "./former-bureau.ts";
import {bureauOf, isManagerGrade, type Person} from "./person.ts";
import {clock, fullWidth, writeCsv} from "./write-csv.ts";

const BUREAU_HEADING = [
  "局区コード",
  "局区名",
  "任命区分",
  "適用開始日",
  "適用終了日",
  "後継局区コード",
  "別名",
  "表示順",
];
const STAFF_HEADING = [
  "基準日",
  "職員番号",
  "局区コード",
  "所属名",
  "任命権者",
  "職級",
  "職種",
  "性別",
  "任用形態",
  "週勤務時間",
  "管理職区分",
  "採用年月日",
  "退職年月日",
];

/** 局区一覧: 29 bureaus and a former one. */
export function writeBureaus(folder: string): string[] {
  const lines = bureaus.map(({code, name, group, alias = ""}, index) => {
    const validFrom = code === formerBureau.successorCode ? "2018-04-01" : "2016-04-01";
    return [code, name, group, validFrom, "", "", alias, index + 1].join(",");
  });
  const {code, name, group, lastDay, successorCode} = formerBureau;
  const former = [code, name, group, "2016-04-01", lastDay, successorCode, "", bureaus.length + 1].join(",");
  const file = {name: "見本_局区一覧.csv", encoding: "utf8-bom" as const, heading: BUREAU_HEADING};
  return [writeCsv(folder, {...file, lines: [...lines, former]})];
}

/** 職員名簿: one roster for each 1 April and 1 October. */
export function writeRosters(folder: string, people: readonly Person[]): string[] {
  const styles = dateStyles();
  return rosterDays.map((day, roster) => {
    const lines = people.flatMap((person, index) => {
      return staffLine(person, {roster, day, index, date: styleOf(index, styles)});
    });
    return writeCsv(folder, {
      name: `見本_職員名簿_${day}.csv`,
      encoding: "cp932",
      heading: STAFF_HEADING,
      lines,
    });
  });
}

interface Line {
  roster: number;
  day: string;
  index: number;
  date: (iso: string) => string;
}

function staffLine(person: Person, {roster, day, index, date}: Line): string[] {
  const assignment = person.assignments[roster];
  if (!assignment) return [];
  const bureau = bureauOf(assignment);
  const leftOn = person.leftOn !== undefined && person.leftOn < day ? date(person.leftOn) : "";
  return [
    [
      date(day),
      person.staffNumber,
      bureauOn(bureau, leftOn ? (person.leftOn ?? day) : day).code,
      assignment.department,
      bureau.authority,
      assignment.grade,
      person.occupation,
      person.sex,
      person.employmentType,
      index % 997 === 0 ? fullWidth(clock(person.weeklyMinutes)) : clock(person.weeklyMinutes),
      isManagerGrade(assignment.grade) ? "管理職" : "一般",
      date(person.hiredOn),
      leftOn,
    ].join(","),
  ];
}

type DateStyles = ReturnType<typeof dateStyles>;

function dateStyles() {
  return {
    usual: remembered(japaneseDate),
    short: remembered(shortJapaneseDate),
    wide: remembered((iso) => fullWidth(japaneseDate(iso))),
  };
}

/** Most rows 令和2年4月1日, some R2.4.1, a few with full-width digits, as in a list kept by several hands. */
function styleOf(index: number, {usual, short, wide}: DateStyles): (iso: string) => string {
  if (index % 541 === 0) return wide;
  return index % 23 === 0 ? short : usual;
}

/** The same few days occur a million times. */
function remembered(write: (iso: string) => string): (iso: string) => string {
  const known = new Map<string, string>();
  return (iso) => {
    const text = known.get(iso) ?? write(iso);
    known.set(iso, text);
    return text;
  };
}
