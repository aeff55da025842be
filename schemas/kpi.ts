import {z} from "zod";
import {unspreadPlaces} from "./also-in.ts";
import {fiscalYearName, fiscalYearOf} from "./fiscal-time.ts";
import {modelOf} from "./kpi-model.ts";
import {type Measure, measure} from "./measure.ts";
import {monthDay} from "./month-day.ts";
import {placementFaults} from "./placement-faults.ts";
import {MAIN, type Programme, programme} from "./programme.ts";
import {prose} from "./prose.ts";
import {segmentOf, unspreadSegments} from "./segments.ts";
import {spreadEntries} from "./spread-entries.ts";
import {surveyByFigures} from "./survey-by-figures.ts";
import {targetFaults} from "./targets/faults.ts";
import {saidYear} from "./targets/said-year.ts";
import {formOf, type Level, levelOf, type Target, targetOf} from "./targets/target.ts";
import {writtenLevel, writtenTarget} from "./targets/written.ts";
import {writtenBase} from "./written-base.ts";

/** Fiscal years are the calendar year of their April; a plan's own words (平成27年度) are read, too. */
const fiscalYear = saidYear.transform((said) => said.fiscalYear);

/** A level that was published. */
const level = z.strictObject({value: z.number(), fiscal_year: fiscalYear});

/** When there is something to say: as it happens, added up over the years, on a day of every year, or once a year in a month. */
const rhythm = z.union(
  [
    z.enum(["running", "cumulative"]),
    z.strictObject({day: monthDay}),
    z.strictObject({month: z.int().min(1).max(12)}),
  ],
  {
    error:
      "rhythm には running（そのつど数える）、cumulative（累計）、{ day: 06-01 }（毎年その日）、{ month: 12 }（年1回、その月）のどれかを書いてください",
  },
);

const decision = {decided_on: z.iso.date(), decided_by: z.string(), reason: z.string()};

/** One indicator as it stands in city/kpis.yaml. */
const writtenKpi = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  /** The relation metrics.<model> that it is measured by, the program's or the city's own; kpi_<id> unless told. */
  model: z
    .string()
    .regex(/^kpi_[a-z0-9_]+$/)
    .optional(),
  /** How it is measured where it needs no model of its own. */
  measure: measure.optional(),
  /** Several series under one label (男性・女性), each an indicator of its own: segments.ts makes them before this is read. */
  segments: unspreadSegments,
  /** Of which entry it is a segment. */
  segment: segmentOf.optional(),
  /** Which of city.yaml's it belongs to; the first unless told. */
  programme: z.string().optional(),
  /** Other programmes that it is in, with that programme's own place and target: also-in.ts makes them before this is read. */
  also_in: unspreadPlaces,
  /** Of which entry it takes the values, in another programme. */
  counted_as: z.string().optional(),
  /** Task sheets of its programme that list it, the one it is printed under first. */
  listed: z.array(z.strictObject({task: z.string(), label: z.string()})).min(1),
  /** The name as the programme prints it. */
  name: z.string(),
  /** At most 14 characters wide, for tables. */
  short_name: z.string().max(16, "短い名前は16文字までです（内訳があれば「（男性）」などを含めて）"),
  unit: z.string(),
  decimals: z.int().min(0).max(3),
  /** within: into a range (about, between, keep); none: a target in words. */
  direction: z.enum(["up", "down", "within", "none"]),
  /** What is printed after the number of a target without a form; a form has its own words. */
  comparator: z.enum(["以上", "以下", ""]).optional(),
  base: writtenBase,
  /** Where the required line starts when the programme states no base value: the first published one. */
  pace_from: level.optional(),
  target: writtenTarget,
  /** Levels to be reached on the way, in the target's form; the required line goes through them. */
  milestones: z.array(writtenLevel).default([]),
  /** Later decisions about the target, in its form; from the day of the decision the line leads to the new one. */
  target_revisions: z.array(writtenLevel.extend(decision)).default([]),
  /** Deviations that the programme's owner accepts until a day, and as long as the value is no worse than `limit`; the status is then 容認. */
  accepted_deviations: z
    .array(z.strictObject({until: z.iso.date(), limit: z.number().optional(), ...decision}))
    .default([]),
  /** First fiscal years of a new definition: no comparison reaches across. */
  breaks: z.array(z.strictObject({fiscal_year: fiscalYear, note: z.string()})).default([]),
  /** A share of two different groups, which may be above 100 %. */
  may_exceed_100: z.boolean().default(false),
  /** What it is called when there was nobody to count (採用者なし); printed in place of －. */
  none_means: z.string().min(1).optional(),
  /** How many years' numerators and denominators are added up (all: since the programme began), for the city only. */
  pool_years: z
    .union([z.int().min(2), z.literal("all")], {
      error: "合わせる年数を2以上の数か all（計画の初めから）で書いてください",
    })
    .optional(),
  /** A count of which every piece belongs to one bureau: those of the bureaus add up to the city's. */
  bureaus_sum_to_city: z.boolean().default(false),
  /** やや遅れ reaches this far behind the required line, as a share of the way from base to target. */
  near_band: z.number().min(0).max(1),
  /** A cumulative indicator adds up its increments from this year on. */
  cumulative_since: fiscalYear.optional(),
  /** What can be said within a year; cumulative of what adds up, else nothing, unless told. */
  rhythm: rhythm.optional(),
  /** Population of the official figure (city/populations.yaml or city/overtime-scopes.csv). */
  scope: z.string(),
  /** Row of city/privacy.csv that rules what may be shown by bureau. */
  privacy: z.string(),
  /** A value is 速報 until this many months after its period's end. */
  settled_after_months: z.int().min(0),
  as_of_rule: prose,
  definition: prose,
  /** What the programme leaves open and how it is read here. */
  assumption: prose.optional(),
  /** Which file of city changes that reading; for the office, not for print. */
  how_to_change: z.string().optional(),
  /** Law, ordinance or agreement behind the indicator, or that there is none; for the data dictionary. */
  law: prose,
  owner: z.string(),
});

