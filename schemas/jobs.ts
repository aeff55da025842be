import {z} from "zod";
import {monthDay} from "./month-day.ts";

/**
 * A day by rule: the `opening_day`-th 開庁日 of the month that lies `months_after` months after the period's last month.
 * With fewer opening days in that month it is the last of them.
 */
const dayRule = z.strictObject({
  months_after: z.int().min(-11).max(12),
  opening_day: z.int().min(1).max(23),
});

const period = z.enum(["month", "quarter", "fiscal_year"]);

const commonOfSources = {
  source: z.string(),
  /** 提出元: who is reminded. */
  section: z.string().min(1),
  /** Reports that cannot be complete without it. */
  follows: z.array(z.string()).default([]),
};

/** When the files of one source are due. A list that replaces the former one comes when it changes and is never late. */
const sourceJob = z.discriminatedUnion("every", [
  z.strictObject({...commonOfSources, every: period, due: dayRule}),
  z.strictObject({
    ...commonOfSources,
    every: z.literal("days"),
    /** Days of record in every year. */
    days: z.array(monthDay).min(1),
    due: dayRule,
  }),
  z.strictObject({...commonOfSources, every: z.literal("change")}),
]);

/** When one report is printed. */
const reportJob = z.strictObject({
  report: z.string(),
  title: z.string(),
  every: z.enum(["quarter", "fiscal_year"]),
  print: dayRule,
  /** How many opening days it waits for files that are missing on the day; then it is printed with what there is. */
  wait_opening_days: z.int().min(0).max(60),
  /** Sources without which it is not printed at all. */
  cannot_do_without: z.array(z.string()),
});

/** city/jobs.yaml: what is due when, and how the service behaves. */
export const jobs = z
  .strictObject({
    sources: z.array(sourceJob),
    reports: z.array(reportJob),
    /** Cron expression with seconds, in Japan's time: only how often the service looks. */
    wake: z.string(),
    /** A file in the inbox is read when its size and time stayed the same for this long. */
    settle_seconds: z.int().min(1),
    /** Waits between attempts: first_wait_minutes, then each `factor` times the one before. */
    retry: z.strictObject({
      attempts: z.int().min(1).max(20),
      first_wait_minutes: z.number().positive(),
      factor: z.number().min(1),
    }),
    alerts: z.strictObject({
      /** An open alert is told again after this many days. */
      again_after_days: z.int().min(1),
      /** A figure that moves by more than this share of its former value between two releases is told. */
      figure_move_share: z.number().positive(),
      /** Free space below which the installation is unwell. */
      min_free_megabytes: z.int().min(1),
    }),
  })
  .superRefine(({sources, reports}, context) => {
    const known = reports.map(({report}) => report);
    const named = sources.map(({source}) => source);
    const complain = (message: string) => context.addIssue({code: "custom", message});
    for (const {source, follows} of sources)
      for (const report of follows.filter((name) => !known.includes(name)))
        complain(`${source}: 帳票「${report}」が reports にありません`);
    for (const {report, cannot_do_without} of reports)
      for (const source of cannot_do_without.filter((name) => !named.includes(name)))
        complain(`${report}: 種類「${source}」が sources にありません`);
    for (const name of [...known, ...named])
      if ([...known, ...named].filter((other) => other === name).length > 1)
        complain(`「${name}」が二度書かれています`);
  });

export type Jobs = z.infer<typeof jobs>;
export type SourceJob = Jobs["sources"][number];
export type ReportJob = Jobs["reports"][number];
export type DayRule = z.infer<typeof dayRule>;
