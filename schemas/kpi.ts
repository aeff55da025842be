import {z} from "zod";

/** A value of one fiscal year (the calendar year of its April); null where the programme states none. */
const valueOfYear = z.strictObject({value: z.number().nullable(), fiscal_year: z.int()});

/** One indicator of data/catalog/kpis.yaml. */
const kpi = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_]*$/),
    /** Task sheets that list it, the one it is printed under first. */
    listed: z.array(z.strictObject({task: z.string(), label: z.string()})).min(1),
    /** The name as the programme prints it. */
    name: z.string(),
    /** At most 14 characters wide, for tables. */
    short_name: z.string().max(16),
    unit: z.string(),
    decimals: z.int().min(0).max(3),
    direction: z.enum(["up", "down"]),
    comparator: z.enum(["以上", "以下", ""]),
    base: valueOfYear,
    /** Where the required line starts when the programme states no base value: the first published one. */
    pace_from: valueOfYear.optional(),
    target: z.strictObject({value: z.number(), fiscal_year: z.int()}),
    /** やや遅れ reaches this far behind the required line, as a share of the way from base to target. */
    near_band: z.number().min(0).max(1),
    cumulative: z.boolean(),
    /** Scope of the official figure (data/catalog/overtime-scopes.csv, or "programme"). */
    scope: z.string(),
    /** Row of data/catalog/privacy.csv that rules what may be shown by bureau. */
    privacy: z.string(),
    /** A value is 速報 until this many months after its period's end. */
    settled_after_months: z.int().min(0),
    as_of_rule: z.string(),
    definition: z.string(),
    /** What the programme leaves open and how it is read here. */
    assumption: z.string().optional(),
    /** Which file of data/catalog changes that reading; for the office, not for print. */
    how_to_change: z.string().optional(),
    owner: z.string(),
  })
  .refine(({base, target}) => base.fiscal_year < target.fiscal_year, {
    error: "目標年度（target.fiscal_year）は基準年度（base.fiscal_year）より後にしてください",
  });

/** data/catalog/kpis.yaml: task groups, task sheets and indicators of the programme. */
export const kpiCatalog = z.strictObject({
  tasks: z.array(z.strictObject({no: z.string(), name: z.string(), group: z.string()})),
  kpis: z.array(kpi),
});

export type KpiCatalog = z.infer<typeof kpiCatalog>;