/** What metrics.<model> an entry is measured by. */
function modelBehind({
  id,
  model,
  measure: said,
}: {
  id: string;
  model?: string | undefined;
  measure?: Measure | undefined;
}) {
  return said ? `measure_${said.kind}` : modelOf({kpiId: id, model: model ?? null});
}

const kpi = writtenKpi
  .superRefine((entry, context) => {
    if (entry.model !== undefined && entry.measure !== undefined)
      context.addIssue({
        code: "custom",
        path: ["measure"],
        message: `${entry.id}: 計り方（measure）と計算式（model）は、どちらか一方に書いてください`,
      });
    const survey = surveyByFigures(entry);
    if (survey !== null)
      context.addIssue({code: "custom", path: ["measure"], message: `${entry.id}: ${survey}`});
    const faults = targetFaults(entry);
    for (const {path, message} of faults)
      context.addIssue({code: "custom", path, message: `${entry.id}: ${message}`});
    if (faults.length > 0) return;
    for (const message of orderFaults(inNumbers(entry))) context.addIssue({code: "custom", message});
  })
  .transform((entry) => ({
    ...inNumbers(entry),
    model: modelBehind(entry),
    // A target in words may have no figures at all.
    is_measured: Boolean(entry.model ?? entry.measure) || entry.target.form !== "stated",
  }));

type Written = z.output<typeof writtenKpi>;

const COMPARATORS: Partial<Record<Target["form"], Comparator>> = {
  at_least: "以上",
  at_most: "以下",
  above: "超",
  below: "未満",
};

/** What is printed after the number of a target; "" where a form has words of its own. */
type Comparator = "以上" | "以下" | "超" | "未満" | "";

/** The entry with its levels in numbers. */
function inNumbers(entry: Written) {
  const {target, milestones, target_revisions, comparator} = entry;
  return {
    ...entry,
    comparator: comparator ?? COMPARATORS[formOf(target, entry.direction)] ?? ("" as Comparator),
    target: targetOf(target, entry),
    milestones: milestones.map((written) => levelOf(written, target, entry)),
    target_revisions: target_revisions.map(({decided_on, decided_by, reason, ...written}) => ({
      ...levelOf(written, target, entry),
      ...{decided_on, decided_by, reason},
    })),
  };
}

