import {BODY_KINDS} from "../../schemas/city.ts";
import {UserError} from "../../schemas/errors.ts";
import type {SourceJob} from "../../schemas/jobs.ts";
import {monthDay} from "../../schemas/month-day.ts";
import {nearest} from "../../schemas/nearest.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {visibleLine} from "../../schemas/visible-text.ts";

/** What a city decides in its first hour. What is undefined stays as it stands. */
export interface CitySettings {
  name: string | undefined;
  kind: string | undefined;
  /** What one bureau is called; "" for the kind's own word. */
  unit: string | undefined;
  programme: {name: string; first: number; last: number} | undefined;
  due: SourceDue[];
  /** Sources that are no longer waited for. */
  notDue: string[];
}

/** Who sends a source, and when: the part of city/jobs.yaml that is said of one. */
export type SourceDue = Pick<SourceJob, "source" | "section"> &
  (
    | {every: "change"}
    | {every: "month" | "quarter" | "fiscal_year"; monthsAfter: number; openingDay: number}
    | {every: "days"; days: string[]; monthsAfter: number; openingDay: number}
  );

/** What stands behind the options of `init` and `city`. */
export interface SettingsAsked {
  name: string | undefined;
  kind: string | undefined;
  unit: string | undefined;
  programme: string | undefined;
  due: string[];
  notDue: string[];
}

/** What was typed behind the options; undefined where nothing was. UserError, with how it is written, for what is none. */
export function settingsTyped(typed: SettingsAsked): CitySettings | undefined {
  const {name, kind, unit, programme, due, notDue} = typed;
  const isSilent = [name, kind, unit, programme].every((said) => said === undefined);
  if (isSilent && due.length + notDue.length === 0) return undefined;
  return {
    name: name === undefined ? undefined : nameTyped(name),
    kind: kind === undefined ? undefined : kindTyped(kind),
    unit: unit === undefined ? undefined : visibleLine(unit.trim()),
    programme: programme === undefined ? undefined : programmeTyped(programme),
    due: due.map(dueTyped),
    notDue,
  };
}

const LONGEST_NAME = 80;

/** UserError for a name that is empty, or longer than a cover bears. */
export function nameTyped(typed: string): string {
  const name = visibleLine(typed.trim());
  if (name === "") throw new UserError("団体の名前を書いてください。例: 湊市");
  if (name.length > LONGEST_NAME) throw new UserError(`名前は${LONGEST_NAME}字までにしてください。`);
  return name;
}

function kindTyped(typed: string): string {
  if (Object.hasOwn(BODY_KINDS, typed)) return typed;
  throw new UserError(
    `「${visibleLine(typed)}」という種類はありません。あるもの: ${Object.keys(BODY_KINDS).join("、")}`,
  );
}

/** 「働き方改革計画=2025-2028」: fiscal years by their April. UserError for what is none. */
export function programmeTyped(typed: string): NonNullable<CitySettings["programme"]> {
  const [, said = "", from, to] = /^(.*)[=＝]\s*(\d{4})\s*[-~～]\s*(\d{4})\s*$/su.exec(typed) ?? [];
  const name = visibleLine(said.trim());
  const [first, last] = [Number(from), Number(to)];
  if (name === "" || name.length > LONGEST_NAME || from === undefined)
    throw new UserError(
      `計画は「名前=初めの年度-終わりの年度」と書いてください（年度は4月の西暦。名前は${LONGEST_NAME}字まで）。例: 働き方改革計画=2025-2028`,
    );
  if (first > last)
    throw new UserError(`計画の終わりの年度（${last}）が、初めの年度（${first}）より前です。`);
  return {name, first, last};
}

const HOW_DUE =
  "「種類=提出元の課:いつ:何か月後:第何開庁日」と書いてください。例: overtime=人事課:month:1:10、staff=人事課:04-01,06-01:1:10、bureaus=総務課:change";

/** 「overtime=人事課:month:1:10」. UserError for what is none. */
export function dueTyped(typed: string): SourceDue {
  const due = dueParts(typed);
  const known = shippedContracts.map(({source}) => source);
  if (!known.includes(due.source))
    throw new UserError(
      `「${due.source}」という種類はありません。近いもの: ${nearest(due.source, known).join("、")}`,
    );
  if (due.section.length > LONGEST_NAME)
    throw new UserError(`課の名前は${LONGEST_NAME}字までにしてください。`);
  if (due.every === "change") return due;
  const wrong = due.every === "days" ? (due.days.find((day) => !monthDay.safeParse(day).success) ?? "") : "";
  if (wrong !== "" || (due.every === "days" && due.days.length === 0))
    throw new UserError(`「${visibleLine(wrong)}」は毎年ある月と日ではありません。例: 06-01`);
  if (due.monthsAfter < -11 || due.monthsAfter > 12)
    throw new UserError("期限の月は、対象の期間の終わりから -11～12 か月後にしてください。");
  if (due.openingDay < 1 || due.openingDay > 23)
    throw new UserError("期限の日は、第1～第23開庁日にしてください。");
  return due;
}

function dueParts(typed: string): SourceDue {
  const [, source, said, rest] = /^([a-z_]+)=(.+?):(change|[^:]+:-?\d+:\d+)$/su.exec(typed.trim()) ?? [];
  if (source === undefined || said === undefined || rest === undefined)
    throw new UserError(`「${visibleLine(typed)}」: ${HOW_DUE}`);
  const section = visibleLine(said.trim());
  if (section === "") throw new UserError(`「${visibleLine(typed)}」: ${HOW_DUE}`);
  if (rest === "change") return {source, section, every: "change"};
  const [every = "", months, day] = rest.split(":");
  const [monthsAfter, openingDay] = [Number(months), Number(day)];
  if (every === "month" || every === "quarter" || every === "fiscal_year")
    return {source, section, every, monthsAfter, openingDay};
  return {
    source,
    section,
    every: "days",
    days: every.split(/[,、\s]+/).filter(Boolean),
    monthsAfter,
    openingDay,
  };
}

/** The option's text of what is due. */
export function dueText(due: SourceDue): string {
  const {source, section, every} = due;
  if (every === "change") return `${source}=${section}:change`;
  const when = every === "days" ? due.days.join(",") : every;
  return `${source}=${section}:${when}:${due.monthsAfter}:${due.openingDay}`;
}
