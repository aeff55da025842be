import {z} from "zod";

/** A blank cell of a catalog file is "none". */
const text = z.string().min(1);
const textOrNone = z.preprocess((cell) => (cell === "" ? null : cell), text.nullable());
const number = z.coerce.number();
const whole = z.coerce.number().pipe(z.int());
const wholeOrNone = z.preprocess((cell) => (cell === "" ? null : cell), whole.nullable());
const flag = z
  .enum(["true", "false"])
  .transform((cell) => cell === "true")
  .pipe(z.boolean());
/** A text of a line or two of a page. */
const printed = (longest: number) => text.max(longest, `${longest}文字までで書いてください`);
const day = z.iso.date();
const dayOrNone = z.preprocess((cell) => (cell === "" ? null : cell), day.nullable());

/**
 * The tables of city/*.csv: rules, weights and definitions with the dates on which they are in force.
 * Key = file name without ".csv" and name of the table in the schema `catalog`.
 */
export const catalogTables = {
  /** Populations whose overtime is counted together; months as a manager count only where the scope includes managers. */
  overtime_scopes: z.strictObject({
    scope_id: text,
    scope_name: text,
    includes_managers: flag,
    appointing_authority_group: textOrNone,
    scope_note: text,
  }),
  /** Staff left out of a scope: bureau, occupation and employment type, blank for any. */
  overtime_scope_exclusions: z.strictObject({
    scope_id: text,
    bureau_code: textOrNone,
    occupation: textOrNone,
    employment_type: textOrNone,
    reason: text,
  }),
  /** What units are beside their names (本庁, 出先, 他律的業務), between two days; of a bureau, of a department, or of a department in a bureau. */
  unit_tags: z
    .strictObject({
      tag: text.regex(/^[^\s%_]+$/, "空白、% と _ は使えません"),
      bureau_code: textOrNone,
      department_name: textOrNone,
      valid_from: day,
      valid_to: dayOrNone,
    })
    .refine(({bureau_code, department_name}) => bureau_code !== null || department_name !== null, {
      message: "局区コード（bureau_code）か所属名（department_name）の、少なくとも一方を書いてください",
    }),
  /** Which unit stands where in the tree of the organisation, between two days. Units are named as in the list of bureaus; levels as in city.yaml. */
  units: z.strictObject({
    unit_code: text,
    level_name: text,
    parent_code: textOrNone,
    valid_from: day,
    valid_to: dayOrNone,
  }),
  /** Bureaus that are told together, in the same way from one fiscal year to another (4月の西暦). */
  bureau_groups: z
    .strictObject({
      group_code: text,
      bureau_group_name: printed(20),
      bureau_code: text,
      first_fiscal_year: whole,
      last_fiscal_year: whole,
    })
    .refine(({first_fiscal_year, last_fiscal_year}) => first_fiscal_year <= last_fiscal_year, {
      message: "終わりの年度（last_fiscal_year）が、初めの年度（first_fiscal_year）より前です",
    }),
  /** Which kinds of hours a way of counting adds up. */
  overtime_hour_bases: z.strictObject({basis_id: text, hour_kind: text}),
  /** Causes of overtime; disaster and election work is left out of the second mean. */
  overtime_causes: z.strictObject({cause: text, cause_name: text, is_disaster_or_election: flag}),
  /** Families of limits; those with analysis_due_months call for an analysis so many months after the year's end. */
  overtime_rule_sets: z.strictObject({
    rule_set: text,
    rule_set_name: text,
    analysis_due_months: wholeOrNone,
    note: text,
  }),
  /** Populations that a rule set is counted over. */
  overtime_rule_scopes: z.strictObject({rule_set: text, scope_id: text}),
  /**
   * Limits with window, kinds of hours, operator and validity. months_over: more months beyond threshold_hours in a
   * year than months_limit (the operator holds for both). is_reference: shown, but going over it breaks no limit.
   */
  overtime_rules: z.strictObject({
    rule_id: text,
    rule_set: text,
    rule_name: text,
    window_kind: z.enum(["month", "year", "mean_2_6_months", "months_over"]),
    basis_id: text,
    threshold_hours: whole,
    operator: z.enum([">", ">="]),
    months_limit: wholeOrNone,
    is_reference: flag,
    warns_early: flag,
    valid_from: day,
    valid_to: dayOrNone,
    legal_basis: text,
  }),
  /** What one person counts, by disability, severity, weekly hours and date (障害者雇用促進法 art. 38, 施行令 art. 5). */
  disability_weights: z.strictObject({
    disability_kind: text,
    severity: textOrNone,
    minutes_from: whole,
    minutes_below: whole,
    hired_or_certified_within_years: wholeOrNone,
    weight: number,
    valid_from: day,
    valid_to: dayOrNone,
    legal_basis: text,
  }),
  /** Papers that prove a disability of that kind. */
  disability_certificates: z.strictObject({disability_kind: text, certificate: text}),
  /** Occupations outside the denominator (除外職員, 施行令 別表第一). */
  disability_excluded_occupations: z.strictObject({occupation: text, legal_basis: text}),
  /** Share of an institution's staff left out of the denominator (除外率, 施行令 別表第四). */
  disability_exclusion_rates: z.strictObject({
    appointing_authority: text,
    exclusion_rate: number,
    valid_from: day,
    valid_to: dayOrNone,
    note: text,
  }),
  /** Share of staff that the law asks for (法定雇用率, %); blank authority: the city as one body (特例認定). */
  disability_legal_rates: z.strictObject({
    appointing_authority: textOrNone,
    legal_rate: number,
    valid_from: day,
    valid_to: dayOrNone,
    legal_basis: text,
  }),
  /** What a person counts in the denominator by weekly hours (短時間勤務職員 are half). */
  disability_denominator_weights: z.strictObject({minutes_from: whole, minutes_below: whole, weight: number}),
  /** Staff left out of the denominator of long-term leave: blank for any. */
  mental_health_exclusions: z.strictObject({
    bureau_code: textOrNone,
    occupation: textOrNone,
    employment_type: textOrNone,
    reason: text,
  }),
  /** Sheets of A4 that one sheet of a size stands for. */
  paper_sizes: z.strictObject({paper_size: text, sheet_weight: number}),
  /**
   * Levels that targets follow (form: follows), with the days on which they are in force: a national mean, another body's
   * rate. With `based_on` the value is the difference to that standard.
   */
  standards: z.strictObject({
    standard_id: z.string().regex(/^[a-z][a-z0-9_]*$/, "英小文字・数字・_ で書いてください"),
    standard_name: text,
    value: number,
    based_on: textOrNone,
    valid_from: day,
    valid_to: dayOrNone,
    legal_basis: text,
  }),
  /** Known differences between published and computed figures, blank for any item or year. */
  explained_differences: z.strictObject({
    series: text,
    item: textOrNone,
    fiscal_year: z.preprocess((cell) => (cell === "" ? null : cell), whole.nullable()),
    verdict: z.enum(["rounding", "scope", "slip"]),
    reason: text,
  }),
  /**
   * It is asked whether a file is a part when more than lost_rows rows and more than lost_percent of the rows that it would
   * supersede are missing in it (beyond 100 rows, of ten times their root); it is refused when it is larger than largest_megabytes. One line per source.
   */
  intake_limits: z.strictObject({
    source: text,
    lost_rows: whole,
    lost_percent: number,
    largest_megabytes: whole,
    note: text,
  }),
  /**
   * First month of a source that began in the middle of a year: nothing is missing before it. Without a line a year is
   * complete from April on, and a running total from the start of its indicator.
   */
  source_beginnings: z.strictObject({source: text, first_period: day, reason: text}),
  /**
   * What happened in a day or span and bears on figures (an election, an epidemic, a reorganisation, another way of counting); of a
   * bureau or an indicator, where it is of one.
   */
  events: z
    .strictObject({
      starts_on: day,
      ends_on: dayOrNone,
      bureau_code: textOrNone,
      kpi_id: textOrNone,
      event: printed(40),
    })
    .refine(({starts_on, ends_on}) => ends_on === null || ends_on >= starts_on, {
      path: ["ends_on"],
      message: "終わった日が、始まった日より前です",
    }),
  /**
   * What is done about an indicator, or a bureau's part of it, that is behind: why it is, what is done, by whom and until when; what
   * the committee said of it and the answer.
   */
  corrective_actions: z
    .strictObject({
      kpi_id: text,
      bureau_code: textOrNone,
      cause: printed(60),
      measure: printed(80),
      owner: printed(20),
      decided_on: day,
      due_on: day,
      done_on: dayOrNone,
      opinion: z.preprocess((cell) => (cell === "" ? null : cell), printed(80).nullable()),
      answer: z.preprocess((cell) => (cell === "" ? null : cell), printed(80).nullable()),
    })
    .refine(({decided_on, due_on}) => due_on >= decided_on, {
      path: ["due_on"],
      message: "期限が、決めた日より前です",
    })
    .refine(({decided_on, done_on}) => done_on === null || done_on >= decided_on, {
      path: ["done_on"],
      message: "済んだ日が、決めた日より前です",
    })
    .refine(({opinion, answer}) => answer === null || opinion !== null, {
      path: ["opinion"],
      message: "答え（answer）があるのに、委員会の意見が空です",
    }),
  /** Which shares of a bureau that was split went to which others; the shares of one bureau add up to 1. */
  bureau_splits: z.strictObject({
    bureau_code: text,
    successor_code: text,
    share: number.pipe(z.number().positive().max(1)),
    reason: text,
  }),
  /** Indicators of other bodies that are not united with those of the same name, by the name of their model or, without one, their own. */
  left_out: z.strictObject({indicator: text, reason: text}),
  /** Choices in definitions that the programme leaves open. */
  parameters: z.strictObject({parameter: text, value: text, note: text}),
  /**
   * Smallest count that may be shown by bureau, and whether bureaus are shown at all. Where counts and what they are out of are
   * shown (sums_shown), the counts of all bureaus are protected together; where not, means over at least so many people are shown.
   */
  privacy: z.strictObject({
    domain: text,
    min_cell: whole,
    shown_by_bureau: flag,
    sums_shown: flag,
    /** Whether a bureau with nobody is as telling as one with few. */
    zero_small: flag.default(true),
    /** Whether those who are counted in the denominator only are people to protect, too. */
    complement: flag.default(true),
    /** How often bureaus are told: at the end of each quarter a bureau has few people and a small step to the next. */
    periods: z.enum(["quarter", "year"]).default("year"),
    /** How often groups of bureaus (bureau_groups) are told, whose year is over. */
    groups: z.enum(["none", "year", "half"]).default("none"),
    /** Whether a bureau is told over all years of the groups, once these are over. */
    several_years: flag.default(false),
    /** Counts that come again every month, over a limit or on course to be: shown of bureaus with so many people. */
    min_people: whole.default(50),
    reason: text,
  }),
} as const;