/** What is wrong with the order of an indicator's years and days, in Japanese. */
function orderFaults({
  id,
  base,
  pace_from,
  milestones,
  target,
  target_revisions,
  accepted_deviations,
}: ReturnType<typeof inNumbers>): string[] {
  const start = (pace_from ?? base).fiscal_year;
  const ends = target.fiscal_year ?? Number.POSITIVE_INFINITY;
  const years = [start, ...milestones.map(yearOf), ends];
  const revisedOn = target_revisions.map(({decided_on}) => decided_on);
  return [
    ...(base.fiscal_year < ends ? [] : [`${id}: 目標年度（target）は基準年度（base）より後にしてください`]),
    ...(isRising(years)
      ? []
      : [
          `${id}: 途中の目標（milestones）は、起点から目標年度までの間に、年度の重なりなく順に書いてください`,
        ]),
    ...(isRising(revisedOn) ? [] : [`${id}: 目標の見直し（target_revisions）は決めた日の順に書いてください`]),
    ...(target_revisions.every((level) => yearOf(level) > start)
      ? []
      : [`${id}: 見直した目標の年度は起点より後にしてください`]),
    ...target_revisions
      .filter((level) => yearOf(level) < fiscalYearOf(level.decided_on))
      .map(
        (level) =>
          `${id}: ${fiscalYearName(yearOf(level))}の目標は、決めた日（decided_on: ${level.decided_on}）にはもう終わっています。決めた日か年度を直してください`,
      ),
    ...(accepted_deviations.every(({decided_on, until}) => decided_on <= until)
      ? []
      : [`${id}: 容認の期限（until）は決めた日より後にしてください`]),
    ...(isRising(accepted_deviations.map(({decided_on}) => decided_on))
      ? []
      : [`${id}: 容認（accepted_deviations）は決めた日の順に書いてください。延ばしたときは後に1つ加えます`]),
  ];
}

function yearOf({fiscal_year}: Level): number {
  return fiscal_year ?? Number.NaN;
}

function isRising<Value extends number | string>(values: Value[]): boolean {
  return values.every((value, index) => index === 0 || (values[index - 1] ?? value) < value);
}

const task = z.strictObject({
  no: z.string(),
  name: z.string(),
  group: z.string(),
  /** The first of city.yaml unless told. */
  programme: z.string().optional(),
});

/**
 * city/kpis.yaml: task groups, task sheets and indicators of the programmes, whose ids city.yaml says, the one first that is
 * meant where nothing says another.
 */
export function kpiCatalogOf(programmes: string[]) {
  const [first = MAIN, ...others] = programmes;
  const placed = <Part extends {programme?: string | undefined}>(part: Part) => ({
    ...part,
    programme: part.programme ?? first,
  });
  return z
    .strictObject({
      /** Only in a folder of before city.yaml. */
      programme: programme.optional(),
      tasks: z.array(task.transform(placed)),
      kpis: z.preprocess(spreadEntries, z.array(kpi.transform(placed))),
    })
    .superRefine((catalog, context) => {
      for (const {path, message} of placementFaults(catalog, [first, ...others]))
        context.addIssue({code: "custom", path, message});
    });
}

/** Of a city with one programme. */
export const kpiCatalog = kpiCatalogOf([]);

export type ReadCatalog = z.output<typeof kpiCatalog>;
type ReadKpi = ReadCatalog["kpis"][number];

/** A level with what the rest of the folder says of it: its year where the programme's end is meant, and its printed words. */
export type Placed<Read extends Level> = Read & {
  fiscal_year: number;
  /** Null: the number with the indicator's comparator. */
  words: string | null;
};

export type Kpi = Omit<ReadKpi, "target" | "milestones" | "target_revisions"> & {
  target: Placed<Target>;
  milestones: Placed<Level>[];
  target_revisions: Placed<ReadKpi["target_revisions"][number]>[];
};

/** With the programmes, wherever the folder says them. */
export type KpiCatalog = Omit<ReadCatalog, "kpis" | "programme"> & {
  kpis: Kpi[];
  programmes: Programme[];
  /** The first of them: the one that is meant where nothing says another. */
  programme: Programme;
};
