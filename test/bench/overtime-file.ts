import {closeSync, openSync, writeSync} from "node:fs";
import iconv from "iconv-lite";

const KINDS = [
  ["平日時間外", "weekday"],
  ["週休日勤務", "weekly_day_off"],
  ["同一週外振替", "transfer_outside_week"],
  ["休日勤務", "public_holiday"],
];
const CAUSES = [
  ["通常", "ordinary"],
  ["災害対応", "disaster"],
  ["選挙事務", "election"],
  ["感染症対応", "epidemic"],
];
const STAFF = 19_000;
const LINES_A_WRITE = 10_000;

/**
 * The same overtime rows twice: as an office system sends them (CP932, 和暦, 12:30) and as a machine would like them
 * (UTF-8, ISO months, minutes). Every row has a key of its own: month by month, person by person, kind by kind.
 */
export function writeOvertime(rowCount: number, {sent, typed}: {sent: string; typed?: string}): void {
  writeLines(sent, HEADING, {rowCount, line: sentLine});
  if (typed) writeLines(typed, "number,month,kind,cause,minutes", {rowCount, line: typedLine});
}

/** The same rows as cells for a workbook, under their headings. */
export function overtimeTable(rowCount: number): string[][] {
  const rows = Array.from({length: rowCount}, (_, index) => sentLine(index).trimEnd());
  return [HEADING, ...rows].map((line) => iconv.decode(Buffer.from(line, "latin1"), "cp932").split(","));
}

interface OvertimeRow {
  staffNumber: string;
  month: number;
  kind: number;
  cause: number;
  minutes: number;
}

function overtimeRow(index: number): OvertimeRow {
  const person = Math.floor(index / 4) % STAFF;
  const round = Math.floor(index / 4 / STAFF);
  return {
    staffNumber: String(100_000 + person),
    month: round % 110,
    kind: index % 4,
    cause: Math.floor(round / 110) % 4,
    minutes: (index * 7919) % 7200,
  };
}

function sentLine(index: number): string {
  const {staffNumber, month, kind, cause, minutes} = overtimeRow(index);
  const time = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  return `${staffNumber},${ERA_MONTHS[month]},${SENT_KINDS[kind]},${SENT_CAUSES[cause]},${time}\r\n`;
}

function typedLine(index: number): string {
  const {staffNumber, month, kind, cause, minutes} = overtimeRow(index);
  return `${staffNumber},${isoMonth(month)},${KINDS[kind]?.[1]},${CAUSES[cause]?.[1]},${minutes}\n`;
}

/** Months from April 2014 on; 令和 begins in May 2019. */
function isoMonth(month: number): string {
  return `${2014 + Math.floor((month + 3) / 12)}-${String(((month + 3) % 12) + 1).padStart(2, "0")}-01`;
}

function eraMonth(month: number): string {
  const [year = 0, calendarMonth = 0] = isoMonth(month).split("-").map(Number);
  const isReiwa = year * 12 + calendarMonth >= 2019 * 12 + 5;
  return `${isReiwa ? "令和" : "平成"}${year - (isReiwa ? 2018 : 1988)}年${calendarMonth}月`;
}

/** CP932 bytes as Latin-1 text: lines are put together a million times, and encoded once. */
function sentText(text: string): string {
  return iconv.encode(text, "cp932").toString("latin1");
}

const HEADING = sentText("職員番号,年月,勤務区分,事由,時間数");
const ERA_MONTHS = Array.from({length: 110}, (_, month) => sentText(eraMonth(month)));
const SENT_KINDS = KINDS.map(([label = ""]) => sentText(label));
const SENT_CAUSES = CAUSES.map(([label = ""]) => sentText(label));

function writeLines(
  path: string,
  heading: string,
  {rowCount, line}: {rowCount: number; line: (index: number) => string},
): void {
  const file = openSync(path, "w");
  writeSync(file, Buffer.from(`${heading}\n`, "latin1"));
  for (let from = 0; from < rowCount; from += LINES_A_WRITE) {
    const count = Math.min(LINES_A_WRITE, rowCount - from);
    writeSync(
      file,
      Buffer.from(Array.from({length: count}, (_, index) => line(from + index)).join(""), "latin1"),
    );
  }
  closeSync(file);
}
