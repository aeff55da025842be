import {z} from "zod";
import {fiscalYearOf} from "./fiscal-time.ts";
import {dayIn} from "./targets/said-year.ts";
import {parsePeriod, spanOf} from "./typed-period.ts";

/* A programme (計画) of the city: its years, who signs it, to which committee it is presented. */

const text = z.string().min(1);

/** Fiscal years are the calendar year of their April. */
const fiscalYear = z.int().min(2000).max(2100);

/** What the only programme is called where it has no id, and in releases from before there were several. */
export const MAIN = "main";

/** 2025-10-01, 令和7年10月1日, 2025-10, 令和7年10月, 令和7年度: the first and the last day of what is said. */
const saidSpan = z.union([z.int(), text]).transform((said, context): {from: string; to: string} => {
  const words = String(said).normalize("NFKC").trim();
  try {
    const day = dayIn(words);
    return day === undefined ? spanOf(parsePeriod(words)) : {from: day, to: day};
  } catch {
    context.addIssue({
      code: "custom",
      message: `「${said}」は日や月として読めません。例: 2025-10-01、令和7年10月、令和7年度`,
    });
    return z.NEVER;
  }
});

const writtenProgramme = z.strictObject({
  /** Of which kpis.yaml says what belongs to it; needless where there is one programme. */
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, "id は英小文字で始め、英小文字、数字、_ だけで書いてください（例: women）")
    .optional(),
  name: text,
  first_fiscal_year: fiscalYear.optional(),
  last_fiscal_year: fiscalYear.optional(),
  /** In the place of fiscal years: a day, month or fiscal year in which it begins, and ends. */
  from: saidSpan.optional(),
  to: saidSpan.optional(),
  /** What its scorecard is called (実施状況). */
  title: text.optional(),
  /** Who decided it together (市長, 議長, 教育委員会 …), as they sign. */
  signatories: z.array(text).default([]),
  /** Of the council, and the office that signs; city.yaml's unless told. */
  committee: text.optional(),
  office: text.optional(),
});

/** One programme, with the days on which it begins and ends. */
export const programme = writtenProgramme.transform((written, context) => {
  const {id = MAIN, from, to, first_fiscal_year: first, last_fiscal_year: last, ...others} = written;
  const starts = dayOf("first_fiscal_year", "from", {year: first, day: from?.from, edge: "04-01", later: 0});
  const ends = dayOf("last_fiscal_year", "to", {year: last, day: to?.to, edge: "03-31", later: 1});
  for (const fault of [starts, ends])
    if (fault.message !== undefined)
      context.addIssue({code: "custom", path: [fault.key], message: fault.message});
  if (starts.message !== undefined || ends.message !== undefined) return z.NEVER;
  if (starts.day > ends.day) {
    const message =
      last === undefined
        ? "計画の終わり（to）は、初め（from）より前にはできません"
        : "計画の終わりの年度は、初めの年度より前にはできません";
    context.addIssue({code: "custom", path: [ends.key], message});
    return z.NEVER;
  }
  return {
    id,
    ...others,
    first_fiscal_year: fiscalYearOf(starts.day),
    last_fiscal_year: fiscalYearOf(ends.day),
    starts_on: starts.day,
    ends_on: ends.day,
  };
});

export type Programme = z.output<typeof programme>;

interface Edge {
  year: number | undefined;
  day: string | undefined;
  /** Month and day of a fiscal year's edge, and how many calendar years after its April. */
  edge: string;
  later: number;
}

/** The day on which it begins or ends, said by exactly one of two keys. */
function dayOf(yearKey: string, dayKey: string, {year, day, edge, later}: Edge) {
  if (year !== undefined && day !== undefined)
    return {key: dayKey, day, message: `${dayKey} と ${yearKey} は、どちらか一方だけを書いてください`};
  const key = day === undefined ? yearKey : dayKey;
  const said = day ?? (year === undefined ? undefined : `${year + later}-${edge}`);
  if (said !== undefined) return {key, day: said};
  return {
    key,
    day: "",
    message: `計画の${dayKey === "from" ? "初め" : "終わり"}を、年度（${yearKey}: 2027）か、日や月（${dayKey}: 令和7年10月）で書いてください`,
  };
}

/** All of a city; each with an id and a name of its own. */
export const programmes = z.array(programme).superRefine((all, context) => {
  for (const [index, {id, name}] of all.entries()) {
    const before = all.slice(0, index);
    const issue = (key: string, message: string) =>
      context.addIssue({code: "custom", path: [index, key], message});
    if (before.some((other) => other.id === id))
      issue(
        "id",
        id === MAIN
          ? "計画が二つ以上あるときは、二つ目から id を書いてください（例: id: women）"
          : `計画の id「${id}」が二度あります。どちらかを変えてください`,
      );
    else if (before.some((other) => other.name === name))
      issue("name", `計画「${name}」が二度あります。名前を変えるか、片方を消してください`);
  }
});
