import {z} from "zod";
import {fiscalYearName, fiscalYearOf} from "../fiscal-time.ts";
import {parseYear} from "../typed-period.ts";

/** A fiscal year, or a day in it, as a plan writes it. */
export interface SaidYear {
  fiscalYear: number;
  /** ISO day, where the plan names one. */
  day: string | null;
  /** The plan's own words, where its era had ended before: 平成32年度. */
  words: string | null;
}

const ERA_DAY = /^(平成|令和|H|R)([0-9]{1,2}|元)年([0-9]{1,2})月([0-9]{1,2})日$/;
const ISO_DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const ERA_BEGINNINGS: Record<string, number> = {平成: 1988, H: 1988, 令和: 2018, R: 2018};

/** 2029, 令和11年度, R11, 平成32年度 (also after the era), 2029-12-31, 平成31年12月31日. */
export const saidYear = z.union([z.int(), z.string()]).transform((said, context): SaidYear => {
  const read = readYear(String(said).normalize("NFKC").trim());
  if (read && read.fiscalYear >= 2000 && read.fiscalYear <= 2100) return read;
  context.addIssue({
    code: "custom",
    message: `「${said}」は年度や日として読めません。例: 2029、令和11年度、2029-12-31`,
  });
  return z.NEVER;
});

function readYear(text: string): SaidYear | undefined {
  const day = dayIn(text);
  if (day !== undefined)
    return {fiscalYear: fiscalYearOf(day), day, words: ofEndedEra(text, day) ? text : null};
  try {
    const fiscalYear = parseYear(text);
    const isOfEndedEra = /^(平成|H)/.test(text) && !fiscalYearName(fiscalYear).startsWith("平成");
    return {
      fiscalYear,
      day: null,
      words: isOfEndedEra ? text.replace(/^H/, "平成").replace(/年度$|$/, "年度") : null,
    };
  } catch {
    return undefined;
  }
}

/** The ISO day that a text names (2029-12-31, 平成31年12月31日); nothing where it names none. */
export function dayIn(text: string): string | undefined {
  if (ISO_DAY.test(text)) return z.iso.date().safeParse(text).success ? text : undefined;
  const [, era = "", year = "", month = "", day = ""] = ERA_DAY.exec(text) ?? [];
  const begun = ERA_BEGINNINGS[era];
  if (begun === undefined) return undefined;
  const iso = [
    String(begun + (year === "元" ? 1 : Number(year))),
    month.padStart(2, "0"),
    day.padStart(2, "0"),
  ].join("-");
  return z.iso.date().safeParse(iso).success ? iso : undefined;
}

/** The first day of Reiwa. */
const REIWA = "2019-05-01";

function ofEndedEra(text: string, day: string): boolean {
  return /^(平成|H)/.test(text) && day >= REIWA;
}
