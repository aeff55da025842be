import {z} from "zod";
import {monthDay} from "./month-day.ts";

interface Measurable {
  fields: string[];
  /** Whether people are in it. */
  ofPeople: boolean;
  /** Its items overlap, or are different things: only those of one are added up. What `item` may say, for people. */
  items?: string;
  /** Whether a file may say in which department an amount arose. */
  hasDepartments?: true;
}

/** What of a source's rows is added up. */
export const MEASURABLE: Record<string, Measurable> = {
  leave: {fields: ["taken_days", "granted_days"], ofPeople: true},
  overtime: {
    ...{fields: ["hours"], ofPeople: true, hasDepartments: true as const},
    items: "時間の数え方（report、with_public_holidays など。overtime-hour-bases.csv）",
  },
  parental_leave: {
    ...{fields: ["people", "people_by_birth", "days"], ofPeople: true},
    items: "届出（spouse_gave_birth、gave_birth、first_take_up、later_take_up、paternity_leave）",
  },
  activity: {
    ...{fields: ["amount"], ofPeople: false},
    items: "項目（limit_training、coaching など。市だけの項目は sources/activity.yaml の own の名前）",
  },
  mental_health: {
    ...{fields: ["due_count", "done_count"], ofPeople: false},
    items: "対策（stress_check、new_hire_interview、return_plan など）",
  },
  paper: {fields: ["sheets"], ofPeople: false},
  overtime_pay: {fields: ["paid_yen"], ofPeople: false},
  shared_services: {
    ...{fields: ["amount"], ofPeople: false},
    items: "区分（saved_hours、running_cost など）",
  },
};

/** What `level` says for departments as rosters name them, which are of no level of the tree. */
export const DEPARTMENT = "department";

const name = z.string().min(1);

/** Rows of a source that are added up: those of one item, of one population. */
const amounts = {
  source: name,
  field: name,
  item: name.optional(),
  /** Only what arose in that department. */
  department: name.optional(),
  population: name.optional(),
};

/** A year of twelve months from the first day of a month on; April is the fiscal year. */
const year = {year_starts: z.int().min(1).max(12).default(4)};

/** By month: besides the years (and quarters to date) each month for itself, for the whole only. Its sources come by the month. */
const periods = {...year, by_month: z.boolean().default(false)};

/** How people come to be counted, and on which day of the year ("04-01"); the day that follows the year is of_year: next. */
const people = {
  people: z.enum(["in_service", "hired", "left", "appointed"]).default("in_service"),
  on: monthDay.default("04-01"),
  of_year: z.enum(["this", "next"]).default("this"),
};

const over = {
  ...amounts,
  population: name,
  ...periods,
  threshold: z.number().min(0),
  compare: z.enum(["over", "at_least", "under", "at_most"]),
  window: z.enum(["year", "month"]).default("year"),
};

/** at_least: the people who have so much of it are counted, in the place of the amount. */
const side = z.strictObject({...amounts, at_least: z.number().positive().optional()});

/** How an indicator is measured without SQL: a closed list, each computed by the model metrics.measure_<kind>. */
export const measure = z.discriminatedUnion(
  "kind",
  [
    /** The amounts of a population's people by their number; per month also by the months. */
    z.strictObject({
      kind: z.literal("mean"),
      ...amounts,
      population: name,
      ...periods,
      per: z.enum(["person", "month"]).default("person"),
    }),
    z.strictObject({kind: z.literal("total"), ...amounts, ...periods}),
    z.strictObject({kind: z.literal("count_over"), ...over}),
    z.strictObject({kind: z.literal("share_over"), ...over}),
    /** Bureaus in which anybody is over, or units of another level of the tree (units.csv), or departments of the roster (DEPARTMENT). */
    z.strictObject({kind: z.literal("units_over"), ...over, level: name.optional()}),
    z.strictObject({kind: z.literal("head_count"), population: name, ...people}),
    /** How many of the population are also of another one, in %. */
    z.strictObject({kind: z.literal("share"), population: name, part: name, ...people}),
    /** Years of service of the population's people, on the mean. */
    z.strictObject({kind: z.literal("tenure"), population: name, ...people}),
    /** Of those hired in a year, who was still there so many months after (or had left: still false), in %. */
    z.strictObject({
      kind: z.literal("cohort"),
      population: name,
      after_months: z.int().min(1).max(240),
      still: z.boolean().default(true),
    }),
    z.strictObject({kind: z.literal("survey_share"), question: name}),
    z.strictObject({kind: z.literal("survey_mean"), question: name, scores: z.record(name, z.number())}),
    /** Amounts added up since cumulative_since. */
    z.strictObject({kind: z.literal("running_sum"), ...amounts}),
    /** The same where an effect goes on: each year's counts in every year from then on. */
    z.strictObject({kind: z.literal("carried_on"), ...amounts}),
    z.strictObject({kind: z.literal("ratio"), of: side, over: side, ...periods}),
    /**
     * What comes ready in 指標実績. Of bureaus it makes the whole only as is said here: their parts (or counts) added, or the median of their
     * values, as soon as `told_by` of the bureaus that ever tell the indicator tell a period.
     */
    z.strictObject({
      kind: z.literal("figures"),
      indicator: name,
      segment: name.optional(),
      whole: z.enum(["added", "median", "none"]).optional(),
      told_by: z.number().gt(0).max(1).default(1),
    }),
  ],
  {
    error: ({code}) =>
      code === "invalid_union" ? `計り方（kind）は ${KINDS.join("、")} のどれかです` : undefined,
  },
);

/** In the order in which they are offered. */
const KINDS = [
  ...["mean", "total", "count_over", "share_over", "units_over", "head_count", "share", "tenure", "cohort"],
  ...["survey_share", "survey_mean", "running_sum", "carried_on", "ratio", "figures"],
];

export type Measure = z.infer<typeof measure>;
export type Side = z.infer<typeof side>;

/** Which amounts a measure adds up: "of" what it is, "over" what it is divided by. */
export function sidesOf(said: Measure): {side: "of" | "over"; of: Side}[] {
  if (said.kind === "ratio")
    return [
      {side: "of", of: said.of},
      {side: "over", of: said.over},
    ];
  return "source" in said ? [{side: "of", of: said}] : [];
}

export function populationsOf(said: Measure): string[] {
  const own = "population" in said ? [said.population] : [];
  const part = said.kind === "share" ? [said.part] : [];
  const sides = sidesOf(said).map(({of}) => of.population);
  return [...new Set([...own, ...part, ...sides])].filter((id) => id !== undefined);
}

/** Sources that a measure rests on. */
export function sourcesOf(said: Measure): string[] {
  const sides = sidesOf(said).map(({of}) => of.source);
  const rosters = populationsOf(said).length > 0 ? ["bureaus", "staff"] : [];
  const survey = said.kind === "survey_share" || said.kind === "survey_mean" ? ["survey"] : [];
  const ready = said.kind === "figures" ? ["indicator_figures"] : [];
  return [...new Set([...sides, ...rosters, ...survey, ...ready])];
}
